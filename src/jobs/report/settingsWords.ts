import {
  asShot,
  FinishSettings,
  OutputSettings,
  rawPrograms,
  type RawSettings,
  type Settings,
} from '@contract';

const usual = OutputSettings.parse({});
const neutral = FinishSettings.parse({});

/** Settings in words, as far as they are not the usual ones. The model comes first. */
export function settingsWords(settings: Settings): string[] {
  const { model, strength, controls, finish, provider, output, raw = asShot } = settings;
  const look = Object.entries({ ...controls, ...changedFinish(finish) });
  return [
    model,
    ...(strength === 1 ? [] : [`strength ${percent(strength)}`]),
    ...look.map(([name, value]) => `${name} ${signed(value)}`),
    ...rawWords(raw),
    ...(provider === 'auto' ? [] : [`on ${provider}`]),
    ...outputWords(output),
  ];
}

/** A control of the model may have the same name; then the finishing's is neutral. */
function changedFinish(finish: FinishSettings): Record<string, number> {
  const names = ['brightness', 'highlights', 'colour'] as const;
  return Object.fromEntries(
    names.filter((name) => finish[name] !== neutral[name]).map((name) => [name, finish[name]]),
  );
}

function rawWords({ exposure, white, highlights, preview, developer }: RawSettings): string[] {
  if (developer !== undefined) return [`raw by ${rawPrograms[developer.program].name} ${developer.version}`];
  const balance = typeof white === 'number' ? `${white} K` : white;
  return [
    ...(exposure === asShot.exposure ? [] : [`raw exposure ${signed(exposure)} EV`]),
    ...(white === asShot.white ? [] : [`raw white balance ${balance}`]),
    ...(highlights === asShot.highlights ? [] : [`raw highlights ${highlights}`]),
    ...(preview === asShot.preview ? [] : [`raw preview ${preview}`]),
  ];
}

function outputWords(output: OutputSettings): string[] {
  const { format, quality, bitDepth, longEdge, keepGps, metadata } = output;
  return [
    ...(format === usual.format ? [] : [format.toUpperCase()]),
    ...(quality === undefined ? [] : [`quality ${quality}`]),
    ...(bitDepth === undefined ? [] : [`${bitDepth} bits`]),
    ...(longEdge === undefined ? [] : [`long edge ${longEdge} px`]),
    ...(keepGps ? [] : ['without the place']),
    ...(metadata === usual.metadata ? [] : ['without metadata']),
  ];
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

function signed(value: number): string {
  const text = String(Number(value.toFixed(3)));
  return value > 0 ? `+${text}` : text.replace('-', '−');
}
