import { asShot, rawPrograms, type RawDeveloper, type RawSettings } from '@contract';
import { fill } from './en';
import { signed } from './format';

/** Strings about camera raws. */
export const rawText = {
  title: 'Raw',
  part: 'Camera raw',
  exposure: { label: 'Exposure', hint: 'Light of the raw, before the network sees it.' },
  white: 'White balance',
  whites: { camera: 'As shot', daylight: 'Daylight', kelvin: 'Temperature' },
  kelvin: { label: 'Temperature', hint: 'The colour of the light that the photo was taken in.' },
  kelvins: '{value} K',
  highlights: 'Bright light',
  highlightModes: { keep: 'Kept', clip: 'Cut at white', rebuild: 'Rebuilt' },
  developer: 'Developed by',
  libraw: 'LibRaw',
  ownSettings: '{program} uses its own sidecar beside the raw, or its own defaults.',
  reset: 'As it was shot',
  cameras: 'The camera’s preview',
} as const;

export const exposureWords = (value: number): string => `${signed(value, 2, true)} EV`;
export const kelvinWords = (value: number): string => fill(rawText.kelvins, { value });

export function developerWords(developer: RawDeveloper | undefined): string {
  if (developer === undefined) return rawText.libraw;
  return `${rawPrograms[developer.program].name} ${developer.version}`;
}

/** How a raw is developed, in a few words. */
export function rawWords({ exposure, white, highlights, developer }: RawSettings = asShot): string {
  if (developer !== undefined) return developerWords(developer);
  const words = [
    ...(exposure === asShot.exposure ? [] : [exposureWords(exposure)]),
    ...(white === asShot.white
      ? []
      : [typeof white === 'number' ? kelvinWords(white) : rawText.whites[white]]),
    ...(highlights === asShot.highlights ? [] : [rawText.highlightModes[highlights]]),
  ];
  return words.length === 0 ? rawText.reset : words.join(', ');
}
