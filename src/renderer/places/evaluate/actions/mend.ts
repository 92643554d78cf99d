import type { PhotoHandle } from '@contract';
import { derived } from '../state/derived';
import { evaluate, setEvaluate } from '../state/evaluate';
import { mended } from '../state/mends';
import type { Mends, PictureSet } from '../state/pairs';

/** The shown picture stays, with whatever truth it has then. */
function setMends(mends: Mends): void {
  const before = derived().shown;
  setEvaluate({ mends });
  const { rows } = derived();
  const same =
    rows.find(({ key }) => key === before?.key) ??
    rows.find(({ photo, candidate }) => photo === before?.photo && candidate.id === before.candidate.id);
  if (same !== undefined) setEvaluate({ shown: same.key });
}

/** @param truth null: the picture has no partner */
export function mend(set: PictureSet, photo: PhotoHandle, truth: PhotoHandle | null): void {
  setMends(mended(evaluate.getState().mends, set, { photo, truth }));
}

export function undoMends(): void {
  setMends({});
}
