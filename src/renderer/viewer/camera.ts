import type { Region, Size } from '@core';
import { centreOf, clamp, type Point } from './rectangle';

/**
 * The view of the photo. `scale` is device pixels per photo pixel, so 1 is 1:1 on any screen.
 * `x` and `y` are the photo pixel at the centre of every pane.
 */
export type ZoomState = { kind: 'fit' } | { kind: 'scale'; scale: number; x: number; y: number };

/** A resolved zoom: fit computed, limits applied. */
export type Camera = { readonly scale: number; readonly x: number; readonly y: number };

/** The limits of a camera: the full photo, one pane in device pixels, and device pixels per CSS pixel. */
export type Bounds = { readonly photo: Size; readonly pane: Size; readonly ratio: number };

/** Fit shows a small photo as it is: what is enlarged looks worse than the photo. */
const largestFit = 1;
const largestScale = 32;

export function fitScale({ photo, pane }: Pick<Bounds, 'photo' | 'pane'>): number {
  return Math.min(pane.width / photo.width, pane.height / photo.height, largestFit);
}

/** The range of the scale: from the whole photo or 1:1, whichever is smaller, to 32 CSS pixels per photo pixel. */
export function scaleRange(bounds: Bounds): { least: number; most: number } {
  return {
    least: Math.min(fitScale(bounds), 1),
    most: Math.max(largestScale * bounds.ratio, fitScale(bounds)),
  };
}

/** Brings the scale into its range and the photo into the pane. A photo larger than the pane leaves no empty strip. */
export function clampCamera(camera: Camera, bounds: Bounds): Camera {
  const { least, most } = scaleRange(bounds);
  const scale = clamp(camera.scale, least, most);
  return {
    scale,
    x: clampCentre(camera.x, bounds.photo.width, bounds.pane.width / scale),
    y: clampCentre(camera.y, bounds.photo.height, bounds.pane.height / scale),
  };
}

function clampCentre(centre: number, length: number, seen: number): number {
  return seen >= length ? length / 2 : clamp(centre, seen / 2, length - seen / 2);
}

export function cameraOf(zoom: ZoomState, bounds: Bounds): Camera {
  const { photo } = bounds;
  const wished =
    zoom.kind === 'fit' ? { scale: fitScale(bounds), x: photo.width / 2, y: photo.height / 2 } : zoom;
  return clampCamera(wished, bounds);
}

/** The zoom state of a camera. A scale equal to fit becomes fit, which survives a resize of the window. */
export function zoomOf(camera: Camera, bounds: Bounds): ZoomState {
  if (Math.abs(camera.scale / fitScale(bounds) - 1) < 1e-3) return { kind: 'fit' };
  return { kind: 'scale', ...camera };
}

/** Changes the scale. The point `at` (device pixels from the pane's centre) stays in place. */
export function zoomAround(
  camera: Camera,
  { scale, at }: { scale: number; at: Point },
  bounds: Bounds,
): Camera {
  const { least, most } = scaleRange(bounds);
  const next = clamp(scale, least, most);
  return clampCamera(
    {
      scale: next,
      x: camera.x + at.x / camera.scale - at.x / next,
      y: camera.y + at.y / camera.scale - at.y / next,
    },
    bounds,
  );
}

/** Moves the photo by device pixels, as a drag does. */
export function panBy(camera: Camera, by: Point, bounds: Bounds): Camera {
  return clampCamera(
    { ...camera, x: camera.x - by.x / camera.scale, y: camera.y - by.y / camera.scale },
    bounds,
  );
}

/** Whether the photo is larger than the pane. */
export function canPan(camera: Camera, { photo, pane }: Bounds): boolean {
  return photo.width * camera.scale > pane.width + 1 || photo.height * camera.scale > pane.height + 1;
}

/** Device pixel of the photo's top left corner in a pane. It is whole, so 1:1 shows unmixed pixels. */
export function originIn(pane: Region, { scale, x, y }: Camera): Point {
  const centre = centreOf(pane);
  return { x: Math.round(centre.x - x * scale), y: Math.round(centre.y - y * scale) };
}

/** The photo's rectangle in a pane and its visible part, in whole device pixels. */
export function seenIn(pane: Region, { camera, photo }: { camera: Camera; photo: Size }): Region {
  const origin = originIn(pane, camera);
  const left = Math.max(pane.x, origin.x);
  const top = Math.max(pane.y, origin.y);
  const right = Math.min(pane.x + pane.width, origin.x + Math.round(photo.width * camera.scale));
  const bottom = Math.min(pane.y + pane.height, origin.y + Math.round(photo.height * camera.scale));
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}
