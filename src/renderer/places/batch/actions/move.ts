import type { PhotoHandle } from '@contract';
import { movePhotos, startFirst } from '../../../actions/batch';
import { batch, queueOf } from '../../../state/batch';
import { setBatchView } from '../state/view';
import { chosenOrShown } from './select';

/** Where photos go in the queue when they are moved by `by` places. Null: nowhere else. */
export function placeAfter(
  queue: readonly PhotoHandle[],
  moved: readonly PhotoHandle[],
  by: 1 | -1,
): { readonly before: PhotoHandle | null } | null {
  const own = new Set(moved);
  const at = queue.map((photo, index) => (own.has(photo) ? index : -1)).filter((index) => index >= 0);
  const [first, last] = [at[0], at.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (by < 0) {
    const before = queue[first - 1];
    return before === undefined ? null : { before };
  }
  if (last === queue.length - 1) return null;
  return { before: queue[last + 2] ?? null };
}

/** The chosen photos that wait, in their order. The grid shows that order from then on, so that the move is seen. */
function waiting(): PhotoHandle[] {
  const own = new Set(chosenOrShown());
  const moved = queueOf(batch.getState()).filter((photo) => own.has(photo));
  if (moved.length > 0) setBatchView({ sort: 'turn' });
  return moved;
}

function moveBy(by: 1 | -1): void {
  const moved = waiting();
  const place = placeAfter(queueOf(batch.getState()), moved, by);
  if (place !== null) movePhotos(moved, place.before);
}

export function startEarlier(): void {
  moveBy(-1);
}

export function startLater(): void {
  moveBy(1);
}

export function startFirstHere(): void {
  startFirst(waiting());
}

export function startLastHere(): void {
  movePhotos(waiting(), null);
}
