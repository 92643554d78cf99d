import { Settings, type ExportChoices, type Look } from '@contract';

/** The settings of the engine for a look and the choices of the export sheet; the command line makes the same of the same. */
export function settingsOf({ inference, mix }: Look, choices: ExportChoices): Settings {
  const { metadata, ...output } = choices;
  return Settings.parse({
    ...inference,
    ...mix,
    output: { ...output, keepGps: metadata === 'all', metadata: metadata === 'none' ? 'none' : 'all' },
  });
}
