import { CandelaError, Preset, systemReason } from '@contract';
import { z } from 'zod';
import { readDocument, writeDocument } from '../state/documents';
import { preferencesText } from '../text';
import type { MainHandlers, Services } from './Services';

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
      const path = await desktop.askWhereDocumentGoes(
        'presets',
        presets.length === 1 ? (first?.name ?? '') : 'presets',
      );
      if (path === null) return { saved: false };
      await writeDocument(path, { candela: 'presets', version: 1, presets });
      return { saved: true };
    },
    'presets.import': async () => {
      const path = await desktop.askForDocument('presets');
      if (path === null) return [];
      return (await readDocument(path, PresetsFile, 'presets.unreadable')).presets;
    },
    'app.about': () => about,
  } satisfies Partial<MainHandlers>;
}
