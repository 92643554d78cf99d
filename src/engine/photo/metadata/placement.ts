import { swapsSides, type Orientation, type Size } from '@core';
import type { Photo } from '../Photo';

/** How a result's pixels map to the stored ones. */
export type Placement = {
  /** The orientation that turned them upright. */
  orientation: Orientation;
  /** Size of the stored picture and of the result, px. */
  stored: Size;
  result: Size;
};

/** A point or a length as shares of the picture's width and height. */
export type Share = { x: number; y: number };

const swapped = ({ width, height }: Size): Size => ({ width: height, height: width });

/** How a photo's pixels were moved; undefined if they were not. */
export function placementOf({ raster, source: { orientation, size } }: Photo): Placement | undefined {
  const { width, height } = raster;
  if (orientation === 1 && width === size.width && height === size.height) return undefined;
  return {
    orientation,
    stored: swapsSides(orientation) ? swapped(size) : size,
    result: { width, height },
  };
}

/**
 * The placement for numbers that state the size of the picture they were measured on. Some programs measure on the upright picture.
 */
export function placementFor(frame: Size, placement: Placement): Placement {
  const { orientation, stored } = placement;
  const isTurned = (stored.width - stored.height) * (frame.width - frame.height) < 0;
  return swapsSides(orientation) && isTurned
    ? { ...placement, orientation: 1, stored: swapped(stored) }
    : placement;
}

/** Maps a point of the stored picture to the upright one. */
export function placedPoint({ x, y }: Share, { orientation }: Placement): Share {
  const points: Readonly<Record<Orientation, Share>> = {
    1: { x, y },
    2: { x: 1 - x, y },
    3: { x: 1 - x, y: 1 - y },
    4: { x, y: 1 - y },
    5: { x: y, y: x },
    6: { x: 1 - y, y: x },
    7: { x: 1 - y, y: 1 - x },
    8: { x: y, y: 1 - x },
  };
  return points[orientation];
}

/** Maps a width and height on the stored picture to the upright one. */
export function placedLengths({ x, y }: Share, { orientation }: Placement): Share {
  return swapsSides(orientation) ? { x: y, y: x } : { x, y };
}

const inPixels = ({ x, y }: Share, { width, height }: Size): Share => ({ x: x * width, y: y * height });
const inShares = ({ x, y }: Share, { width, height }: Size): Share => ({ x: x / width, y: y / height });

/** Like `placedPoint`, in pixels of either picture. */
export function placedPixel(point: Share, placement: Placement): Share {
  return inPixels(placedPoint(inShares(point, placement.stored), placement), placement.result);
}

/** Like `placedLengths`, in pixels of either picture. */
export function placedPixels(lengths: Share, placement: Placement): Share {
  return inPixels(placedLengths(inShares(lengths, placement.stored), placement), placement.result);
}

/** The scale of a length without a direction, such as a diameter. */
export function placedScale({ orientation, stored, result }: Placement): number {
  return result.width / (swapsSides(orientation) ? stored.height : stored.width);
}

/**
 * EXIF's area of the subject, in whole pixels: a point, a circle (point and diameter) or a rectangle (point and sides).
 * @returns null for any other number of values
 * @see CIPA DC-008 (EXIF 3.0), 4.6.6.3, SubjectArea and SubjectLocation
 */
export function placedSubject(values: readonly number[], placement: Placement): number[] | null {
  const [x = 0, y = 0, across = 0, down = 0] = values;
  if (values.length < 2 || values.length > 4) return null;
  const point = placedPixel({ x, y }, placement);
  const sides = placedPixels({ x: across, y: down }, placement);
  const size = values.length === 4 ? [sides.x, sides.y] : [across * placedScale(placement)];
  const all = [point.x, point.y, ...(values.length === 2 ? [] : size)];
  return all.map((value) => Math.max(0, Math.round(value)));
}
