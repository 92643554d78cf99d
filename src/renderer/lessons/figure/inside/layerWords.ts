import type { NetworkLayer } from '@contract';

const kinds: Readonly<Record<NetworkLayer['kind'], string>> = {
  conv: 'convolution',
  transposedConv: 'transposed convolution',
  dense: 'fully connected',
  pool: 'pooling',
  globalPool: 'mean of all places',
  resize: 'resize',
  attention: 'attention',
  add: 'sum',
  concat: 'join',
  quantised: 'quantised',
};

const activations: Readonly<Record<NetworkLayer['activation'], string>> = {
  none: '',
  relu: 'ReLU',
  leakyRelu: 'leaky ReLU',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  clip: 'clip',
};

/** “convolution 3 × 3, ReLU”. */
export function kindWords({ kind, geometry, activation }: NetworkLayer): string {
  const window = geometry === null ? '' : ` ${geometry.kernel[0]} × ${geometry.kernel[1]}`;
  const after = activations[activation];
  return `${kinds[kind]}${window}${after === '' ? '' : `, ${after}`}`;
}

export const activationWords = (kind: NetworkLayer['activation']): string =>
  activations[kind] || 'no activation';

/** Channels, height and width. */
export const shapeWords = ({ shape: [channels, height, width], pictures }: NetworkLayer): string =>
  `${pictures > 1 ? `${pictures} · ` : ''}${channels} × ${height} × ${width}`;

/** What one of its values sees of the photo. */
export function sightWords({ sight: { of, field, seesAll } }: NetworkLayer): string {
  const subject = of === 'thumbnail' ? ' of the thumbnail' : '';
  if (field === null) return seesAll ? 'sees everything' : 'window unknown';
  const window = `sees ${field[0]} × ${field[1]}${subject}`;
  return seesAll && subject === '' ? `${window} and the whole` : window;
}

export function msWords({ ms }: NetworkLayer): string {
  if (ms === null) return '–';
  return ms < 0.05 ? '< 0.1 ms' : `${ms.toFixed(1)} ms`;
}

/** “1.2 million”. */
export function countWords(count: number): string {
  if (count < 10_000) return count.toLocaleString('en');
  return count < 1e6
    ? `${(count / 1e3).toFixed(0)} thousand`
    : count < 1e9
      ? `${(count / 1e6).toFixed(1)} million`
      : `${(count / 1e9).toFixed(2)} billion`;
}
