import { CandelaError, type PlannedJob, type SeriesRecord } from '@contract';
import { brightnessFor, meanLuma, type Tones } from '@core';
import { inParallel } from '../inParallel';

/** The tones of a job's result at a small size, before finishing. */
export type TonesOf = (job: PlannedJob, options: { signal: AbortSignal }) => Promise<Tones>;

/** Frames that got one exposure decision. */
export type Series = Omit<SeriesRecord, 'type'>;

// While one frame is in the network, the next is decoded.
const atOnce = 2;

/**
 * Gives the frames of a series one brightness: each job gets its own setting, so that the results have the same mean luma, the median
 * of what they would have had. A frame whose tones cannot be found stays as it is; enhancing it will say why.
 */
export async function matchSeries(
  jobs: readonly PlannedJob[],
  tonesOf: TonesOf,
  { signal }: { signal: AbortSignal },
): Promise<{ jobs: PlannedJob[]; series: Series | null }> {
  const frames = await inParallel(jobs, atOnce, async (job) => ({
    job,
    tones: await tonesIfAny(job, tonesOf, signal),
  }));
  const means = frames.flatMap(({ job, tones }) =>
    tones === null ? [] : [meanLuma(tones, job.settings.finish)],
  );
  if (means.length < 2) return { jobs: [...jobs], series: null };
  const target = means.sort((a, b) => a - b)[Math.floor(means.length / 2)] ?? 0;
  const matched = frames.map(({ job, tones }): PlannedJob => {
    if (tones === null) return job;
    const { finish } = job.settings;
    const brightness = brightnessFor(tones, finish, target);
    return { ...job, settings: { ...job.settings, finish: { ...finish, brightness } } };
  });
  const photos = matched.map(({ input }) => input);
  const brightness = matched.map(({ settings }) => settings.finish.brightness);
  return { jobs: matched, series: { photos, meanLuma: target, brightness } };
}

async function tonesIfAny(job: PlannedJob, tonesOf: TonesOf, signal: AbortSignal): Promise<Tones | null> {
  try {
    return await tonesOf(job, { signal });
  } catch (error) {
    if (error instanceof CandelaError) return null;
    throw error;
  }
}
