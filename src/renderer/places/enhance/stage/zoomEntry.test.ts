import { describe, expect, it } from 'vitest';
import { parseZoom } from './zoomEntry';

describe('parseZoom', () => {
  it.each([
    ['150', 1.5],
    [' 150 % ', 1.5],
    ['12,5', 0.125],
    ['0', null],
    ['-20', null],
    ['', null],
    ['fit', null],
  ])('reads %j as %s', (typed, scale) => {
    expect(parseZoom(typed)).toBe(scale);
  });
});
