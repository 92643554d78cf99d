/** @file A graph of two growing numbers as a small SVG: both axes logarithmic, dark and light alike. */
export type Point = { readonly x: number; readonly y: number };

export type Graph = {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly points: readonly Point[];
  /** A line that the points should stay below. */
  readonly aim: { readonly y: number; readonly text: string };
};

const [width, height] = [560, 320];
const frame = { left: 64, right: 24, top: 40, bottom: 48 };

const powers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at));

/** Whole powers of ten around some numbers. */
function decades(values: readonly number[]): number[] {
  const logs = values.map(Math.log10);
  return powers(Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs)));
}

export function drawn({ title, x, y, points, aim }: Graph): string {
  const [xs, ys] = [
    decades(points.map((point) => point.x)),
    decades([aim.y, ...points.map((point) => point.y)]),
  ];
  const placed = (value: number, marks: readonly number[]): number =>
    Math.log10(value / (marks[0] ?? 1)) / Math.log10((marks.at(-1) ?? 10) / (marks[0] ?? 1));
  const left = (value: number): string =>
    (frame.left + placed(value, xs) * (width - frame.left - frame.right)).toFixed(1);
  const top = (value: number): string =>
    (height - frame.bottom - placed(value, ys) * (height - frame.top - frame.bottom)).toFixed(1);
  const [right, bottom] = [width - frame.right, height - frame.bottom];
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#777">`,
    `<text x="${frame.left}" y="22" font-size="14">${title}</text>`,
    ...ys.map((mark) => `<path d="M${frame.left} ${top(mark)}H${right}" stroke="#888" stroke-opacity=".3"/>`),
    ...ys.map(
      (mark) => `<text x="${frame.left - 8}" y="${top(mark)}" text-anchor="end" dy="4">${mark}</text>`,
    ),
    ...xs.map((mark) => `<text x="${left(mark)}" y="${bottom + 18}" text-anchor="middle">${mark}</text>`),
    `<text x="${(frame.left + right) / 2}" y="${height - 8}" text-anchor="middle">${x}</text>`,
    `<text x="14" y="${(frame.top + bottom) / 2}" text-anchor="middle" transform="rotate(-90 14 ${(frame.top + bottom) / 2})">${y}</text>`,
    `<path d="M${frame.left} ${top(aim.y)}H${right}" stroke="#c33" stroke-dasharray="5 4"/>`,
    `<text x="${frame.left + 6}" y="${top(aim.y)}" dy="-5" fill="#c33">${aim.text}</text>`,
    `<polyline points="${points.map((point) => `${left(point.x)},${top(point.y)}`).join(' ')}" fill="none" stroke="#d80" stroke-width="2"/>`,
    ...points.map((point) => `<circle cx="${left(point.x)}" cy="${top(point.y)}" r="4" fill="#d80"/>`),
    ...points.map(
      (point) =>
        `<text x="${left(point.x)}" y="${top(point.y)}" dx="8" dy="16">${point.y.toFixed(2)} s</text>`,
    ),
    '</svg>\n',
  ];
  return lines.join('\n');
}
