import type { CandelaError, PhotoRecord, PlannedJob, Progress } from '@contract';
import { Entries } from './Entries';
import type { EntryId, EntryState, QueueEntry } from './QueueEntry';

/**
 * The photos of a batch, as plain data. Each function below gives the next queue and changes nothing. An id to which a step does not
 * apply is passed over, because a person's wish and the work may cross each other.
 */
export type Queue = {
  /** All entries; the queued ones start in this order. */
  readonly order: readonly EntryId[];
  readonly entries: Pick<Entries, 'get' | 'has' | 'values' | 'with' | 'size'>;
  /** Of the running ones. Apart from the entries, because it changes often. */
  readonly progress: ReadonlyMap<EntryId, Progress>;
  readonly isPaused: boolean;
  readonly nextId: EntryId;
};

/** A finished entry's outcome. */
export type Finish = { readonly record: PhotoRecord; readonly failure?: CandelaError };

export const emptyQueue: Queue = {
  order: [],
  entries: Entries.none,
  progress: new Map(),
  isPaused: false,
  nextId: 0,
};

/** Adds jobs at the end. The new entries are those from the old `nextId` on. */
export function add(queue: Queue, jobs: readonly PlannedJob[]): Queue {
  const added = jobs.map((job, index): QueueEntry => ({ id: queue.nextId + index, job, state: 'queued' }));
  return {
    ...queue,
    order: [...queue.order, ...added.map(({ id }) => id)],
    entries: queue.entries.with(added.map((entry) => [entry.id, entry] as const)),
    nextId: queue.nextId + jobs.length,
  };
}

/** The entry that starts next; undefined while paused or when none waits. */
export function next(queue: Queue): QueueEntry | undefined {
  if (queue.isPaused) return undefined;
  for (const id of queue.order) {
    const entry = queue.entries.get(id);
    if (entry?.state === 'queued') return entry;
  }
  return undefined;
}

export function start(queue: Queue, id: EntryId): Queue {
  return change(queue, [id], { from: 'queued', more: { state: 'running' } });
}

export function report(queue: Queue, id: EntryId, progress: Progress): Queue {
  if (queue.entries.get(id)?.state !== 'running') return queue;
  return { ...queue, progress: new Map(queue.progress).set(id, progress) };
}

/** A running entry has its outcome. */
export function finish(queue: Queue, id: EntryId, { record, failure }: Finish): Queue {
  const more = { state: record.status, record, ...(failure && { failure }) };
  return change(queue, [id], { from: 'running', more });
}

/** Running entries that were cut off wait again, or are given up. */
export function cutOff(queue: Queue, id: EntryId, state: 'queued' | 'cancelled'): Queue {
  return change(queue, [id], { from: 'running', more: { state } });
}

export function pause(queue: Queue): Queue {
  return { ...queue, isPaused: true };
}

export function resume(queue: Queue): Queue {
  return { ...queue, isPaused: false };
}

/** Waiting entries are given up. Running ones have to be cut off first. */
export function cancel(queue: Queue, ids: readonly EntryId[]): Queue {
  return change(queue, ids, { from: 'queued', more: { state: 'cancelled' } });
}

/** Failed and cancelled entries wait again. */
export function retry(queue: Queue, ids: readonly EntryId[]): Queue {
  const waiting = ids.flatMap((id) => {
    const entry = queue.entries.get(id);
    if (entry?.state !== 'failed' && entry?.state !== 'cancelled') return [];
    return [[id, { id, job: entry.job, state: 'queued' }] as const];
  });
  return { ...queue, entries: queue.entries.with(waiting) };
}

/** Takes entries out, unless they run. */
export function remove(queue: Queue, ids: readonly EntryId[]): Queue {
  const gone = ids.filter((id) => queue.entries.has(id) && queue.entries.get(id)?.state !== 'running');
  const entries = queue.entries.with(gone.map((id) => [id, undefined] as const));
  return { ...queue, entries, order: queue.order.filter((id) => entries.has(id)) };
}

/** Moves entries, in their present order, before another one; null: to the end. */
export function move(queue: Queue, ids: readonly EntryId[], before: EntryId | null): Queue {
  const moving = new Set(ids);
  if (before !== null && (moving.has(before) || !queue.entries.has(before))) return queue;
  const moved = queue.order.filter((id) => moving.has(id));
  const rest = queue.order.filter((id) => !moving.has(id));
  const at = before === null ? rest.length : rest.indexOf(before);
  return { ...queue, order: [...rest.slice(0, at), ...moved, ...rest.slice(at)] };
}

/** The number of entries in each state. */
export function counts(queue: Queue): Record<EntryState, number> {
  const counted = { queued: 0, running: 0, done: 0, failed: 0, skipped: 0, cancelled: 0 };
  for (const { state } of queue.entries.values()) counted[state] += 1;
  return counted;
}

type Step = { readonly from: EntryState; readonly more: Partial<QueueEntry> };

function change(queue: Queue, ids: readonly EntryId[], { from, more }: Step): Queue {
  const changed = ids.flatMap((id) => {
    const entry = queue.entries.get(id);
    return entry?.state === from ? [[id, { ...entry, ...more }] as const] : [];
  });
  const progress = new Map(queue.progress);
  for (const [id] of changed) progress.delete(id);
  return { ...queue, entries: queue.entries.with(changed), progress };
}
