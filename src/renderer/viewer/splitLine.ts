import type { Region } from '@core';
import { clamp } from './rectangle';

/** Distance of the line from the edge of the visible photo, in CSS pixels. The line can then always be grabbed again. */
export const splitMargin = 24;

/** Device pixel of the line in the visible part of the photo. Its middle if there is no room for the margin. */
export function splitAt(split: number, seen: Region, ratio: number): number {
  const margin = splitMargin * ratio;
  const right = seen.x + seen.width;
  return Math.round(clamp(seen.x + split * seen.width, seen.x + margin, right - margin));
}

/** The split, 0 to 1, that puts the line at a device pixel, within the margin. */
export function splitFor(x: number, seen: Region, ratio: number): number {
  if (seen.width <= 0) return 0.5;
  const margin = splitMargin * ratio;
  const at = clamp(x, seen.x + margin, seen.x + seen.width - margin);
  return (at - seen.x) / seen.width;
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

/** The split after a key press on the line, or null if the line does not use the key. Shift makes steps ten times as wide. */
export function splitAfterKey(
  split: number,
  { key, shiftKey }: { key: string; shiftKey: boolean },
): number | null {
  const step = steps[key];
  return step === undefined ? null : clamp(split + step * (shiftKey ? 10 : 1), 0, 1);
}
