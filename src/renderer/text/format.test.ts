import { describe, expect, it } from 'vitest';
import { lookControls } from '../state/look';
import { controlFormat } from './controlFormat';
import { text } from './en';
import {
  duration,
  percent,
  roughTime,
  scaleLabel,
  scoreLabel,
  shotLine,
  shutter,
  signed,
  speedLabel,
  pixelShare,
} from './format';

describe('numbers', () => {
  it.each([
    [signed(-12), '−12'],
    [signed(0.2, 1, true), '+0.2'],
    [signed(-0.001, 1, true), '0.0'],
    [percent(0.704), '70 %'],
    [scaleLabel(0.24), '24 %'],
    [scaleLabel(0.034), '3.4 %'],
    [shutter(1 / 15), '1/15 s'],
    [shutter(0.4), '0.4 s'],
    [shutter(30), '30 s'],
    [roughTime(0.2), '1 s'],
    [roughTime(6.4), '6 s'],
    [roughTime(89), '89 s'],
    [roughTime(150), '2.5 min'],
    [roughTime(185), '3 min'],
    [roughTime(590), '10 min'],
    [roughTime(900), '15 min'],
    [speedLabel(24.3), '24 MP/s'],
    [speedLabel(1.26), '1.3 MP/s'],
    [speedLabel(0.163), '0.16 MP/s'],
    [speedLabel(0.04), ''],
    [duration(84), '80 ms'],
    [duration(5120), '5.1 s'],
    [duration(125_000), '2 min 5 s'],
    [scoreLabel({ id: 'psnr', value: 24.61, unit: 'dB', better: 'higher' }), '24.6 dB'],
    [scoreLabel({ id: 'psnr', value: null, unit: 'dB', better: 'higher' }), '∞ dB'],
    [scoreLabel({ id: 'ssim', value: 0.876, unit: null, better: 'higher' }), 'SSIM 0.88'],
    [scoreLabel({ id: 'newer', value: 1.234, unit: null, better: 'lower' }), 'newer 1.23'],
  ])('are written %s', (written, expected) => {
    expect(written).toBe(expected);
  });
});

describe('shotLine', () => {
  it('says what the camera said and no more', () => {
    const summary = { width: 6000, height: 4040, format: 'jpeg' as const, bits: 8, isGrey: false };
    const entry = { photo: 'a', name: 'a.jpg' };
    const exposure = { shutter: 1 / 15, aperture: 2.8, iso: 6400 };
    expect(shotLine({ ...entry, summary: { ...summary, exposure } })).toBe(
      '24.2 MP · 1/15 s · f/2.8 · ISO 6400',
    );
    expect(shotLine({ ...entry, summary: { ...summary, exposure: {} } })).toBe('24.2 MP');
    expect(shotLine(entry)).toBe('');
  });
});

describe('controlFormat', () => {
  const [strength, brightness, highlights] = lookControls(undefined, text.controls).map(controlFormat);

  it('shows strength in per cent, brightness in EV, the rest in points', () => {
    expect(strength?.format(0.7)).toBe('70 %');
    expect(brightness?.format(0.2)).toBe('+0.2 EV');
    expect(brightness?.format(-1.25)).toBe('−1.25 EV');
    expect(highlights?.format(-0.12)).toBe('−12');
  });

  it('takes typed numbers in what is shown', () => {
    expect(70 * (strength?.typedScale ?? 0)).toBeCloseTo(0.7);
    expect(-12 * (highlights?.typedScale ?? 0)).toBeCloseTo(-0.12);
  });
});

describe('pixelShare', () => {
  it.each([
    [0, '0 %'],
    [0.00001, '< 0.1 %'],
    [0.072, '7.2 %'],
    [0.12, '12 %'],
    [0.9999, '> 99.9 %'],
    [1, '100 %'],
  ])('writes %f as %s', (value, expected) => {
    expect(pixelShare(value)).toBe(expected);
  });
});
