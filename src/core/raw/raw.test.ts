import { describe, expect, it } from 'vitest';
import { chromaLeft, shoulder } from './develop';
import { illuminant } from './illuminant';
import { factorsFor } from './whiteBalance';

describe('illuminant', () => {
  // CIE 15:2004: illuminants A and D65, and D50.
  it.each([
    [2856, 0.4476, 0.4074],
    [5003, 0.3457, 0.3585],
    [6504, 0.3127, 0.329],
  ])('of %d K is that of the CIE', (kelvin, x, y) => {
    const [ownX, ownY] = illuminant(kelvin);
    expect(Math.abs(ownX - x)).toBeLessThan(0.001);
    expect(Math.abs(ownY - y)).toBeLessThan(0.001);
  });

  it('changes without a jump from lamps to daylight', () => {
    for (let kelvin = 2000; kelvin < 12_000; kelvin += 10) {
      const [[x], [next]] = [illuminant(kelvin), illuminant(kelvin + 10)];
      expect(Math.abs(next - x)).toBeLessThan(0.002);
    }
  });
});

describe('factorsFor', () => {
  const camera = {
    daylight: [2, 1, 1.5],
    toSrgb: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  } as const;

  it('gives daylight its own factors, and lamps less red and more blue', () => {
    const [red, green, blue] = factorsFor(6504, camera);
    expect(red / green).toBeCloseTo(2, 1);
    expect(blue / green).toBeCloseTo(1.5, 1);
    const [ofLampRed, ofLampGreen, ofLampBlue] = factorsFor(3000, camera);
    expect(ofLampRed / ofLampGreen).toBeLessThan(red / green);
    expect(ofLampBlue / ofLampGreen).toBeGreaterThan(blue / green);
  });
});

describe('shoulder', () => {
  it('leaves dark light alone, never falls, and makes the brightest light white', () => {
    for (const top of [1.2, 2, 5]) {
      expect(shoulder(0.5, top)).toBe(0.5);
      expect(shoulder(top, top)).toBeCloseTo(1, 9);
      for (let light = 0; light < top; light += 0.01)
        expect(shoulder(light + 0.01, top)).toBeGreaterThan(shoulder(light, top));
    }
  });

  it('changes nothing where no light lies beyond white', () => {
    expect(shoulder(0.95, 1)).toBe(0.95);
  });
});

describe('chromaLeft', () => {
  it('is all where nothing is saturated, and nothing where everything is', () => {
    expect(chromaLeft(0.9, 0.5, 0.2)).toBeCloseTo(1, 9);
    expect(chromaLeft(2, 1, 1.4)).toBe(0);
    expect(chromaLeft(1.5, 0.8, 0.6)).toBeGreaterThan(0);
    expect(chromaLeft(1.5, 0.8, 0.6)).toBeLessThan(1);
  });
});
