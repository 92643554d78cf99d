import { isAbort, toCandelaError, withoutPaths, type BatchPhoto } from '@contract';
import type { PlannedPhoto } from './BatchPlanner';
import type { JournaledPlan } from './Journals';

/** Copies a photo byte for byte, and tells where the copy lies. */
export type Copy = (
  files: { input: string; output: string },
  options: { signal: AbortSignal },
) => Promise<string>;

/** A photo that has its outcome without ever waiting. `existing`: absolute path of the file that there is in place of a result. */
export type SettledPhoto = PlannedPhoto & {
  readonly shown: Pick<BatchPhoto, 'state' | 'error' | 'reason'>;
  readonly existing: string | null;
};

export type Settled = {
  readonly photos: readonly SettledPhoto[];
  /** The same, as a journal tells it. */
  readonly journaled: Pick<JournaledPlan, 'rejected' | 'skipped'>;
};

/** Settles the photos of a plan that are not enhanced, and copies the bright ones that are to be copied. @throws AbortError */
export async function settleBright(
  photos: readonly PlannedPhoto[],
  copy: Copy,
  signal: AbortSignal,
): Promise<Settled> {
  const settled: SettledPhoto[] = [];
  const rejected: JournaledPlan['rejected'][number][] = [];
  const skipped: JournaledPlan['skipped'][number][] = [];
  const refuse = (photo: PlannedPhoto, failure: unknown): void => {
    const { path } = photo;
    const error = withoutPaths(failure, [path]).toWire();
    settled.push({ ...photo, shown: { state: 'failed', error }, existing: null });
    rejected.push({ input: path, error: toCandelaError(failure, path) });
  };
  const skip = (
    photo: PlannedPhoto,
    existing: string | null,
    reason: 'exists' | 'wellLit' | 'copied',
  ): void => {
    settled.push({ ...photo, shown: { state: 'skipped', reason }, existing });
    skipped.push({ input: photo.path, existing, reason });
  };
  for (const photo of photos) {
    const { outcome, path } = photo;
    if (outcome.type === 'refused') refuse(photo, outcome.error);
    else if (outcome.type === 'skipped') skip(photo, outcome.existing, 'exists');
    else if (outcome.type === 'left' && outcome.copyTo === null) skip(photo, null, 'wellLit');
    else if (outcome.type === 'left' && outcome.copyTo !== null)
      try {
        signal.throwIfAborted();
        skip(photo, await copy({ input: path, output: outcome.copyTo }, { signal }), 'copied');
      } catch (error) {
        if (signal.aborted && isAbort(error)) throw error;
        refuse(photo, error);
      }
  }
  return { photos: settled, journaled: { rejected, skipped } };
}
