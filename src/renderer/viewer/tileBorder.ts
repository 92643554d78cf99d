import type { ViewerPicture } from './viewerProps';

/** Width of the border with neighbours' pixels in a tile's texture. It lets smooth sampling cross the tile's edge. */
export const tileBorder = 1;

/** The eight neighbours, as steps along columns and rows. */
export const around = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [-1, 0],
  [1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
] as const;

/** A tile with its outermost pixels repeated around it. Used at the photo's edge, and until the neighbours arrive. */
export function withBorder({ width, height, data }: ViewerPicture): ViewerPicture {
  const wide = { width: width + 2 * tileBorder, height: height + 2 * tileBorder };
  const out = new Uint8Array(wide.width * wide.height * 3);
  for (let y = 0; y < wide.height; y += 1) {
    const from = 3 * width * Math.min(height - 1, Math.max(0, y - tileBorder));
    const to = 3 * wide.width * y;
    const row = data.subarray(from, from + 3 * width);
    out.set(row.subarray(0, 3), to);
    out.set(row, to + 3);
    out.set(row.subarray(-3), to + 3 * (width + 1));
  }
  return { ...wide, data: out };
}

export type BorderStrip = { readonly x: number; readonly y: number; readonly picture: ViewerPicture };

/**
 * The pixels that a neighbour gives to a tile's border, and their position in the texture.
 * Neighbours in a row have the same height, those in a column the same width.
 */
export function borderStrip(
  tile: ViewerPicture,
  neighbour: ViewerPicture,
  [dx, dy]: (typeof around)[number],
): BorderStrip {
  const across = side(dx, tile.width, neighbour.width);
  const down = side(dy, tile.height, neighbour.height);
  const data = new Uint8Array(across.length * down.length * 3);
  for (let row = 0; row < down.length; row += 1) {
    const from = 3 * ((down.from + row) * neighbour.width + across.from);
    data.set(neighbour.data.subarray(from, from + 3 * across.length), 3 * row * across.length);
  }
  return { x: across.to, y: down.to, picture: { width: across.length, height: down.length, data } };
}

/** For one axis: the neighbour's first pixel, the number of pixels, and their position in the texture. */
function side(step: number, own: number, other: number): { from: number; length: number; to: number } {
  if (step < 0) return { from: other - tileBorder, length: tileBorder, to: 0 };
  if (step > 0) return { from: 0, length: tileBorder, to: own + tileBorder };
  return { from: 0, length: Math.min(own, other), to: tileBorder };
}
