/** Side of the repeating pattern, in pixels. */
const side = 64;

/**
 * A pattern of thresholds whose neighbours differ as much as possible, so that the eye averages over few pixels. It is interleaved
 * gradient noise, ranked so that every threshold is equally frequent.
 * @see J. Jimenez, Next Generation Post Processing in Call of Duty: Advanced Warfare, SIGGRAPH 2014
 */
function thresholds(scale: number): Uint16Array {
  const fraction = (value: number): number => value - Math.floor(value);
  const noise = Array.from({ length: side * side }, (_, index) => {
    const [x, y] = [index % side, Math.floor(index / side)];
    return fraction(52.9829189 * fraction(0.06711056 * x + 0.00583715 * y));
  });
  const table = new Uint16Array(noise.length);
  const order = noise.map((_, index) => index).sort((a, b) => (noise[a] ?? 0) - (noise[b] ?? 0) || a - b);
  order.forEach((index, rank) => (table[index] = Math.floor(((rank + 0.5) / noise.length) * scale)));
  return table;
}

let known: Uint16Array | undefined;

/**
 * Converts 16 bits to 8. A fixed pattern chooses between the two nearest values in proportion to their nearness, so smooth slopes
 * keep their mean and show no steps. Values that 8 bits hold exactly stay exact, and grey stays grey. The same samples always give
 * the same result.
 * @param samples HWC
 */
export function dither(
  samples: Uint16Array,
  { width, channels }: { width: number; channels: 1 | 3 },
): Uint8Array {
  known ??= thresholds(65_535);
  const result = new Uint8Array(samples.length);
  const row = width * channels;
  for (let start = 0, y = 0; start < samples.length; start += row, y++) {
    const pattern = (y % side) * side;
    for (let offset = 0, x = 0; offset < row; x++) {
      const threshold = known[pattern + (x % side)] ?? 0;
      for (const end = offset + channels; offset < end; offset++)
        result[start + offset] = Math.floor(((samples[start + offset] ?? 0) * 255 + threshold) / 65_535);
    }
  }
  return result;
}
