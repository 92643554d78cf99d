import type { Raster, Samples, Size } from '@core';

/** Which pixels of a line a smaller one is the mean of, and how much each counts. */
type Span = { first: number; weights: number[] };

/**
 * A smaller copy whose pixels are the means of the areas that they cover, stored values. Networks were trained on small photos made
 * like this; what sharpens on the way shows them other brightness.
 * @param size at most that of the raster
 */
export function areaMeans(raster: Raster, size: Size): Raster {
  const { channels } = raster;
  const across = spans(raster.width, size.width);
  const down = spans(raster.height, size.height);
  const data =
    raster.data instanceof Uint16Array
      ? new Uint16Array(size.width * size.height * channels)
      : new Uint8Array(size.width * size.height * channels);
  const line = new Float64Array(size.width * channels);
  down.forEach(({ first, weights }, row) => {
    line.fill(0);
    weights.forEach((weight, index) => {
      addRow(raster, { row: first + index, weight, across, line });
    });
    for (let at = 0; at < line.length; at += 1) data[row * line.length + at] = Math.round(line[at] ?? 0);
  });
  return { ...size, channels, data };
}

function spans(from: number, to: number): Span[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, index) => {
    const begin = index * scale;
    const end = Math.min(from, begin + scale);
    const first = Math.floor(begin);
    const weights = Array.from(
      { length: Math.ceil(end) - first },
      (__, step) => (Math.min(end, first + step + 1) - Math.max(begin, first + step)) / scale,
    );
    return { first, weights };
  });
}

type Row = { row: number; weight: number; across: readonly Span[]; line: Float64Array };

function addRow({ data, width, channels }: Raster, { row, weight, across, line }: Row): void {
  const start = row * width;
  across.forEach(({ first, weights }, column) => {
    for (let channel = 0; channel < channels; channel += 1)
      line[column * channels + channel] =
        (line[column * channels + channel] ?? 0) +
        weight * mean(data, { first: start + first, weights, channels, channel });
  });
}

function mean(
  data: Samples,
  { first, weights, channels, channel }: Span & { channels: number; channel: number },
): number {
  let sum = 0;
  for (let step = 0; step < weights.length; step += 1)
    sum += (weights[step] ?? 0) * (data[(first + step) * channels + channel] ?? 0);
  return sum;
}
