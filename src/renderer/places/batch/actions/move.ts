import type { PhotoHandle } from '@contract';
import { movePhotos } from '../../../actions/batch';
import { batch, queueOf } from '../../../state/batch';
import { openPhoto } from '../../../state/photos';
import { batchText } from '../../../text/batch';
import { counted, fill } from '../../../text/en';
import { moved as told } from '../state/moved';
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

/** Moves those that wait, in their order. The grid shows that order from then on, so that the move is seen. */
function moveWaiting(wanted: readonly PhotoHandle[], before: PhotoHandle | null): void {
  const own = new Set(wanted);
  const queue = queueOf(batch.getState());
  const moved = queue.filter((photo) => own.has(photo));
  if (moved.length === 0) return;
  setBatchView({ sort: 'turn' });
  movePhotos(moved, before);
  told.setState({ line: lineOf(queue, moved, before) });
}

/** The turn that photos got, in words: 'a.jpg starts as number 3 of 9.' */
function lineOf(queue: readonly PhotoHandle[], moved: readonly PhotoHandle[], before: PhotoHandle | null) {
  const own = new Set(moved);
  const rest = queue.filter((photo) => !own.has(photo));
  const turn = (before === null ? rest.length : Math.max(0, rest.indexOf(before))) + 1;
  const name = openPhoto(moved[0] ?? '')?.entry.name ?? '';
  return fill(counted(batchText.moved.line, moved.length), { name, turn, all: queue.length });
}

/** Photos were dragged to another turn. */
export function dropPhotos(dropped: readonly PhotoHandle[], before: PhotoHandle | null): void {
  moveWaiting(dropped, before);
}

function moveBy(by: 1 | -1): void {
  const wanted = chosenOrShown();
  const place = placeAfter(queueOf(batch.getState()), wanted, by);
  if (place !== null) moveWaiting(wanted, place.before);
}

export function startEarlier(): void {
  moveBy(-1);
}

export function startLater(): void {
  moveBy(1);
}

export function startFirstHere(): void {
  const wanted = chosenOrShown();
  const first = queueOf(batch.getState()).find((photo) => !wanted.includes(photo));
  if (first !== undefined) moveWaiting(wanted, first);
}

export function startLastHere(): void {
  moveWaiting(chosenOrShown(), null);
}
