import { pixelAt, shareOf } from '../state/profile';
import { view, type ProfileLine } from '../state/view';

/** Draws a row across the pictures, or takes the line away. */
export function toggleLine(): void {
  const { line } = view.getState();
  view.setState({ line: line === null ? { along: 'row', at: 0.5 } : null });
}

/** Makes a column of a row, and a row of a column. */
export function turnLine(): void {
  const { line } = view.getState();
  view.setState({ line: { along: line?.along === 'row' ? 'column' : 'row', at: 0.5 } });
}

export function setAlong(along: ProfileLine['along']): void {
  if (view.getState().line?.along !== along) turnLine();
}

/** @param at share of the picture's height or width */
export function moveLine(at: number): void {
  const { line } = view.getState();
  if (line !== null) view.setState({ line: { ...line, at: Math.min(1, Math.max(0, at)) } });
}

export function setSpot(spot: number): void {
  view.setState({ spot: Math.min(1, Math.max(0, spot)) });
}

type Press = { readonly key: string; readonly shiftKey: boolean };

/**
 * The share after a key, or null for another key.
 * @param length pixels
 * @param keys the keys to the next and to the previous pixel
 */
export function afterKey(
  share: number,
  { key, shiftKey }: Press,
  { length, keys: [next, previous] }: { length: number; keys: readonly [string, string] },
): number | null {
  const step = shiftKey ? 10 : 1;
  const ways: Readonly<Record<string, number>> = {
    [next]: step,
    [previous]: -step,
    PageDown: 10,
    PageUp: -10,
    Home: -length,
    End: length,
  };
  const by = ways[key];
  if (by === undefined) return null;
  return shareOf(Math.min(length - 1, Math.max(0, pixelAt(share, length) + by)), length);
}
