import type { BatchPhotoState, BatchStatus, CandelaError, ErrorCode, Progress } from '@contract';
import { photoShare } from '@core';

/** What ends no photo but the batch: every other photo would fail the same way. */
const halting: ReadonlySet<ErrorCode> = new Set([
  'journal.notWritten',
  'output.noSpace',
  'output.notAFolder',
  'output.notWritable',
]);

export function isOfAll({ code }: CandelaError): boolean {
  return halting.has(code);
}

/** The number of photos in each state. */
export type StateCounts = Readonly<Record<BatchPhotoState, number>>;

export function countsOf(states: Iterable<BatchPhotoState>): StateCounts {
  const counted = { queued: 0, running: 0, done: 0, failed: 0, skipped: 0, cancelled: 0 };
  for (const state of states) counted[state] += 1;
  return counted;
}

export function statusOf(
  counts: StateCounts,
  { isPaused, isPlanning }: { isPaused: boolean; isPlanning: boolean },
): BatchStatus {
  const { queued, running } = counts;
  if (running > 0) return isPaused ? 'pausing' : 'running';
  if (queued > 0) return isPaused ? 'paused' : 'running';
  if (isPlanning) return 'planning';
  return Object.values(counts).every((count) => count === 0) ? 'idle' : 'finished';
}

/** What is done of all photos, running ones by their own progress. */
export function shareOf(counts: StateCounts, steps: Iterable<Progress>): number {
  const { queued, running, done, failed, skipped } = counts;
  const over = done + failed + skipped;
  const all = over + queued + running;
  const begun = [...steps].reduce((sum, step) => sum + photoShare(step), 0);
  return all === 0 ? 0 : Math.min(1, (over + begun) / all);
}
