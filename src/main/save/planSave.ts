import { dirname, join } from 'node:path';
import type { PlannedJob, Settings } from '@contract';
import { kindOf } from '@core';
import { defaultFolder, planPhotos, type Measures } from '@jobs';
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
  const { path, page, summary } = photo;
  const outputFolder = out ?? join(dirname(path), defaultFolder);
  const chosen = { path, page, outputFolder, settings, kind: kindOf(summary) };
  const { nameTemplate, onConflict } = settings.output;
  const known = summary?.exposure;
  const { outcomes } = await planPhotos(
    [chosen],
    { nameTemplate, onConflict, now, held },
    {
      measures: { ...measures, exposure: known ? () => Promise.resolve(known) : measures.exposure },
      signal,
    },
  );
  const [outcome] = outcomes;
  if (outcome?.type === 'refused') throw outcome.error;
  if (outcome?.type === 'job') return { job: outcome.job, existing: null };
  return { job: null, existing: outcome?.type === 'skipped' ? outcome.existing : null };
}
