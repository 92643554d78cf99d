import { Settings, type ExportChoices, type Look } from '@contract';

/** The engine's settings for a look and the choices of the export sheet. The command line builds the same ones. */
export function settingsOf({ inference, mix }: Look, choices: ExportChoices): Settings {
  const { metadata, ...output } = choices;
  return Settings.parse({
    ...inference,
    ...mix,
    output: { ...output, keepGps: metadata === 'all', metadata: metadata === 'none' ? 'none' : 'all' },
  });
}
