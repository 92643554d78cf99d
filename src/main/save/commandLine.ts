import { asShot, OutputSettings, type RawSettings, type Settings } from '@contract';
import { shellWord } from '@core';

export type CommandTarget = {
  /** Absolute path of the photo. */
  readonly input: string;
  /** Page of the photo, counted from 1. If absent, the first. */
  readonly page?: number | undefined;
  /** Absolute path of the folder for results. If absent, `enhanced` beside the photo. */
  readonly out?: string | undefined;
  readonly platform: NodeJS.Platform;
};

type Option = readonly [flag: string, value: string | number];

const usual = OutputSettings.parse({});

/**
 * The `candela enhance` line that writes the same bytes. Values equal to the command line's defaults are left out.
 */
export function commandLine(settings: Settings, { input, page = 1, out, platform }: CommandTarget): string {
  const quote = (text: string): string => shellWord(text, platform);
  const options = [...lookOptions(settings), ...outputOptions(settings.output)];
  if (page !== 1) options.push(['--page', page]);
  if (out !== undefined) options.push(['--out', out]);
  // The equals sign keeps a value from being taken for an option.
  const words = options.map(([flag, value]) => {
    const text = String(value);
    return text.startsWith('-') ? `${flag}=${quote(text)}` : `${flag} ${quote(text)}`;
  });
  return ['candela enhance', ...words, quote(input)].join(' ');
}

function lookOptions({ model, strength, controls, finish, provider, raw }: Settings): Option[] {
  const options: Option[] = [['--model', model]];
  if (strength !== 1) options.push(['--strength', strength]);
  for (const [name, value] of Object.entries(controls)) options.push(['--control', `${name}=${value}`]);
  const { brightness, highlights, colour } = finish;
  for (const [name, value] of Object.entries({ brightness, highlights, colour }))
    if (value !== 0) options.push([`--${name}`, value]);
  if (raw !== undefined) options.push(...rawOptions(raw));
  if (provider !== 'auto') options.push(['--provider', provider]);
  return options;
}

function rawOptions(raw: RawSettings): Option[] {
  if (raw.developer !== undefined) return [['--raw-developer', raw.developer.program]];
  const names = ['exposure', 'white', 'highlights', 'preview'] as const;
  return names.filter((name) => raw[name] !== asShot[name]).map((name) => [`--raw-${name}`, raw[name]]);
}

function outputOptions(output: OutputSettings): Option[] {
  const options: Option[] = [];
  if (output.format !== usual.format) options.push(['--format', output.format]);
  if (output.quality !== undefined) options.push(['--quality', output.quality]);
  if (output.bitDepth !== undefined) options.push(['--bit-depth', output.bitDepth]);
  if (output.longEdge !== undefined) options.push(['--long-edge', output.longEdge]);
  if (output.metadata !== usual.metadata) options.push(['--metadata', output.metadata]);
  else if (!output.keepGps) options.push(['--keep-gps', 'no']);
  if (output.nameTemplate !== usual.nameTemplate) options.push(['--name', output.nameTemplate]);
  if (output.onConflict !== usual.onConflict) options.push(['--on-conflict', output.onConflict]);
  return options;
}
