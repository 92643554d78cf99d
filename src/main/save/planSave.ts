import { planBatch, type Measures } from '@jobs';
import type { PlannedJob, Settings } from '@contract';
import type { OpenPhoto } from '../photo/PhotoRegistry';

export type SavePlan = { readonly job: PlannedJob | null; readonly existing: string | null };

export type SaveTarget = {
  readonly photo: OpenPhoto;
  /** Absolute path of the folder for results. If absent, `enhanced` beside the photo. */
  readonly out?: string | undefined;
  readonly now: Date;
  /** Paths of results being written. */
  readonly held: Iterable<string>;
  readonly measures: Measures;
};

/**
 * The job of one photo, named as the command line does. `existing` is the path of an existing result to be left alone.
 * @throws CandelaError for a bad template, a name that is too long, a result that would replace its original; AbortError
 */
export async function planSave(
  settings: Settings,
  { photo, out, now, held, measures }: SaveTarget,
  { signal }: { signal: AbortSignal },
): Promise<SavePlan> {
  const format = photo.summary?.format ?? 'jpeg';
  const known = photo.summary?.exposure;
  const plan = await planBatch(
    { inputs: [photo.path], out, recursive: false, settings, now, page: photo.page, held },
    {
      // The engine checked the photo when it was opened.
      sniff: () => Promise.resolve(format),
      isOwnResult: () => Promise.resolve(false),
      measures: { ...measures, exposure: known ? () => Promise.resolve(known) : measures.exposure },
      signal,
    },
  );
  const [rejection] = plan.rejected;
  if (rejection) throw rejection.error;
  return { job: plan.jobs[0] ?? null, existing: plan.skipped[0]?.existing ?? null };
}
