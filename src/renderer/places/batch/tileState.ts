import type { Job } from '../../state/batch';
import { isAlike, type Adjustments, type LookControl } from '../../state/look';
import type { PhotoView } from '../../state/photos';
import type { batchText } from '../../text/batch';

/**
 * What a tile says of its photo. Changed: it has another look than its result. */
export type TileState = keyof typeof batchText.states;

export function tileState(
  view: PhotoView,
  job: Job | undefined,
  { look, controls }: { look: Adjustments | undefined; controls: readonly LookControl[] },
): TileState {
  if (job === undefined) return view.error === null ? 'new' : 'unreadable';
  const { state, reason, adjustments } = job;
  if (state === 'skipped') return reason === 'wellLit' || reason === 'copied' ? reason : state;
  if (state !== 'done' || look === undefined) return state;
  return isAlike(adjustments, look, controls) ? state : 'changed';
}
