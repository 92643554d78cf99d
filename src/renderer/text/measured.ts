import type { Measurement } from '@contract';
import { signed } from './format';

type MetricText = { readonly label: string; readonly unit?: string; readonly digits: number };

/** Names of the metrics of model cards, in reading order. */
const metricTexts: Readonly<Record<string, MetricText>> = {
  psnr: { label: 'PSNR', unit: 'dB', digits: 2 },
  psnrGtMean: { label: 'PSNR at the truth’s brightness', unit: 'dB', digits: 2 },
  psnrLeast: { label: 'PSNR of the worst photo', unit: 'dB', digits: 2 },
  ssim: { label: 'SSIM', digits: 3 },
  ssimGtMean: { label: 'SSIM at the truth’s brightness', digits: 3 },
  deltaE: { label: 'Colour difference (CIEDE2000)', digits: 1 },
  clippedMore: { label: 'Newly black or white', digits: 3 },
  greyCast: { label: 'Colour cast on grey (CIEDE2000)', digits: 2 },
  gradientStep: { label: 'Largest step in a smooth slope', unit: '/ 255', digits: 2 },
  lattice: { label: 'Pattern of two pixels', unit: '×', digits: 2 },
  lampLoss: { label: 'Light lost from lamps', digits: 1 },
  burstSpread: { label: 'Brightness among similar frames', digits: 3 },
  brightnessStep: { label: 'Least effect of Brightness', unit: '/ 255', digits: 1 },
  denoiseStep: { label: 'Least effect of Denoise', digits: 3 },
};

/** Sets that the card names by a training term. Sets of photos already have readable names there. */
const setTexts: Readonly<Record<string, string>> = {
  'do no harm': 'Does it do harm? Test pictures and bursts',
};

export type MeasuredRow = {
  readonly metric: string;
  readonly label: string;
  readonly value: string;
  readonly note?: string;
};

/** The rows of one set of photos. */
export type MeasuredSet = {
  readonly set: string;
  /** A note common to all rows, shown once. */
  readonly note?: string;
  readonly rows: readonly MeasuredRow[];
};

/** A card's measurements for people: set by set in the card's order, with metrics named in words and in a fixed order. */
export function measuredSets(measured: readonly Measurement[]): MeasuredSet[] {
  const names = [...new Set(measured.map(({ set }) => set))];
  return names.map((set) => {
    const own = measured.filter((row) => row.set === set).sort((a, b) => rank(a.metric) - rank(b.metric));
    const note = commonNote(own);
    const rows = own.map((row) => rowOf(row, note));
    return { set: setTexts[set] ?? sentence(set), rows, ...(note !== undefined && { note }) };
  });
}

function rowOf({ metric, value, note }: Measurement, common: string | undefined): MeasuredRow {
  const { label, unit, digits } = metricTexts[metric] ?? { label: inWords(metric), digits: 3 };
  const figure = signed(value, digits);
  const shown = unit === undefined ? figure : `${figure} ${unit}`;
  return { metric, label, value: shown, ...(note !== undefined && note !== common && { note }) };
}

/** The most common note of a set's rows, if at least two have it. */
function commonNote(rows: readonly Measurement[]): string | undefined {
  const notes = rows.flatMap(({ note }) => (note === undefined ? [] : [note]));
  const count = (note: string): number => notes.filter((other) => other === note).length;
  const [most] = [...new Set(notes)].sort((a, b) => count(b) - count(a));
  return most !== undefined && count(most) > 1 ? most : undefined;
}

function rank(metric: string): number {
  const place = Object.keys(metricTexts).indexOf(metric);
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
}

/** A readable name for an unknown id: `edgeLoss` becomes “Edge loss”. */
function inWords(id: string): string {
  return sentence(id.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase());
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
