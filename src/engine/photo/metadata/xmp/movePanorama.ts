import { swapsSides } from '@core';
import { placedLengths, placementFor, placedPixels, type Placement, type Share } from '../placement';
import { ns } from './namespaces';
import type { XmpDocument } from './XmpDocument';

/**
 * Pairs of properties, across and down: sizes, and left and top corners. Each corner names its own size and the size of the area
 * around it.
 */
const sizes = {
  full: ['FullPanoWidthPixels', 'FullPanoHeightPixels'],
  cropped: ['CroppedAreaImageWidthPixels', 'CroppedAreaImageHeightPixels'],
  interior: ['LargestValidInteriorRectWidth', 'LargestValidInteriorRectHeight'],
} as const;

const corners = [
  { names: ['CroppedAreaLeftPixels', 'CroppedAreaTopPixels'], of: 'cropped', on: 'full' },
  { names: ['LargestValidInteriorRectLeft', 'LargestValidInteriorRectTop'], of: 'interior', on: 'cropped' },
] as const;

type Names = readonly [across: string, down: string];

function pairOf(document: XmpDocument, [across, down]: Names): Share | undefined {
  const [x, y] = [across, down].map((name) => Number(document.valueOf([ns.panorama, name]) ?? NaN));
  return x !== undefined && y !== undefined && Number.isFinite(x + y) ? { x, y } : undefined;
}

function setPair(document: XmpDocument, [across, down]: Names, { x, y }: Share): void {
  document.replace([ns.panorama, across], String(Math.round(x)));
  document.replace([ns.panorama, down], String(Math.round(y)));
}

/** A corner on the turned picture, not yet scaled. */
function turnedCorner(corner: Share, { of, on }: { of: Share; on: Share }, placement: Placement): Share {
  const { orientation } = placement;
  const far = { x: on.x - corner.x - of.x, y: on.y - corner.y - of.y };
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const stored = { x: fromRight ? far.x : corner.x, y: fromBottom ? far.y : corner.y };
  return placedLengths(stored, placement);
}

/** Converts pixels of the upright full-size picture to pixels of the result. */
function scaled({ x, y }: Share, { orientation, stored, result }: Placement): Share {
  const [width, height] = swapsSides(orientation)
    ? [stored.height, stored.width]
    : [stored.width, stored.height];
  return { x: (x * result.width) / width, y: (y * result.height) / height };
}

/**
 * Turns and scales a panorama's pixel properties, which say what part of the sphere it shows.
 * @see Google, Photo Sphere XMP Metadata
 */
export function movePanorama(document: XmpDocument, whole: Placement): void {
  const found = {
    full: pairOf(document, sizes.full),
    cropped: pairOf(document, sizes.cropped),
    interior: pairOf(document, sizes.interior),
  };
  const measured = found.cropped ?? found.full;
  if (measured === undefined) return;
  const placement = placementFor({ width: measured.x, height: measured.y }, whole);
  for (const kind of ['full', 'cropped', 'interior'] as const) {
    const size = found[kind];
    if (size !== undefined) setPair(document, sizes[kind], placedPixels(size, placement));
  }
  for (const { names, of, on } of corners) {
    const corner = pairOf(document, names);
    const [inner, outer] = [found[of], found[on]];
    if (corner === undefined || inner === undefined || outer === undefined) continue;
    setPair(document, names, scaled(turnedCorner(corner, { of: inner, on: outer }, placement), placement));
  }
}
