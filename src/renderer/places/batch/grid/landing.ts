import type { PhotoHandle } from '@contract';

/** How photos lie in a list. CSS pixels. */
export type Layout = {
  /** Photos in a row. */
  readonly columns: number;
  /** From one column to the next, and from one row to the next. */
  readonly step: { readonly x: number; readonly y: number };
  /** Where the first photo lies. */
  readonly origin: { readonly x: number; readonly y: number };
};

/** A place between photos: before the photo `at`, at the beginning of its row or at the end of the row above. */
export type Gap = { readonly at: number; readonly isRowEnd: boolean };

/** The gap that is nearest to a point of the list. */
export function gapAt(
  { x, y }: { readonly x: number; readonly y: number },
  { columns, step, origin }: Layout,
  count: number,
): Gap {
  if (columns === 1) {
    const at = Math.round((y - origin.y) / step.y);
    return { at: Math.min(count, Math.max(0, at)), isRowEnd: false };
  }
  const row = Math.max(0, Math.floor((y - origin.y) / step.y));
  const column = Math.min(columns, Math.max(0, Math.round((x - origin.x) / step.x)));
  const at = row * columns + column;
  return at >= count ? { at: count, isRowEnd: count % columns === 0 } : { at, isRowEnd: column === columns };
}

export type Landing = {
  /** The photos are begun before this one. Null: last. */
  readonly before: PhotoHandle | null;
  /** The gap that shows it. */
  readonly gap: Gap;
};

/** Where photos come to lie that are let go over a gap. Only among photos that wait. Null: none waits. */
export function landingAt(
  gap: Gap,
  order: readonly PhotoHandle[],
  { waits, moved }: { waits: (photo: PhotoHandle) => boolean; moved: ReadonlySet<PhotoHandle> },
): Landing | null {
  const before = order.find((photo, index) => index >= gap.at && waits(photo) && !moved.has(photo)) ?? null;
  const next = order.findIndex((photo, index) => index >= gap.at && waits(photo));
  if (next === gap.at) return { before, gap };
  if (next >= 0) return { before, gap: { at: next, isRowEnd: false } };
  const last = order.reduce((latest, photo, index) => (waits(photo) ? index : latest), -1);
  if (last < 0) return null;
  return { before: null, gap: { at: last + 1, isRowEnd: true } };
}

/** Where the line of a gap lies, in the list. */
export function lineAt(
  { at, isRowEnd }: Gap,
  { columns, step, origin }: Layout,
): { readonly x: number; readonly y: number } {
  if (columns === 1) return { x: origin.x, y: origin.y + at * step.y };
  const isAfter = isRowEnd && at > 0;
  const row = Math.floor((isAfter ? at - 1 : at) / columns);
  return { x: origin.x + (at - row * columns) * step.x, y: origin.y + row * step.y };
}
