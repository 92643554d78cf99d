import { basename, dirname } from 'node:path';
import {
  CandelaError,
  formats,
  OutputFormat,
  type CallProgress,
  type ExportChoices,
  type Look,
  type PhotoHandle,
  type SavedFile,
  type Settings,
} from '@contract';
import { kindOf, resultFormat } from '@core';
import type { CallContext } from '@transport';
import { folderLabel } from '../files/folderLabel';
import type { OpenPhoto } from '../photo/PhotoRegistry';
import { commandLine } from '../save/commandLine';
import { engineMeasures } from '../save/engineMeasures';
import { engineRunner } from '../save/engineRunner';
import { planSave, type SavePlan } from '../save/planSave';
import { existingFile, savingRunner } from '../save/savingRunner';
import { namedFolder } from '../save/resultFolder';
import { assertNoOriginal, targetOf } from '../save/SaveTargets';
import { settingsOf } from '../save/settingsOf';
import { ensureRead } from './openPhotos';
import type { MainHandlers, Services } from './Services';

type Wanted = { photo: PhotoHandle; look: Look; choices: ExportChoices; target?: PhotoHandle };
type Options = { signal: AbortSignal };
type Planned = { photo: OpenPhoto; settings: Settings; out: string | undefined; plan: SavePlan };

/** Results and the actions on them. Paths of results come only from the plan and the folder dialog. */
export function saveHandlers(services: Services) {
  return { ...lookHandlers(services), ...resultHandlers(services) };
}

/** Outputs of a photo's settings: a file, a name, a command line, a picture on the clipboard. */
function lookHandlers(services: Services) {
  const { registry, engine, desktop, about } = services;
  return {
    'save.write': (wanted, context) =>
      services.held.during({
        plan: () => planned(services, wanted, context),
        write: (plan) => write(services, plan, context),
      }),
    'save.example': async (wanted, context) => {
      const { plan } = await planned(services, wanted, context);
      const path = plan.job?.output ?? plan.existing ?? '';
      return { name: basename(path), folder: folderLabel(dirname(path)) };
    },
    'save.chooseFile': (wanted, options) => chooseFile(services, wanted, options),
    'save.command': async ({ photo, look, choices, copy }) => {
      const open = registry.get(photo);
      const { path: input, page } = open;
      const target = { input, page, out: namedFolder(services, open), platform: about.platform };
      const command = commandLine(settingsOf(look, choices), target);
      if (copy) await desktop.clipboard.copyText(command);
      return { command };
    },
    'save.copyPicture': async ({ photo, look }, { signal }) => {
      const { path, page, raw } = registry.get(photo);
      const { png } = await engine.call('photo.picture', { photo: { path, page, raw }, look }, { signal });
      await desktop.clipboard.copyPicture(png);
      return {};
    },
  } satisfies Partial<MainHandlers>;
}

/** The folder for results, and the actions on a result. */
function resultHandlers({ state, ledger, desktop }: Services) {
  return {
    'save.chooseFolder': async () => {
      const folder = await desktop.askForFolder();
      if (folder !== null) await state.change({ outputFolder: folder });
      const { outputFolder } = state.value;
      return { folder: outputFolder === null ? null : folderLabel(outputFolder) };
    },
    'save.resetFolder': async () => {
      await state.change({ outputFolder: null });
      return {};
    },
    'save.reveal': ({ save }) => {
      desktop.reveal(ledger.pathOf(save));
      return {};
    },
    'save.drag': ({ saves }) => {
      desktop.dragOut(saves.map((save) => ledger.pathOf(save)));
      return {};
    },
    'save.undo': async ({ save }) => {
      await ledger.undo(save);
      return {};
    },
  } satisfies Partial<MainHandlers>;
}

async function planned(services: Services, wanted: Wanted, { signal }: Options): Promise<Planned> {
  // A photo may be saved before it was read. Its format decides the result's.
  const photo = await ensureRead(services, services.registry.get(wanted.photo), { signal });
  if (photo.error) throw CandelaError.fromWire(photo.error);
  const settings = settingsOf(wanted.look, wanted.choices);
  const out = namedFolder(services, photo);
  if (wanted.target !== undefined) return named(services, { photo, settings, target: wanted.target });
  // Only if names are numbered. Replacing and skipping depend on the exact name.
  const held = settings.output.onConflict === 'number' ? services.held : [];
  const measures = engineMeasures(services.engine);
  const target = { photo, out, now: services.clock(), held, measures };
  const plan = await planSave(settings, target, { signal });
  return { photo, settings, out, plan };
}

/** A plan for the one file that a person named. */
function named(
  { targets }: Services,
  { photo, settings, target }: { photo: OpenPhoto; settings: Settings; target: PhotoHandle },
): Planned {
  const { path: output, format, policy } = targets.get(target);
  const { path: input, page } = photo;
  const own = { ...settings, output: { ...settings.output, format, onConflict: policy } };
  const job = { input, output, format, page, settings: own };
  return { photo, settings: own, out: dirname(output), plan: { job, existing: null } };
}

async function chooseFile(services: Services, wanted: Wanted, options: Options) {
  const { desktop, registry, targets } = services;
  const { photo, plan, settings } = await planned(services, wanted, options);
  const path = plan.job?.output ?? plan.existing ?? '';
  const format = resultFormat(kindOf(photo.summary), settings.output.format);
  const others = OutputFormat.options.filter((id) => id !== format);
  const extensions = [format, ...others].flatMap((id) => formats[id].extensions);
  const typed = await desktop.askWhereResultGoes(path, extensions);
  if (typed === null) return null;
  const target = targetOf(typed, { path, format });
  await assertNoOriginal(target.path, registry.paths());
  const { path: chosen } = target;
  return { target: targets.add(target), name: basename(chosen), folder: folderLabel(dirname(chosen)) };
}

async function write(
  { engine, ledger, madeFolders }: Services,
  { plan }: Planned,
  { signal, onProgress }: CallContext<CallProgress>,
): Promise<SavedFile> {
  if (plan.job === null) return existingFile(ledger, plan.existing ?? '');
  const files: SavedFile[] = [];
  const run = savingRunner(engineRunner(engine, 'save'), {
    ...{ ledger, madeFolders },
    keep: (_, file) => files.push(file),
  });
  await run(plan.job, { signal, onProgress, onKnown: () => undefined });
  const [saved] = files;
  if (saved === undefined) throw new Error('nothing was kept of a result');
  if (signal.aborted && saved.canUndo) {
    // The cancel came after the file had its name. Whoever cancels wants no file.
    await ledger.undo(saved.save);
    signal.throwIfAborted();
  }
  return saved;
}
