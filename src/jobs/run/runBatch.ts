import {
  isAbort,
  toCandelaError,
  type CandelaError,
  type PlannedJob,
  type JobFacts,
  type JobResult,
  type PhotoRecord,
  type Progress,
  type Timings,
} from '@contract';
import { inParallel } from '../inParallel';
import type { BatchPlan } from '../plan/planBatch';

/** Enhances one photo. Several run at once. The runner manages what they share (memory, the model). */
export type Runner = (
  job: PlannedJob,
  options: {
    signal: AbortSignal;
    onProgress: (progress: Progress) => void;
    /** Receives the facts that belong in the record even if the photo fails. */
    onKnown: (facts: JobFacts) => void;
  },
) => Promise<JobResult>;

/** The events of a batch, in order. `finished` comes for every photo, including rejected ones. */
export type BatchEvent =
  | { readonly type: 'started'; readonly job: PlannedJob }
  | { readonly type: 'progress'; readonly job: PlannedJob; readonly progress: Progress }
  | { readonly type: 'finished'; readonly record: PhotoRecord; readonly failure?: CandelaError };

export type BatchOptions = {
  readonly signal: AbortSignal;
  readonly onEvent: (event: BatchEvent) => void;
  /** Id of the model, for the records. */
  readonly model: string;
  /** Milliseconds of a monotonic clock. */
  readonly clock: () => number;
  /** Photos that run at once. Five keep decoding and encoding (two each) and inference busy together. */
  readonly atOnce?: number;
};

/** The number of photos for each outcome. `interrupted` when the signal stopped the batch early. */
export type BatchTally = { done: number; failed: number; skipped: number; interrupted: boolean };

const noTime: Timings = { decodeMs: 0, inferenceMs: 0, encodeMs: 0, totalMs: 0 };

/**
 * Runs a plan to its end. A failed photo becomes a record and stops nothing. When the signal aborts, no further photo starts, the
 * running ones are awaited, and the summary is returned as usual. Photos that were cut off have no record.
 */
export async function runBatch(plan: BatchPlan, runner: Runner, options: BatchOptions): Promise<BatchTally> {
  const tally: BatchTally = { done: 0, failed: 0, skipped: 0, interrupted: false };
  const finish = (outcome: Outcome): void => {
    const { failure } = outcome;
    const record = recordOf(outcome, options.model);
    tally[record.status] += 1;
    options.onEvent({ type: 'finished', record, ...(failure && { failure }) });
  };
  for (const { input, error } of plan.rejected) finish({ input, status: 'failed', failure: error });
  for (const { input, existing } of plan.skipped) finish({ input, status: 'skipped', output: existing });
  await inParallel(plan.jobs, options.atOnce ?? 5, async (job) => {
    const outcome = options.signal.aborted ? undefined : await runJob(job, runner, options);
    if (outcome) finish(outcome);
    else tally.interrupted = true;
  });
  return tally;
}

type Outcome = Pick<PhotoRecord, 'input' | 'status'> & Partial<PhotoRecord> & { failure?: CandelaError };

/** The record of a photo. Its keys are in the contract's order, because people read these lines too. */
function recordOf({ input, status, failure, ...more }: Outcome, model: string): PhotoRecord {
  const { output = null, provider = null, megapixels = null, timings = noTime, notices } = more;
  return {
    type: 'photo',
    input,
    output,
    status,
    ...(failure && { error: { code: failure.code, message: failure.sentence } }),
    model,
    provider,
    megapixels,
    timings,
    ...(notices && { notices }),
  };
}

/** The outcome of a job, or undefined when it was cut off. */
async function runJob(job: PlannedJob, runner: Runner, options: BatchOptions): Promise<Outcome | undefined> {
  const { signal, onEvent, clock } = options;
  const start = clock();
  const known: JobFacts = {};
  onEvent({ type: 'started', job });
  try {
    const onProgress = (progress: Progress): void => {
      onEvent({ type: 'progress', job, progress });
    };
    const onKnown = (facts: JobFacts): void => {
      Object.assign(known, facts);
    };
    const { notices, ...result } = await runner(job, { signal, onProgress, onKnown });
    const output = result.status === 'skipped' ? job.output : result.output;
    return { input: job.input, ...result, output, ...(notices.length > 0 ? { notices } : {}) };
  } catch (error) {
    if (signal.aborted && isAbort(error)) return undefined;
    const failure = toCandelaError(error, job.input);
    const timings = { ...(known.timings ?? noTime), totalMs: clock() - start };
    return { input: job.input, status: 'failed', failure, ...known, timings };
  }
}
