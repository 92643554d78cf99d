import { dirname, join, sep } from 'node:path';
import type { PlannedJob } from '@contract';
import type { ModelEntry } from '@engine';
import {
  BatchRegistry,
  closeJournal,
  defaultFolder,
  JournalFile,
  journalPlace,
  openFirst,
  Recorder,
  untilSilent,
  type BatchPlan,
  type BatchRequest,
  type JournalKey,
  type JournalPlace,
} from '@jobs';
import { batchWords } from './batchText';
import type { EnhanceValues } from './enhanceValues';
import type { Program } from './Program';
import { choiceOf } from './share';

/** A journal that is open, and the places of the plan's jobs in it. */
export type OpenJournal = AsyncDisposable & {
  readonly recorder: Recorder;
  readonly keys: readonly JournalKey[];
  /** The folder that `--resume` takes. */
  readonly root: string;
};

/** Hashes of the files of models, by their ids. */
export function modelHashes(models: readonly ModelEntry[]): (model: string) => string | null {
  const hashes = new Map(models.map((entry) => [entry.id, 'card' in entry ? entry.card.sha256 : null]));
  return (model) => hashes.get(model) ?? null;
}

/** One photo needs no journal: it is done or it is not. A report needs one. */
export function needsJournal(plan: BatchPlan, wishes: Pick<EnhanceValues, 'shard' | 'report'>): boolean {
  return plan.jobs.length > 1 || wishes.shard !== undefined || wishes.report;
}

/**
 * Opens the journal of a batch and writes the plan into it. Undefined: no folder of results can be written to, so no photo can be done.
 * @throws CandelaError `journal.*`, `output.*`
 */
export async function beginJournal(
  program: Program,
  models: readonly ModelEntry[],
  { plan, request }: { plan: BatchPlan; request: BatchRequest },
): Promise<OpenJournal | undefined> {
  const { inputs, settings, shard } = request;
  const journal = await openFirst(rootsOf(request, plan.jobs), (root) =>
    openPatiently(journalPlace(root, shard), program.signal),
  );
  if (journal === undefined) return undefined;
  const { root } = journal.place;
  const registry = new BatchRegistry(program.folders.batches);
  const recorder = new Recorder(journal, modelHashes(models));
  try {
    await note(registry, journal.place);
    const more = shard === undefined ? {} : { shard };
    const keys = await recorder.begin(
      { candela: program.version, inputs: [...inputs], settings, choice: choiceOf(request), ...more },
      plan,
    );
    if (plan.jobs.some(({ output }) => !isBelow(root, output)))
      program.streams.say(batchWords.journalLies(root));
    return { recorder, keys, root, [Symbol.asyncDispose]: () => closeJournal(journal, registry) };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

/** The list only helps to find a journal. That it cannot be written must not stop a batch. */
export async function note(registry: BatchRegistry, place: JournalPlace): Promise<void> {
  await registry.note(place).catch(() => undefined);
}

/** A share may have been on another machine that died. */
export function openPatiently(place: JournalPlace, signal: AbortSignal): Promise<JournalFile> {
  return JournalFile.open(place, place.isShard ? { ms: untilSilent, signal } : undefined);
}

/** The folders whose journal can serve the whole run: that of all results, or those of the photos in their order. */
function rootsOf({ out, inputs }: BatchRequest, jobs: readonly PlannedJob[]): string[] {
  if (out !== undefined) return [out];
  const roots = jobs.map(({ input: photo }) => {
    const input = inputs.find((path) => isBelow(path, photo));
    return join(input ?? dirname(photo), defaultFolder);
  });
  return [...new Set(roots)];
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
