/** @file All text of the command line except the sentences of failures and notices. */
import { basename, relative, sep } from 'node:path';
import {
  ConflictPolicy,
  longEdgeLimits,
  OutputFormat,
  ProviderChoice,
  defaultModel,
  defaultNameTemplate,
  type DeviceRecord,
  type ModelRecord,
  type PhotoRecord,
  type Progress,
  type SummaryRecord,
} from '@contract';
import { duration, perSecond, photoShare } from '@core';
import { cell } from './cell';
import { defaultDarkness } from './defaults';
import { enhanceDetails } from './enhanceDetails';
import { interruptedWords } from './Interruption';
import { rawOptions } from './rawText';

const formats = OutputFormat.options.join(', ');
const policies = ConflictPolicy.options.join(', ');
const providers = ProviderChoice.options.join(', ');

/** The options of `enhance` with a value: their spelling, the help, and the values they accept. */
export const enhanceOptions = {
  out: {
    flags: '-o, --out <folder>',
    help: 'folder for the results (default: `enhanced` beside each photo, in each folder given)',
    takes: 'a folder',
  },
  model: {
    flags: '-m, --model <id>',
    help: `model to use; \`candela models\` lists them (default: ${defaultModel})`,
    takes: 'the id of a model',
  },
  page: {
    flags: '--page <number>',
    help: 'page of a TIFF or HEIC that holds several; a photo that has no such page fails (default: 1)',
    takes: 'a whole number from 1',
  },
  strength: {
    flags: '-s, --strength <0..1>',
    help: 'how much of the result to mix into the original (default: 1)',
    takes: 'a number from 0 to 1',
  },
  control: {
    flags: '-c, --control <name=value>',
    help: 'set a control of the model; may be repeated; `candela models` lists the controls',
    takes: 'a name and a number, like brightness=0.3',
  },
  brightness: {
    flags: '--brightness <number>',
    help: 'brightness: the model’s own control where it has one, otherwise exposure of the shadows from -2 to 2 EV (default: 0)',
    takes: 'a number',
  },
  denoise: {
    flags: '--denoise <number>',
    help: 'denoising, for models that have this control',
    takes: 'a number',
  },
  highlights: {
    flags: '--highlights <-1..1>',
    help: 'below 0 holds bright tones back, above 0 lifts them (default: 0)',
    takes: 'a number from -1 to 1',
  },
  colour: {
    flags: '--colour <-1..1>',
    help: '-1 is grey, 1 is twice as colourful (default: 0)',
    takes: 'a number from -1 to 1',
  },
  ...rawOptions,
  format: {
    flags: '-f, --format <format>',
    help: `same, ${formats} (default: same; GIF and BMP become PNG, camera raw becomes TIFF)`,
    takes: `one of same, ${formats}`,
  },
  quality: {
    flags: '-q, --quality <1..100>',
    help: 'quality of JPEG, WebP and AVIF (default: that of the photo)',
    takes: 'a whole number from 1 to 100',
  },
  bitDepth: {
    flags: '-b, --bit-depth <8|16>',
    help: 'bits per sample (default: those of the photo, as far as the format holds them)',
    takes: '8 or 16',
  },
  name: {
    flags: '-n, --name <template>',
    help: `name of each result without its extension (default: ${defaultNameTemplate}); the variables are below`,
    takes: 'a template',
  },
  onConflict: {
    flags: '--on-conflict <what>',
    help: `what to do when the name of a result is taken: ${policies} (default: number); only an unchanged result of Candela is overwritten`,
    takes: `one of ${policies}`,
  },
  provider: {
    flags: '-p, --provider <provider>',
    help: `execution provider: ${providers} (default: auto); \`candela devices\` tries them`,
    takes: `one of ${providers}`,
  },
  longEdge: {
    flags: '--long-edge <pixels>',
    help: 'scale results down to this many pixels on the long edge; smaller photos keep their size',
    takes: `a whole number from ${longEdgeLimits.min} to ${longEdgeLimits.max}`,
  },
  metadata: {
    flags: '--metadata <all|none>',
    help: 'none keeps only the colour profile, and drops the mark by which Candela knows its results (default: all)',
    takes: 'all or none',
  },
  keepGps: {
    flags: '--keep-gps <yes|no>',
    help: 'whether results keep the place where a photo was taken (default: yes)',
    takes: 'yes or no',
  },
  include: {
    flags: '--include <pattern>',
    help: 'take only photos that match, like *.jpg or day1/*; may be repeated; the rules are below',
    takes: 'a pattern, like *.jpg',
  },
  exclude: {
    flags: '--exclude <pattern>',
    help: 'leave out what matches, like *-small.* or rejected; may be repeated',
    takes: 'a pattern, like *.jpg',
  },
  onlyDark: {
    flags: '--only-dark [percent]',
    help: `enhance only photos whose median brightness is at most this, of full scale (default: ${defaultDarkness})`,
    takes: 'a number from 0 to 100',
  },
  memory: {
    flags: '--memory <size>',
    help: 'memory to work in, like 2GB or 800MB (default: a quarter of the machine’s)',
    takes: 'a size of at least 64 MB, like 2GB or 800MB',
  },
} as const;

/** Options without a value. */
export const switches = {
  recursive: { flags: '-r, --recursive', help: 'include subfolders; results keep their tree' },
  copyRest: {
    flags: '--copy-rest',
    help: 'with --only-dark: copy the photos that are left out to the results, byte for byte, under their own names',
  },
  series: {
    flags: '--series',
    help: 'give the frames of a burst, a timelapse or a panorama one brightness, and say how they were grouped',
  },
  report: {
    flags: '--report',
    help: 'write report.html into the folder with the results at the end; `candela report` makes others',
  },
  json: { flags: '--json', help: 'print one JSON object a line on stdout, and nothing else there' },
} as const;

export const help = {
  program: 'Brightens and denoises dark photos with a neural network on your own machine.',
  enhance: 'Enhance photos: files, and the photos in folders.',
  models: 'List the models, what each is for, and where to put your own.',
  devices: 'Try every execution provider on this machine and measure its speed.',
  inputs: 'photos and folders',
  exits: `
Exit status:
  0    every photo was done, or skipped because its result exists
  1    some photos failed; the others were done
  2    wrong usage: an unknown option, value or model, or an output folder that cannot be used; no photo was touched
  130  interrupted; nothing half-written is left
  If a model or provider exists but cannot be used, every photo fails (1), and --json says why.`,
  programExamples: `
Examples:
  candela enhance night.jpg                     one photo, to enhanced/night-candela.jpg
  candela enhance shoot --recursive --out done  a folder and its subfolders
  candela help enhance                          all options
  candela night.jpg                             the window, with the photo open
`,
  enhanceDetails,
} as const;

export const words = {
  interrupted: interruptedWords,
  noDisplay: 'There is no display for a window here; `candela enhance PHOTO` does the same work without one.',
  notInstalled:
    'The window is not part of this installation; `candela enhance PHOTO` does the same work without one.',
  emptyInput: 'An input is empty; name a photo or a folder.',
  modelHint: (folder: string) => `Put your own models into ${folder}, each in its own folder.`,
  controlTwice: (name: string) => `--${name} and --control ${name} set the same control. Use one of them.`,
  brightnessRange:
    'This model has no brightness of its own, so --brightness takes a number from -2 to 2 (EV).',
  copyRestAlone: '--copy-rest copies what --only-dark leaves out; add --only-dark.',
  ofLibRaw: (flag: string, program: string) =>
    `${flag} is for LibRaw; ${program} develops by its own settings. Leave one of the two out.`,
  answersLost: (reason: string) => `The answers could not be written to standard output: ${reason}.`,
  noModels: 'none',
  noInput: 'Name a photo or a folder, or continue a batch with --resume.',
} as const;

/** A model for people: its name, its purpose and its controls. */
export function modelLines(model: ModelRecord): string[] {
  const title = `${model.id}${model.default ? ' (default)' : ''}`;
  if (model.error) return [`${title}: ${model.error.message}`, `  ${model.folder}`];
  const controls = (model.controls ?? []).map(
    ({ name, min, max, neutral, hint }) => `  --control ${name}=${min}..${max} (neutral ${neutral}): ${hint}`,
  );
  const business = model.usableCommercially === true ? '' : '; not for commercial use';
  return [
    `${title}: ${model.name ?? ''} ${model.version ?? ''}. ${model.summary ?? ''}`,
    `  Licence: ${model.licence ?? ''}${business}`,
    ...controls,
    ...(model.cannot ?? []).map((what) => `  Cannot: ${what}`),
  ];
}

/** A provider for people: whether it works, and what would help if not. */
export function deviceLines(device: DeviceRecord): string[] {
  const speed = device.megapixelsPerSecond === undefined ? '' : `, ${perSecond(device.megapixelsPerSecond)}`;
  const states = { works: `works${speed}`, notBundled: 'is not bundled', failed: 'failed' } as const;
  const reason = device.reason === undefined ? '' : `: ${device.reason}`;
  const line = `${device.provider.padEnd(8)}${states[device.state]}${reason}${device.chosen ? ' (chosen)' : ''}`;
  return [line, ...(device.wouldBring === undefined ? [] : [`        ${device.wouldBring}`])];
}

const stages: Readonly<Record<Progress['stage'], string>> = {
  decode: 'reading',
  inference: 'enhancing',
  encode: 'writing',
};

/** A path for people. It is relative if it lies below the present folder. */
export function shortPath(path: string): string {
  const below = relative(process.cwd(), path);
  return below === '' || below === '..' || below.startsWith(`..${sep}`) ? path : below;
}

/** The outcome of a photo that did not fail, on one line. */
export function resultLine(record: PhotoRecord): string {
  const input = shortPath(record.input);
  if (record.reason === 'wellLit') return `${input}: left out, it is bright enough`;
  if (record.reason === 'otherOfPair') return `${input}: left out, the other file of the shot is taken`;
  if (record.reason === 'copied' && record.output !== null)
    return `${input}: bright enough, copied to ${shortPath(record.output)}`;
  return record.output === null || record.status === 'skipped'
    ? `${input}: skipped, the result exists already`
    : `${input} → ${shortPath(record.output)}`;
}

/** The last line for people. */
export function summaryLine(summary: SummaryRecord, megapixels: number): string {
  const seconds = summary.totalMs / 1000;
  const counts = [`${summary.done} done`];
  if (summary.failed > 0) counts.push(`${summary.failed} failed`);
  if (summary.skipped > 0) counts.push(`${summary.skipped} skipped`);
  const speed = megapixels > 0 && seconds > 0 ? ` (${perSecond(megapixels / seconds)})` : '';
  return `${counts.join(', ')} in ${duration(seconds)}${speed}.`;
}

/** A photo's bar: name, bar, stage. `columns` is the width of the terminal. */
export function photoBar(path: string, progress: Progress, columns: number): string {
  const { stage, done, total } = progress;
  const steps = stage === 'inference' && total > 1 ? ` ${done}/${total}` : '';
  return `${nameCell(basename(path), columns)} ${bar(photoShare(progress), columns)} ${stages[stage]}${steps}`;
}

/** The batch's bar. `seconds` is the time so far, `fraction` the finished part of the batch. */
export function totalBar(
  state: { finished: number; photos: number; fraction: number; megapixels: number; seconds: number },
  columns: number,
): string {
  const { finished, photos, fraction, megapixels, seconds } = state;
  const cells = [nameCell('All', columns), bar(fraction, columns), `${finished}/${photos}`];
  if (megapixels > 0 && seconds > 0) cells.push(perSecond(megapixels / seconds));
  if (fraction > 0 && fraction < 1) cells.push(`${duration((seconds * (1 - fraction)) / fraction)} left`);
  return cells.join(' ');
}

function bar(fraction: number, columns: number): string {
  const width = columns < 80 ? 10 : 24;
  return '█'.repeat(Math.round(fraction * width)).padEnd(width, '░');
}

function nameCell(name: string, columns: number): string {
  return cell(name, columns < 80 ? 16 : 28);
}
