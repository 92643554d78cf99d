/** @file The text of the command line about comparisons with ground truths. */
import { basename } from 'node:path';
import stringWidth from 'string-width';
import {
  Baseline,
  defaultModel,
  EvaluationFormat,
  lpipsPlace,
  MetricId,
  ProviderChoice,
  type Evaluation,
  type LonelyRecord,
} from '@contract';
import { duration, metricRow } from '@core';
import { figureOf, measuredMetrics, type Missed } from '@jobs';
import { shortPath } from './text';

const metrics = MetricId.options.join(', ');
const reports = EvaluationFormat.options.map((format) => `.${format}`).join(', ');

export const compareHelp = {
  command: 'Compare models, other people’s results and simple methods with ground truths.',
  details: `
Pictures and truths are paired by their names; what has no partner is listed. With --low, each model works on the dark photos, and so do
the baselines: nothing, gamma, equalised (histogram) and clahe. The originals are only read, and no result is written.

Metrics: ${metrics}. Those with GtMean compare each picture after it
was scaled to the truth’s mean brightness; they cannot be compared with the others. docs/evaluate.md says how each is computed.
lpips needs LPIPS as an ONNX file of your own: ${lpipsPlace.folder}/${lpipsPlace.file}, in the folder that \`candela models\` names.

A run that was stopped goes on with the same command: what was measured and has not changed is not measured again.

Exit status:
  0    all pairs were compared
  1    some pairs could not be compared, or the report could not be written
  2    wrong usage
  3    a mean misses what --fail-under asks for
  130  interrupted

Examples:
  candela compare --truth high --low low --model candela,cnn --report scores.html
  candela compare --truth high --enhanced theirs --enhanced mine
  candela compare --truth high --low low --pairs low{}=normal{} --fail-under psnr=23`,
} as const;

/** The options of `compare` with a value. */
export const compareOptions = {
  truth: {
    flags: '--truth <folder>',
    help: 'folder with the ground truths, or one of them',
    takes: 'a folder',
  },
  low: {
    flags: '--low <folder>',
    help: 'folder with the dark photos, or one of them, for models and baselines',
    takes: 'a folder',
  },
  model: {
    flags: '-m, --model <ids>',
    help: `models to compare, with commas between them (default: ${defaultModel}, with --low)`,
    takes: 'ids of models',
  },
  enhanced: {
    flags: '--enhanced <folder>',
    help: 'folder with somebody’s results, or one of them; may be repeated',
    takes: 'a folder',
  },
  pairs: {
    flags: '--pairs <rule>',
    help: 'how pictures find their truths: name, order, a .csv file with two names a line, or a pattern like low{}=normal{} (default: name)',
    takes: 'name, order, a .csv file or a pattern like low{}=normal{}',
  },
  pair: {
    flags: '--pair <picture=truth>',
    help: 'the truth of one picture, whatever --pairs says, like low/a.png=b.png; nothing behind the sign: it has none; may be repeated',
    takes: 'a picture and its ground truth, like low/a.png=b.png',
  },
  crop: {
    flags: '--crop <where>',
    help: 'cut pictures of different sizes to what both have: centre or corner (default: none, such pairs are refused)',
    takes: 'centre or corner',
  },
  baselines: {
    flags: '--baselines <names>',
    help: `baselines to compare, with commas between them: ${Baseline.options.join(', ')} (default: all, with --low)`,
    takes: `some of ${Baseline.options.join(', ')}`,
  },
  report: {
    flags: '--report <file>',
    help: `also write the result as a file that ends in ${reports}; may be repeated`,
    takes: `a file that ends in ${reports}`,
  },
  failUnder: {
    flags: '--fail-under <metric=value>',
    help: 'end with 3 if a mean is worse than this, like psnr=23 or psnr=23,flip=0.3; baselines do not count',
    takes: 'a metric and a number, like psnr=23',
  },
  provider: {
    flags: '-p, --provider <provider>',
    help: `execution provider: ${ProviderChoice.options.join(', ')} (default: auto)`,
    takes: `one of ${ProviderChoice.options.join(', ')}`,
  },
} as const;

export const compareSwitches = {
  model: { flags: '--no-model', help: 'leave out the models' },
  baselines: { flags: '--no-baselines', help: 'leave out the baselines' },
  pictures: { flags: '--no-pictures', help: 'leave out the pictures of the HTML report' },
} as const;

export const compareWords = {
  noTruth: 'Name the folder with the ground truths: --truth FOLDER.',
  nothingToCompare: 'Name what is compared: --low FOLDER for models, or --enhanced FOLDER for results.',
  modelAlone: '--model works on the dark photos; name their folder with --low.',
  goesOn: 'The same command goes on where this one stopped.',
  known: (count: number) => `${count === 1 ? 'One picture was' : `${count} pictures were`} measured before.`,
  pictures: (done: number, total: number) => `Pictures for the report: ${done} of ${total}.`,
  lies: (path: string) => `The report is ${shortPath(path)}.`,
  noLpips: (path: string) =>
    `--fail-under lpips needs LPIPS as an ONNX file, which Candela has no right to ship. Put yours at ${shortPath(path)}. docs/evaluate.md says what it takes and gives.`,
} as const;

const sides = { truth: 'ground truth', low: 'low light', enhanced: 'result' } as const;
/** More names than this are counted. */
const mostNames = 10;

/** What has no partner. */
export function lonelyLines(unmatched: readonly LonelyRecord[]): string[] {
  const lines = unmatched.slice(0, mostNames).map(({ side, path }) => `  ${sides[side]}: ${shortPath(path)}`);
  const rest = unmatched.length - lines.length;
  if (unmatched.length === 0) return [];
  return [
    `Without a partner: ${unmatched.length}.`,
    ...lines,
    ...(rest > 0 ? [`  and ${rest} more; the JSON and CSV reports list all`] : []),
  ];
}

/** How far a run is. */
export function comparisonText(
  { candidate, photo }: { candidate: { id: string }; photo: string },
  { done, total, seconds }: { done: number; total: number; seconds: number },
): string {
  const left = done > 0 ? `, ${duration((seconds * (total - done)) / done)} left` : '';
  return `${done} of ${total}${left}: ${candidate.id}, ${basename(photo)}`;
}

/** A bar that was missed. */
export function missedLine({ candidate, metric, value, mean }: Missed): string {
  const { label, unit, better } = metricRow(metric);
  const suffix = unit === 'dB' ? ' dB' : '';
  const wanted = `${better === 'higher' ? 'at least' : 'at most'} ${value}${suffix}`;
  const found = mean === null ? 'none' : `${figureOf(metric, mean)}${suffix}`;
  return `${candidate}: ${label} is ${found}; wanted: ${wanted}.`;
}

/** The means as a table in columns. */
export function meansLines(evaluation: Evaluation): string[] {
  const columns = measuredMetrics(evaluation);
  const head = ['', ...columns.map((id) => headOf(id)), 'time', 'memory', 'pairs'];
  const rows = evaluation.candidates.map(({ id }) => {
    const summary = evaluation.summaries[id];
    const means = columns.map((metric) => {
      const mean = summary?.means[metric] ?? null;
      return mean === null ? '–' : figureOf(metric, mean);
    });
    const { ms = null, peakRssMb = null, pairs = 0, failed = 0 } = summary ?? {};
    const count = failed === 0 ? String(pairs) : `${pairs} (${failed} failed)`;
    return [
      id,
      ...means,
      ms === null ? '–' : `${Math.round(ms)} ms`,
      peakRssMb === null ? '–' : `${Math.round(peakRssMb)} MB`,
      count,
    ];
  });
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => stringWidth(row[at] ?? ''))));
  return all.map((row) => row.map((text, at) => padded(text, widths[at] ?? 0, at === 0)).join('  '));
}

function headOf(id: MetricId): string {
  const { label, better } = metricRow(id);
  return `${label} ${better === 'higher' ? '↑' : '↓'}`;
}

function padded(text: string, width: number, isLeft: boolean): string {
  const gap = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return isLeft ? text + gap : gap + text;
}
