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
  const columns = Array.from({ length: to.width }, (_, x) => spanOf(x, to.width, width));
  let at = 0;
  for (let y = 0; y < to.height; y += 1) {
    const rows = spanOf(y, to.height, height);
    for (const across of columns) {
      let [red, green, blue] = [0, 0, 0];
      for (let row = rows.from; row < rows.to; row += rows.step)
        for (let column = across.from; column < across.to; column += across.step) {
          const from = (row * width + column) * 3;
          red += data[from] ?? 0;
          green += data[from + 1] ?? 0;
          blue += data[from + 2] ?? 0;
        }
      const samples = rows.count * across.count;
      out[at] = Math.round(red / samples);
      out[at + 1] = Math.round(green / samples);
      out[at + 2] = Math.round(blue / samples);
      at += 3;
    }
  }
  return { width: to.width, height: to.height, data: out };
}

/** Samples of one side of a block: `from`, in steps, below `to`. */
type Span = { readonly from: number; readonly to: number; readonly step: number; readonly count: number };

function spanOf(index: number, count: number, length: number): Span {
  const from = Math.floor((index * length) / count);
  const to = Math.max(from + 1, Math.floor(((index + 1) * length) / count));
  const step = Math.max(1, Math.floor((to - from) / 4));
  return { from, to, step, count: Math.ceil((to - from) / step) };
}
