import type { JournalDone, ReportPhoto, ReportTotals } from '@contract';

/**
 * How many photos came out how, and how quickly.
 * @param done every time that a photo was done, also those that were done anew later
 */
export function totalsOf(photos: readonly ReportPhoto[], done: readonly JournalDone[]): ReportTotals {
  const counts = { done: 0, failed: 0, skipped: 0, cancelled: 0, open: 0 };
  for (const { status } of photos) counts[status] += 1;
  const finished = photos.filter(({ status }) => status === 'done');
  const workedMs = workedTime(done);
  const worked = sum(done.map(({ megapixels }) => megapixels));
  return {
    photos: photos.length,
    ...counts,
    megapixels: sum(finished.map(({ megapixels }) => megapixels)),
    workedMs,
    megapixelsPerSecond: workedMs > 0 && worked > 0 ? (worked / workedMs) * 1000 : null,
  };
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

/** The length of all times together in which photos were worked on. Where they overlap, it counts once. */
function workedTime(done: readonly JournalDone[]): number {
  const spans = done
    .map(({ at, timings }) => ({ from: Date.parse(at) - timings.totalMs, to: Date.parse(at) }))
    .sort((a, b) => a.from - b.from);
  let [total, end] = [0, -Infinity];
  for (const { from, to } of spans) {
    total += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return total;
}
