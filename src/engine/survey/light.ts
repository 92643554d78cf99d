import { signatureSide, surveyBins, type Light } from '@contract';
import { fullScale, lumaWeights, type Raster, type Samples } from '@core';

type Pixels = { raster: Raster; alpha?: Samples | undefined };

/** Levels in which luma is counted, so that 16-bit photos have a finer median than 1/255. */
const levels = 4096;

const [wr, wg, wb] = lumaWeights;

/** Luma of every pixel, 0 to 1; -1 for pixels that nobody sees. Reports measure thousands of pictures, so these loops are plain. */
function lumas({ raster: { data, channels, width, height }, alpha }: Pixels): Float32Array {
  const full = fullScale(data);
  const values = new Float32Array(width * height);
  for (let pixel = 0, at = 0; pixel < values.length; pixel += 1, at += channels) {
    const red = data[at] ?? 0;
    values[pixel] =
      (channels === 1 ? red : wr * red + wg * (data[at + 1] ?? 0) + wb * (data[at + 2] ?? 0)) / full;
  }
  if (alpha?.some((value) => value !== 0) !== true) return values;
  for (let pixel = 0; pixel < values.length; pixel += 1) if (alpha[pixel] === 0) values[pixel] = -1;
  return values;
}

/** How light a picture is. Transparent pixels do not count, unless all are. */
export function lightOf(pixels: Pixels): Light {
  const values = lumas(pixels);
  const counts = new Uint32Array(levels);
  let [sum, seen] = [0, 0];
  for (const value of values) {
    if (value < 0) continue;
    const level = Math.min(levels - 1, Math.floor(value * levels));
    counts[level] = (counts[level] ?? 0) + 1;
    sum += value;
    seen += 1;
  }
  const mean = Math.min(1, sum / seen);
  return {
    median: medianOf(counts, seen),
    mean,
    histogram: binned(counts, seen),
    signature: signatureOf(values, pixels.raster, mean),
  };
}

/** Where the half of the pixels is darker, between the levels. */
function medianOf(counts: Uint32Array, seen: number): number {
  let below = 0;
  for (const [level, count] of counts.entries()) {
    // A photo of one brightness has it as its median, and not the middle of a level.
    if (below + count >= seen / 2) return Math.min(1, level / (levels - 1));
    below += count;
  }
  return 1;
}

function binned(counts: Uint32Array, seen: number): number[] {
  const width = levels / surveyBins;
  return Array.from({ length: surveyBins }, (_, bin) => {
    const inside = counts.subarray(bin * width, (bin + 1) * width);
    return inside.reduce((sum, count) => sum + count, 0) / seen;
  });
}

/** Means of the cells of a grid. A pixel on a border counts in the cell that its middle lies in. */
function signatureOf(values: Float32Array, { width, height }: Raster, mean: number): number[] {
  const sums = new Float64Array(signatureSide ** 2);
  const counts = new Uint32Array(signatureSide ** 2);
  const cellOf = (at: number, length: number): number => Math.floor(((at + 0.5) * signatureSide) / length);
  const columns = Uint32Array.from({ length: width }, (_, x) => cellOf(x, width));
  for (let y = 0, pixel = 0; y < height; y += 1) {
    const row = cellOf(y, height) * signatureSide;
    for (let x = 0; x < width; x += 1, pixel += 1) {
      const value = values[pixel] ?? -1;
      if (value < 0) continue;
      const cell = row + (columns[x] ?? 0);
      sums[cell] = (sums[cell] ?? 0) + value;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  // A photo of fewer pixels than cells leaves some without any.
  return Array.from(sums, (sum, cell) => {
    const count = counts[cell] ?? 0;
    return count === 0 ? mean : Math.min(1, sum / count);
  });
}
