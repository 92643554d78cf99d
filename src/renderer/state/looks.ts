import type { PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';
import { groupStep, redo, settle, startHistory, step, undo, type History } from './history';
import type { Adjustments } from './look';

type LooksState = { readonly byPhoto: Readonly<Record<PhotoHandle, History<Adjustments>>> };

/** Groups of steps that were made so far. */
let groups = 0;

/** The look of each open photo, with its own history. */
export const looks = createStore<LooksState>()(() => ({ byPhoto: {} }));

function update(photo: PhotoHandle, change: (history: History<Adjustments>) => History<Adjustments>): void {
  looks.setState(({ byPhoto }) => {
    const history = byPhoto[photo];
    return history === undefined ? { byPhoto } : { byPhoto: { ...byPhoto, [photo]: change(history) } };
  });
}

export function beginLook(photo: PhotoHandle, look: Adjustments): void {
  beginLooks([photo], look);
}

/** Gives photos their first look. Thousands come at once. */
export function beginLooks(group: readonly PhotoHandle[], look: Adjustments): void {
  if (group.length === 0) return;
  const begun = group.map((photo) => [photo, startHistory(look)] as const);
  looks.setState(({ byPhoto }) => ({ byPhoto: { ...byPhoto, ...Object.fromEntries(begun) } }));
}

/** Changes a look. Steps of one gesture are undone together. */
export function changeLook(photo: PhotoHandle, look: Adjustments, gesture: string | null): void {
  update(photo, (history) => step(history, look, gesture));
}

/** Gives several photos looks, as one step that is undone and redone together. All of one gesture is one step. */
export function changeLooks(
  group: ReadonlyMap<PhotoHandle, Adjustments>,
  gesture: string | null = null,
): string {
  groups += 1;
  const name = `group ${groups}`;
  looks.setState(({ byPhoto }) => {
    const next = { ...byPhoto };
    for (const [photo, look] of group) {
      const history = byPhoto[photo];
      if (history !== undefined) next[photo] = groupStep(history, look, { group: name, gesture });
    }
    return { byPhoto: next };
  });
  return name;
}

/** A press has ended. It is no step where it left the look as it was. */
export function settleLook(
  photo: PhotoHandle,
  isSame: (one: Adjustments, other: Adjustments) => boolean,
): void {
  update(photo, (history) => settle(history, isSame));
}

/** Undoes the last step of a photo, and of every other photo where the same group made the last step. @returns the photos that it changed */
export function undoLook(photo: PhotoHandle): PhotoHandle[] {
  const group = looks.getState().byPhoto[photo]?.group ?? null;
  return group === null ? changed([photo], undo) : undoGroup(group);
}

/** Undoes a group where it is still the last step. */
export function undoGroup(group: string): PhotoHandle[] {
  return changed(
    photosWhere((history) => history.group === group),
    undo,
  );
}

/** Redoes the next step of a photo, and of every other photo where the same group is next. */
export function redoLook(photo: PhotoHandle): PhotoHandle[] {
  const group = nextGroup(looks.getState().byPhoto[photo]);
  return changed(group === null ? [photo] : photosWhere((history) => nextGroup(history) === group), redo);
}

function nextGroup(history: History<Adjustments> | undefined): string | null {
  return history?.future[0]?.group ?? null;
}

function photosWhere(holds: (history: History<Adjustments>) => boolean): PhotoHandle[] {
  return Object.entries(looks.getState().byPhoto).flatMap(([photo, history]) =>
    holds(history) ? [photo] : [],
  );
}

function changed(
  group: readonly PhotoHandle[],
  change: (history: History<Adjustments>) => History<Adjustments>,
): PhotoHandle[] {
  return group.filter((photo) => {
    const before = lookOf(photo);
    update(photo, change);
    return lookOf(photo) !== before;
  });
}

/** Gives a photo the look and history of another. */
export function copyLook(from: PhotoHandle, to: PhotoHandle): void {
  looks.setState(({ byPhoto }) => {
    const history = byPhoto[from];
    return history === undefined ? { byPhoto } : { byPhoto: { ...byPhoto, [to]: history } };
  });
}

export function forgetLook(photo: PhotoHandle): void {
  forgetLooks([photo]);
}

export function forgetLooks(group: readonly PhotoHandle[]): void {
  const gone = new Set(group);
  looks.setState(({ byPhoto }) => ({
    byPhoto: Object.fromEntries(Object.entries(byPhoto).filter(([photo]) => !gone.has(photo))),
  }));
}

export function lookOf(photo: PhotoHandle): Adjustments | undefined {
  return looks.getState().byPhoto[photo]?.present;
}
