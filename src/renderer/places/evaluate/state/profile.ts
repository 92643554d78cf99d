import { lineProfile, type ProfileChannel } from '@core';
import type { Picture } from '../../../bridge';
import { cameraOf, type Bounds, type ZoomState } from '../../../viewer';
import type { ProfileLine } from './view';

/** The pixel at a share of a length. */
export function pixelAt(share: number, length: number): number {
  return Math.min(length - 1, Math.max(0, Math.floor(share * length)));
}

/** The share of a length at which a pixel's middle lies. */
export function shareOf(pixel: number, length: number): number {
  return (pixel + 0.5) / length;
}

/** The values of a picture along a line. */
export function profileOf(
  picture: Picture,
  { along, at }: ProfileLine,
  channel: ProfileChannel,
): Float32Array {
  const across = along === 'row' ? picture.height : picture.width;
  return lineProfile(picture, { along, at: pixelAt(at, across) }, channel);
}

/** The part of a line that the panes show, as shares of its length. */
export function seenPart(
  zoom: ZoomState,
  bounds: Bounds | null,
  along: ProfileLine['along'],
): [number, number] {
  if (bounds === null || bounds.pane.width === 0) return [0, 1];
  const camera = cameraOf(zoom, bounds);
  const [centre, length, room] =
    along === 'row'
      ? [camera.x, bounds.photo.width, bounds.pane.width]
      : [camera.y, bounds.photo.height, bounds.pane.height];
  const half = room / camera.scale / 2;
  return [Math.max(0, (centre - half) / length), Math.min(1, (centre + half) / length)];
}

/**
 * The path of values in a drawing that is 1000 wide and 255 high.
 * @param from @param to the part of the line that is drawn, as shares
 */
export function pathOf(values: Float32Array, [from, to]: readonly [number, number]): string {
  const length = values.length;
  const [first, last] = [
    Math.max(0, Math.floor(from * length) - 1),
    Math.min(length - 1, Math.ceil(to * length)),
  ];
  const points: string[] = [];
  for (let index = first; index <= last; index += 1) {
    const x = ((shareOf(index, length) - from) / (to - from)) * 1000;
    points.push(`${x.toFixed(1)} ${(255 - (values[index] ?? 0)).toFixed(1)}`);
  }
  return points.length === 0 ? '' : `M${points.join('L')}`;
}
