import { cameraOf, panBy, zoomAround, zoomOf, type Bounds, type Camera } from '../../../viewer';
import { view, type Point } from '../state/view';

/** One step of the keys. */
const step = 1.25;

export function setBounds(next: Bounds): void {
  const { bounds } = view.getState();
  const numbers = ({ photo, pane, ratio }: Bounds): number[] => [
    ...[photo.width, photo.height, pane.width, pane.height],
    ratio,
  ];
  // Each pane tells its own.
  if (bounds === null || numbers(bounds).join() !== numbers(next).join()) view.setState({ bounds: next });
}

function move(how: (camera: Camera, within: Bounds) => Camera): void {
  const { bounds } = view.getState();
  if (bounds === null) return;
  view.setState({ zoom: zoomOf(how(cameraOf(view.getState().zoom, bounds), bounds), bounds) });
}

/** @param at device pixels from the pane's centre, which stay where they are */
export function zoomBy(factor: number, at: Point = { x: 0, y: 0 }): void {
  move((camera, within) => zoomAround(camera, { scale: camera.scale * factor, at }, within));
}

export function pan(by: Point): void {
  move((camera, within) => panBy(camera, by, within));
}

export function zoomToFit(): void {
  view.setState({ zoom: { kind: 'fit' } });
}

export function zoomToActual(at: Point = { x: 0, y: 0 }): void {
  move((camera, within) => zoomAround(camera, { scale: 1, at }, within));
}

export function toggleZoom(at?: Point): void {
  if (view.getState().zoom.kind === 'fit') zoomToActual(at);
  else zoomToFit();
}

export function zoomIn(): void {
  zoomBy(step);
}

export function zoomOut(): void {
  zoomBy(1 / step);
}
