import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CandelaError, Preset, systemReason } from '@contract';
import { fileFailure } from '@disk';
import { z } from 'zod';
import { atomicWrite } from '../state/atomicWrite';
import { preferencesText, presetsText } from '../text';
import type { MainHandlers, Services } from './Services';

const largestPresets = 4 * 2 ** 20;
const PresetsFile = z.strictObject({
  candela: z.literal('presets'),
  version: z.literal(1),
  presets: z.array(Preset).min(1).max(200),
});

/** Preferences, presets, and information about the program. */
export function appHandlers({ preferences, desktop, about }: Services) {
  return {
    'preferences.read': () => preferences.value,
    'preferences.change': async (patch) => {
      await preferences.change(patch).catch((cause: unknown) => {
        const details = { file: preferencesText.itsFolder, reason: systemReason(cause, 'write') };
        throw new CandelaError('preferences.notSaved', details, { cause });
      });
      desktop.setTheme(preferences.value.theme);
      return preferences.value;
    },
    'presets.export': async ({ presets }) => {
      const [first] = presets;
      const path = await desktop.askWherePresetsGo(presets.length === 1 ? (first?.name ?? '') : 'presets');
      if (path === null) return { saved: false };
      await writePresets(path, presets);
      return { saved: true };
    },
    'presets.import': async () => {
      const path = await desktop.askForPresets();
      return path === null ? [] : readPresets(path);
    },
    'app.about': () => about,
  } satisfies Partial<MainHandlers>;
}

async function writePresets(file: string, presets: readonly Preset[]): Promise<void> {
  const text = `${JSON.stringify({ candela: 'presets', version: 1, presets }, null, 2)}\n`;
  await atomicWrite(file, text).catch((cause: unknown) => {
    throw fileFailure(cause, { file, act: 'write' });
  });
}

async function readPresets(path: string): Promise<Preset[]> {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new CandelaError('presets.unreadable', { file: basename(path), reason }, { cause });
  };
  const { size } = await stat(path).catch((cause: unknown) => refuse(presetsText.cannotOpen, cause));
  if (size > largestPresets) refuse(presetsText.tooLarge);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => refuse(presetsText.cannotRead, cause));
  const parsed = PresetsFile.safeParse(parseJson(text));
  return parsed.success ? parsed.data.presets : refuse(presetsText.otherContent);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Anything that is not JSON does not match the schema either.
    return undefined;
  }
}
