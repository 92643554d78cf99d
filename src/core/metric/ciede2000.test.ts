import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ciede2000, partsOf } from './ciede2000';

/** The 34 pairs of Sharma, Wu and Dalal 2005, table 1. */
const rows = readFileSync(new URL('../../../tests/golden/ciede2000.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));

describe('ciede2000', () => {
  it.each(rows)('of %s %s %s and %s %s %s is %s', (...row) => {
    expect(rows).toHaveLength(34);
    const [first, second] = [Float64Array.from(row.slice(0, 3)), Float64Array.from(row.slice(3, 6))];
    const [forth, back] = [new Float64Array(1), new Float64Array(1)];
    ciede2000({ first, second }, partsOf(1), forth);
    ciede2000({ first: second, second: first }, partsOf(1), back);
    expect(Math.abs(forth[0]! - row[6]!)).toBeLessThan(1e-4);
    expect(Math.abs(back[0]! - row[6]!)).toBeLessThan(1e-4);
  });
});
