/** Range of a slider in its own units. An arrow key moves by `step`. */
export type SliderRange = {
  readonly min: number;
  readonly max: number;
  readonly neutral: number;
  readonly step: number;
};

export function clampTo({ min, max }: SliderRange, value: number): number {
  return Math.min(max, Math.max(min, value));
}

/** The nearest step, without floating-point rounding noise. */
export function snap(range: SliderRange, value: number): number {
  const steps = Math.round((value - range.neutral) / range.step);
  return clampTo(range, Number((range.neutral + steps * range.step).toFixed(6)));
}

/** Position of a value on the track, 0–1 from left to right. */
export function placeOf({ min, max }: SliderRange, value: number): number {
  return max === min ? 0 : (value - min) / (max - min);
}

export function valueAt(range: SliderRange, place: number): number {
  const value = range.min + Math.min(1, Math.max(0, place)) * (range.max - range.min);
  // The neutral value snaps a little. Without that it is hard to hit again.
  const reach = (range.max - range.min) * 0.012;
  return Math.abs(value - range.neutral) < reach ? range.neutral : snap(range, value);
}

/** The filled part, from the neutral value to the present one; shares of the track. */
export function fillOf(range: SliderRange, value: number): { from: number; size: number } {
  const places = [placeOf(range, range.neutral), placeOf(range, value)].sort((a, b) => a - b);
  // Strength is neutral at its upper end. It is still an amount, so it fills from zero.
  const from = range.neutral === range.max ? 0 : (places[0] ?? 0);
  const to = range.neutral === range.max ? placeOf(range, value) : (places[1] ?? 0);
  return { from, size: to - from };
}

/** The value after a key press, or null if the slider does not use the key. */
export function valueAfterKey(
  range: SliderRange,
  value: number,
  press: { key: string; shiftKey: boolean },
): number | null {
  const by = range.step * (press.shiftKey ? 10 : 1);
  switch (press.key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return snap(range, value + by);
    case 'ArrowLeft':
    case 'ArrowDown':
      return snap(range, value - by);
    case 'PageUp':
      return snap(range, value + range.step * 10);
    case 'PageDown':
      return snap(range, value - range.step * 10);
    case 'Home':
      return range.min;
    case 'End':
      return range.max;
    case 'Backspace':
    case 'Delete':
      return range.neutral;
    default:
      return null;
  }
}

/** Parses a typed number. Accepts a decimal comma, a true minus sign and a unit after it. Null if it is not a number. */
export function parseTyped(typed: string): number | null {
  const match = /^\s*([+\-−]?)\s*(\d*[.,]?\d+|\d+[.,]?)\s*(?:%|ev|px)?\s*$/i.exec(typed);
  if (match === null) return null;
  const size = Number((match[2] ?? '').replace(',', '.'));
  return match[1] === '-' || match[1] === '−' ? -size : size;
}
