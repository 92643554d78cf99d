import type { Picture } from '../bridge';

/** A smaller copy. Each pixel is the mean of at most 4 × 4 samples of a block. Never larger than the picture. */
export function shrink({ width, height, data }: Picture, edge: number): Picture {
  const scale = Math.min(1, edge / Math.max(width, height));
  const to = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  return shrinkTo({ width, height, data }, to);
}

/** The same for a given size, which must not be larger than the picture. */
export function shrinkTo({ width, height, data }: Picture, to: { width: number; height: number }): Picture {
  const out = new Uint8Array(to.width * to.height * 3);
  for (let y = 0; y < to.height; y += 1) {
    const rows = span(y, to.height, height);
    for (let x = 0; x < to.width; x += 1) {
      const columns = span(x, to.width, width);
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0;
        for (const row of rows)
          for (const column of columns) sum += data[(row * width + column) * 3 + channel] ?? 0;
        out[(y * to.width + x) * 3 + channel] = Math.round(sum / (rows.length * columns.length));
      }
    }
  }
  return { width: to.width, height: to.height, data: out };
}

function span(index: number, count: number, length: number): number[] {
  const from = Math.floor((index * length) / count);
  const to = Math.max(from + 1, Math.floor(((index + 1) * length) / count));
  const step = Math.max(1, Math.floor((to - from) / 4));
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, place) => from + place * step);
}
