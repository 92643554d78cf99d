import { planBatch } from '@jobs';
import type { Job, Settings } from '@contract';
import type { OpenPhoto } from '../photo/PhotoRegistry';

export type SavePlan = { readonly job: Job | null; readonly existing: string | null };

export type SaveTarget = {
  readonly photo: OpenPhoto;
  /** Absolute path of the folder for results; absent: `enhanced` beside the photo. */
  readonly out?: string | undefined;
  readonly now: Date;
  /** Paths of results that are being written. */
  readonly held: Iterable<string>;
};

/**
 * The job of one photo, named as the command line names it. `existing` is the path of a result that is there already and is to be left.
 * @throws CandelaError for a bad template, a name that is too long, a result in the place of its original; AbortError
 */
export async function planSave(
  settings: Settings,
  { photo, out, now, held }: SaveTarget,
  { signal }: { signal: AbortSignal },
): Promise<SavePlan> {
  const format = photo.summary?.format ?? 'jpeg';
  const plan = await planBatch(
    { inputs: [photo.path], out, recursive: false, settings, now, page: photo.page, held },
    {
      // The engine has looked at the photo when it was opened.
      sniff: () => Promise.resolve(format),
      isOwnResult: () => Promise.resolve(false),
      signal,
    },
  );
  const [rejection] = plan.rejected;
  if (rejection) throw rejection.error;
  return { job: plan.jobs[0] ?? null, existing: plan.skipped[0]?.existing ?? null };
}
