import type { MetricId, Scores } from '@contract';
import { effortOf, scoreTasks, type Raster, type ScoreTask } from '@core';
import { compareJob } from '../worker/jobs';
import { runJob } from '../worker/runJob';
import { shared } from './shared';

/** Threads for one pair. */
const most = 2;
/** Smaller pictures are measured by one thread, because a second one takes longer to start. */
const leastForMore = 2e6;

type Options = { readonly signal: AbortSignal; readonly onProgress?: (done: number) => void };

/** Scores of two pictures of one size, computed in threads of their own. Aborting ends them. */
export async function scorePicture(
  { distorted, reference }: { distorted: Raster; reference: Raster },
  metrics: readonly MetricId[],
  { signal, onProgress }: Options,
): Promise<{ scores: Scores; gain: number }> {
  const threads = reference.width * reference.height < leastForMore ? 1 : most;
  const shares = sharesOf(scoreTasks(metrics, reference), threads);
  const pair = { distorted: shared(distorted), reference: shared(reference) };
  const stop = new AbortController();
  const done = shares.map(() => 0);
  const parts = await Promise.all(
    shares.map(async (tasks, index) => {
      try {
        return await runJob(
          compareJob,
          { tasks: [...tasks].map((task) => ({ ...task, ids: [...task.ids] })), ...pair },
          {
            signal: AbortSignal.any([signal, stop.signal]),
            onProgress: (part) => {
              done[index] = part;
              onProgress?.(Math.min(...done));
            },
          },
        );
      } catch (error) {
        stop.abort(error);
        throw error;
      }
    }),
  );
  const scores = Object.assign({}, ...parts.map((part) => part.scores)) as Scores;
  return { scores, gain: parts[0]?.gain ?? 1 };
}

/** Tasks for each thread; they come longest first, and each goes to the thread that has least to do. */
function sharesOf(tasks: readonly ScoreTask[], threads: number): ScoreTask[][] {
  const shares = Array.from({ length: threads }, () => ({ tasks: [] as ScoreTask[], effort: 0 }));
  for (const task of tasks) {
    const least = shares.reduce((a, b) => (b.effort < a.effort ? b : a));
    least.tasks.push(task);
    least.effort += effortOf(task);
  }
  return shares.map((share) => share.tasks).filter((share) => share.length > 0);
}
