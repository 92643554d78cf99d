import { describe, expect, it } from 'vitest';
import { columnsIn, rowsOf, sorted, worstFirst, type Candidate, type Outcomes } from './rows';

const pairs = ['a', 'b', 'c', 'd'].map((name) => ({ name, truth: `t${name}`, low: name, results: {} }));
const model: Candidate = { id: 'model:m', label: 'M', by: { model: 'm' } };
const rows = rowsOf(pairs, [model]);
const keyOf = (name: string): string => `model:m ${name} t${name}`;

function outcomes(psnr: Record<string, number | null | 'failed'>): Outcomes {
  const facts = { gain: 1, remarks: [], width: 1, height: 1, ms: null, provider: null };
  return Object.fromEntries(
    Object.entries(psnr).map(([name, value]) => [
      keyOf(name),
      value === 'failed'
        ? { error: { code: 'photo.damaged' as const, message: 'no', action: '' } }
        : { result: { ...facts, scores: { psnr: value, deltaE: 20 - (value ?? 20) } } },
    ]),
  );
}

const order = (known: Outcomes, by: 'psnr' | 'deltaE'): string =>
  sorted(rows, known, worstFirst(by))
    .map(({ pair }) => pair.name)
    .join('');

describe('sorted', () => {
  it('has failures first, then the worst, and what is missing last', () => {
    expect(order(outcomes({ a: 12, b: 10, d: 'failed' }), 'psnr')).toBe('dbac');
  });

  it('takes much error for bad, and equal pictures for the best', () => {
    expect(order(outcomes({ a: null, b: 10, c: 12, d: 11 }), 'psnr')).toBe('bdca');
    expect(order(outcomes({ a: null, b: 10, c: 12, d: 11 }), 'deltaE')).toBe('bdca');
  });
});

it('has no line where a candidate has no picture', () => {
  expect(rowsOf(pairs, [{ id: 'set:x', label: 'X', by: { set: 'x' } }])).toEqual([]);
});

describe('columnsIn', () => {
  it('has LPIPS where a picture has a score of it, as it is only', () => {
    const without = outcomes({ a: 12, b: 'failed' });
    expect(columnsIn('asIs', without)).toEqual(['psnr', 'ssim', 'deltaE', 'flip']);
    const facts = { gain: 1, remarks: [], width: 1, height: 1, ms: null, provider: null };
    const measured = { ...without, [keyOf('c')]: { result: { ...facts, scores: { lpips: 0.2 } } } };
    expect(columnsIn('asIs', measured)).toEqual(['psnr', 'ssim', 'deltaE', 'flip', 'lpips']);
    expect(columnsIn('asIs', measured)).toBe(columnsIn('asIs', { ...measured }));
    expect(columnsIn('matched', measured)).toEqual(['psnrGtMean', 'ssimGtMean']);
  });
});
