/** A row or a column of a picture, counted from 0. */
export type PictureLine = { readonly along: 'row' | 'column'; readonly at: number };
export type ProfileChannel = 'luma' | 'red' | 'green' | 'blue';

/** BT.601, as the exposure-matched scores have it. */
const weights: Readonly<Record<ProfileChannel, readonly [number, number, number]>> = {
  luma: [0.299, 0.587, 0.114],
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
};

/**
 * The values along a line, in stored levels. A line beyond the edge is the last one.
 * @param picture interleaved rows of red, green and blue
 */
export function lineProfile(
  { width, height, data }: { width: number; height: number; data: Uint8Array },
  { along, at }: PictureLine,
  channel: ProfileChannel,
): Float32Array {
  const [red, green, blue] = weights[channel];
  const isRow = along === 'row';
  const line = Math.min(Math.max(0, at), (isRow ? height : width) - 1);
  const [start, step] = isRow ? [line * width, 1] : [line, width];
  return Float32Array.from({ length: isRow ? width : height }, (_, index) => {
    const from = 3 * (start + index * step);
    return red * (data[from] ?? 0) + green * (data[from + 1] ?? 0) + blue * (data[from + 2] ?? 0);
  });
}
