import { describe, expect, it } from 'vitest';
import { captureValues, sequenceOf } from './captureNames';
import { namesCapture, parseNameTemplate } from './nameTemplate';

describe('captureValues', () => {
  it.each([
    [1 / 8000, '1-8000s'],
    [1 / 60, '1-60s'],
    [0.0166667, '1-60s'],
    [1 / 4, '1-4s'],
    [0.3, '0.3s'],
    [0.5, '0.5s'],
    [1, '1s'],
    [2.5, '2.5s'],
    [30, '30s'],
  ])('writes an exposure of %d s as %s', (shutter, name) => {
    expect(captureValues({ shutter }).shutter).toBe(name);
  });

  it.each([
    [1.4, 'f1.4'],
    [8, 'f8'],
    [5.6000001, 'f5.6'],
  ])('writes the aperture %d as %s', (aperture, name) => {
    expect(captureValues({ aperture }).aperture).toBe(name);
  });

  it('knows the day where the time is missing', () => {
    expect(captureValues({ taken: '2025-12-24' })).toMatchObject({
      capturedate: '2025-12-24',
      capturetime: 'no-time',
    });
  });
});

describe('sequenceOf', () => {
  it('counts by time and its fractions, undated photos last, equals in their order', () => {
    const times = [
      '2025-01-01T00:00:02',
      undefined,
      '2025-01-01T00:00:01.5',
      '2025-01-01T00:00:01',
      undefined,
    ];
    expect(sequenceOf(times.map((taken) => ({ ...(taken && { taken }) })))).toEqual([3, 4, 2, 1, 5]);
    expect(
      sequenceOf(['2025-01-01', '2025-01-01T00:00:00', '2025-01-01'].map((taken) => ({ taken }))),
    ).toEqual([1, 3, 2]);
  });
});

describe('namesCapture', () => {
  it.each([
    ['{name}-{date}', false],
    ['{name} {capturedate}', true],
    ['{sequence}', true],
  ])('of %s says %s', (template, needs) => {
    expect(namesCapture(parseNameTemplate(template))).toBe(needs);
  });
});
