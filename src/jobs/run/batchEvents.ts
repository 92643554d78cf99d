import type {
  CandelaError,
  JobFacts,
  JobResult,
  PhotoRecord,
  PlannedJob,
  Progress,
  Timings,
} from '@contract';

/** What became of a job that did not fail: the engine's word, or that its photo was copied as it is. */
export type RunResult = Omit<JobResult, 'status'> & { readonly status: JobResult['status'] | 'copied' };

/** Enhances one photo. Several run at once. The runner manages what they share (memory, the model). */
export type Runner = (
  job: PlannedJob,
  options: {
    signal: AbortSignal;
    onProgress: (progress: Progress) => void;
    /** Receives the facts that belong in the record even if the photo fails. */
    onKnown: (facts: JobFacts) => void;
  },
) => Promise<RunResult>;

/** The events of a batch, in order. `finished` comes for every photo, including rejected ones. */
export type BatchEvent =
  | { readonly type: 'started'; readonly job: PlannedJob }
  | { readonly type: 'progress'; readonly job: PlannedJob; readonly progress: Progress }
  | { readonly type: 'finished'; readonly record: PhotoRecord; readonly failure?: CandelaError };

export const noTime: Timings = { decodeMs: 0, inferenceMs: 0, encodeMs: 0, totalMs: 0 };

/** What a record is made of. */
export type RecordParts = Pick<PhotoRecord, 'input' | 'status'> &
  Partial<PhotoRecord> & { failure?: CandelaError };

/** The record of a photo. Its keys are in the contract's order, because people read these lines too. */
export function recordOf({ input, status, failure, ...more }: RecordParts, model: string): PhotoRecord {
  const { output = null, provider = null, megapixels = null, timings = noTime, notices, reason } = more;
  return {
    type: 'photo',
    input,
    output,
    status,
    ...(reason && { reason }),
    ...(failure && { error: { code: failure.code, message: failure.sentence } }),
    model,
    provider,
    megapixels,
    timings,
    ...(notices && { notices }),
  };
}
