import { isAlike, type Adjustments, type LookControl } from '../../state/look';
import type { PhotoView } from '../../state/photos';
import type { batchText } from '../../text/batch';
import type { Job } from './state/run';

/** What a tile says of its photo. Changed: it has another look than its result. */
export type TileState = keyof typeof batchText.states;

export function tileState(
  view: PhotoView,
  job: Job | undefined,
  { look, controls }: { look: Adjustments | undefined; controls: readonly LookControl[] },
): TileState {
  if (job === undefined) return view.error === null ? 'new' : 'unreadable';
  if (job.state !== 'done') return job.state;
  return look !== undefined && !isAlike(job.adjustments, look, controls) ? 'changed' : 'done';
}
