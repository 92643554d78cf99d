import type { Size } from '@core';
import type { RawPicture } from './libRawAnswers';
import { isTurned } from './rawFacts';

/** Rows and columns are swapped in squares of this side, so that neighbours in both stay at hand. */
const square = 64;

/**
 * The picture that LibRaw holds, four values for each pixel as the sensor lies, as it would hand it over: upright, and only its colours.
 * @param flip dcraw's, as LibRaw states it: 4 swaps rows and columns, after 2 turned the rows around and 1 the columns
 * @see LibRaw, copy_mem_image(), flip_index()
 */
export function pictureFrom(
  values: Uint16Array,
  { width, height, flip, channels }: Size & { flip: number; channels: 1 | 3 },
): RawPicture {
  const swaps = isTurned(flip);
  const [across, down] = swaps ? [height, width] : [width, height];
  const data = new Uint16Array(width * height * channels);
  const [byRow, byColumn] = swaps ? [channels, across * channels] : [across * channels, channels];
  const [isUpsideDown, isMirrored] = [(flip & 2) !== 0, (flip & 1) !== 0];
  const copyRow = (row: number, left: number, right: number): void => {
    const first = (isUpsideDown ? height - 1 - row : row) * byRow;
    for (let column = left, from = (row * width + left) * 4; column < right; column += 1, from += 4) {
      const to = first + (isMirrored ? width - 1 - column : column) * byColumn;
      data[to] = values[from] ?? 0;
      if (channels === 1) continue;
      data[to + 1] = values[from + 1] ?? 0;
      data[to + 2] = values[from + 2] ?? 0;
    }
  };
  for (let top = 0; top < height; top += square)
    for (let left = 0; left < width; left += square)
      for (let row = top; row < Math.min(height, top + square); row += 1)
        copyRow(row, left, Math.min(width, left + square));
  return { width: across, height: down, colors: channels, data };
}
