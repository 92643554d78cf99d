const minus = '−';

/** A number of a figure: fixed decimals, a true minus, equal widths. */
export function shown(value: number, decimals = 3): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minus}∞`;
  const rounded = value.toFixed(decimals);
  // −0.000 is 0.000.
  return Number(rounded) < 0 ? `${minus}${rounded.slice(1)}` : rounded.replace('-', '');
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power as it is written by hand: 10⁻⁴. */
export function powerOfTen(power: number): string {
  const digits = String(Math.abs(power)).replace(/\d/g, (digit) => raised[Number(digit)] ?? '');
  return `10${power < 0 ? '⁻' : ''}${digits}`;
}

/** A number far from 1: 3.8 × 10⁻⁴. */
export function scientific(value: number, decimals = 1): string {
  const [digits = '', power = ''] = value.toExponential(decimals).split('e');
  return Number.isFinite(value)
    ? `${digits.replace('-', minus)} × ${powerOfTen(Number(power))}`
    : shown(value);
}
