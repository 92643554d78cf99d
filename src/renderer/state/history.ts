/** A value, and the group of steps that its own step belongs to. A group is undone and redone together, across histories. */
type Entry<T> = { readonly value: T; readonly group: string | null };

/** A value with its undo and redo steps. `gesture` names the gesture that the last step belongs to. */
export type History<T> = {
  readonly past: readonly Entry<T>[];
  readonly present: T;
  readonly group: string | null;
  readonly future: readonly Entry<T>[];
  readonly gesture: string | null;
};

const longest = 200;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, group: null, future: [], gesture: null };
}

/** Adds a step. Steps of one gesture (one press on one slider) are undone together. Null makes a separate step. */
export function step<T>(history: History<T>, present: T, gesture: string | null): History<T> {
  if (gesture !== null && gesture === history.gesture) return { ...history, present, future: [] };
  return { past: pastWithPresent(history), present, group: null, future: [], gesture };
}

/** Adds a step that belongs to a group. Steps of one gesture are one, as in `step`. */
export function groupStep<T>(
  history: History<T>,
  present: T,
  { group, gesture = null }: { group: string; gesture?: string | null },
): History<T> {
  if (gesture !== null && gesture === history.gesture) return { ...history, present, future: [] };
  return { past: pastWithPresent(history), present, group, future: [], gesture };
}

/** A press has ended. A gesture that came back to where it began is no step. */
export function settle<T>(history: History<T>, isSame: (one: T, other: T) => boolean): History<T> {
  const before = history.past.at(-1);
  if (history.gesture === null || before === undefined || !isSame(before.value, history.present))
    return history;
  return { ...history, ...presentOf(before), past: history.past.slice(0, -1), gesture: null };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    ...presentOf(before),
    future: [entryOf(history), ...history.future],
    gesture: null,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, entryOf(history)], ...presentOf(next), future, gesture: null };
}

function pastWithPresent<T>(history: History<T>): Entry<T>[] {
  return [...history.past, entryOf(history)].slice(-longest);
}

function entryOf<T>({ present, group }: History<T>): Entry<T> {
  return { value: present, group };
}

function presentOf<T>({ value, group }: Entry<T>): Pick<History<T>, 'present' | 'group'> {
  return { present: value, group };
}
