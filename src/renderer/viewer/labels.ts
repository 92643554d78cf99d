import type { Region, Size } from '@core';
import type { Point } from './rectangle';

/** A label's size and the free room for it. */
export type LabelBox = { readonly size: Size; readonly room: Region; readonly corner: Corner };
export type Corner = 'topLeft' | 'topRight';

/** CSS pixels between a label and the edge of its room. */
export const labelMargin = 10;

/**
 * A label's position in its room, or null if it does not fit. Labels of different rooms never overlap.
 * All values share one unit.
 */
export function placeLabel({ size, room, corner }: LabelBox, margin: number = labelMargin): Point | null {
  if (size.width + 2 * margin > room.width || size.height + 2 * margin > room.height) return null;
  const isRight = corner === 'topRight';
  return {
    x: isRight ? room.x + room.width - margin - size.width : room.x + margin,
    y: room.y + margin,
  };
}
