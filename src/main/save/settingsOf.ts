import { Settings, type ExportChoices, type Look } from '@contract';
import { lookIn } from '@core';

/** The engine's settings for a look and the choices of the export sheet. The command line builds the same ones. */
export function settingsOf({ inference, mix, raw }: Look, choices: ExportChoices): Settings {
  const { metadata, ...output } = choices;
  return Settings.parse({
    ...inference,
    ...mix,
    ...(raw && { raw }),
    output: { ...output, keepGps: metadata === 'all', metadata: metadata === 'none' ? 'none' : 'all' },
  });
}

/** The look and the choices that these settings came from. */
export function choicesOf(settings: Settings): { look: Look; choices: ExportChoices } {
  const { keepGps, metadata, ...rest } = settings.output;
  const kept = keepGps ? 'all' : 'noGps';
  return {
    look: lookIn(settings),
    choices: { ...rest, metadata: metadata === 'none' ? 'none' : kept },
  };
}
