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
  /** Place in `order` of the first queued entry; its length if none waits. So nobody has to look for it. */
  readonly head: number;
  readonly entries: Pick<Entries, 'get' | 'has' | 'values' | 'with' | 'size'>;
  /** The number of entries in each state. */
  readonly counts: Readonly<Record<EntryState, number>>;
  /** Of the running ones. Apart from the entries, because it changes often. */
  readonly progress: ReadonlyMap<EntryId, Progress>;
  readonly isPaused: boolean;
  readonly nextId: EntryId;
};

/** A finished entry's outcome. */
export type Finish = { readonly record: PhotoRecord; readonly failure?: CandelaError };

export const emptyQueue: Queue = {
  order: [],
  head: 0,
  entries: Entries.none,
  counts: { queued: 0, running: 0, done: 0, failed: 0, skipped: 0, cancelled: 0 },
  progress: new Map(),
  isPaused: false,
  nextId: 0,
};

/** Adds jobs at the end. The new entries are those from the old `nextId` on. */
export function add(queue: Queue, jobs: readonly PlannedJob[]): Queue {
  const added = jobs.map((job, index): QueueEntry => ({ id: queue.nextId + index, job, state: 'queued' }));
  return {
    ...withEntries(
      queue,
      added.map((entry) => [entry.id, entry]),
    ),
    order: [...queue.order, ...added.map(({ id }) => id)],
    nextId: queue.nextId + jobs.length,
  };
}

/** The entry that starts next; undefined while paused or when none waits. */
export function next(queue: Queue): QueueEntry | undefined {
  const id = queue.isPaused ? undefined : queue.order[queue.head];
  return id === undefined ? undefined : queue.entries.get(id);
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
  const next = change(queue, [id], { from: 'running', more: { state } });
  return state === 'queued' ? headed(next, 0) : next;
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
  return headed(withEntries(queue, waiting), 0);
}

/** Waiting entries get other jobs. */
export function renew(queue: Queue, jobs: ReadonlyMap<EntryId, PlannedJob>): Queue {
  const renewed = [...jobs].flatMap(([id, job]) => {
    const entry = queue.entries.get(id);
    return entry?.state === 'queued' ? [[id, { ...entry, job }] as const] : [];
  });
  return { ...queue, entries: queue.entries.with(renewed) };
}

/** Takes entries out, unless they run. */
export function remove(queue: Queue, ids: readonly EntryId[]): Queue {
  const gone = ids.filter((id) => queue.entries.has(id) && queue.entries.get(id)?.state !== 'running');
  const next = withEntries(
    queue,
    gone.map((id) => [id, undefined]),
  );
  return headed({ ...next, order: queue.order.filter((id) => next.entries.has(id)) }, 0);
}

/** Moves entries, in their present order, before another one; null: to the end. */
export function move(queue: Queue, ids: readonly EntryId[], before: EntryId | null): Queue {
  const moving = new Set(ids);
  if (before !== null && (moving.has(before) || !queue.entries.has(before))) return queue;
  const moved = queue.order.filter((id) => moving.has(id));
  const rest = queue.order.filter((id) => !moving.has(id));
  const at = before === null ? rest.length : rest.indexOf(before);
  return headed({ ...queue, order: [...rest.slice(0, at), ...moved, ...rest.slice(at)] }, 0);
}

type Step = { readonly from: EntryState; readonly more: Partial<QueueEntry> };

function change(queue: Queue, ids: readonly EntryId[], { from, more }: Step): Queue {
  const changed = ids.flatMap((id) => {
    const entry = queue.entries.get(id);
    return entry?.state === from ? [[id, { ...entry, ...more }] as const] : [];
  });
  const progress = new Map(queue.progress);
  for (const [id] of changed) progress.delete(id);
  return headed({ ...withEntries(queue, changed), progress }, queue.head);
}

type Change = readonly [EntryId, QueueEntry | undefined];

/** Other entries for some ids. */
function withEntries(queue: Queue, changes: readonly Change[]): Queue {
  const counts = { ...queue.counts };
  // A wish may name a photo twice.
  const changed = new Map(changes);
  for (const [id, entry] of changed) {
    const before = queue.entries.get(id);
    if (before !== undefined) counts[before.state] -= 1;
    if (entry !== undefined) counts[entry.state] += 1;
  }
  return { ...queue, counts, entries: queue.entries.with(changed) };
}

/** Finds the head, at `from` or after it. Over a batch that only goes on, each place is passed once. */
function headed(queue: Queue, from: number): Queue {
  const { order, entries } = queue;
  let head = from;
  for (; head < order.length; head += 1) {
    const id = order[head];
    if (id !== undefined && entries.get(id)?.state === 'queued') break;
  }
  return { ...queue, head };
}
