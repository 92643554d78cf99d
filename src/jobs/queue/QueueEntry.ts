import type { CandelaError, PhotoRecord, PlannedJob } from '@contract';

/** Counts from 0 in the order of adding. An id is not used twice. */
export type EntryId = number;

export type EntryState = 'queued' | 'running' | 'done' | 'failed' | 'skipped' | 'cancelled';

/** A photo of the queue. Its job is frozen when it starts. */
export type QueueEntry = {
  readonly id: EntryId;
  readonly job: PlannedJob;
  readonly state: EntryState;
  /** The outcome, for all states after `running` but `cancelled`. */
  readonly record?: PhotoRecord;
  readonly failure?: CandelaError;
};
