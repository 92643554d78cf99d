const minus = '−';

/** A number of a figure: fixed decimals, a true minus, equal widths. */
export function shown(value: number, decimals = 3): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minus}∞`;
  const rounded = value.toFixed(decimals);
  // −0.000 is 0.000.
  return Number(rounded) < 0 ? `${minus}${rounded.slice(1)}` : rounded.replace('-', '');
}
