import { describe, expect, it } from 'vitest';
import { networkTone, showToNetwork, storeFromNetwork } from './networkTone';
import { lightOfSrgb } from './transfer';

const linear = (stored: number): number => stored;

describe('networkTone', () => {
  it.each([
    ['sRGB itself', lightOfSrgb],
    ['gamma 2.2, which is near', (stored: number) => stored ** 2.2],
  ])('leaves %s alone', (_, curve) => {
    expect(networkTone([curve])).toBeNull();
  });

  it('refuses a curve that falls', () => {
    expect(networkTone([(stored) => 1 - stored])).toBeNull();
  });

  it('shows linear values as sRGB has them, and stores them as they were', () => {
    const tone = networkTone([linear, linear, linear])!;
    const stored = Uint16Array.from([0, 14_027, 65_535, 655, 40_000, 1]);
    const seen = new Uint16Array(6);
    showToNetwork(stored, seen, tone);
    // Light of 0.214 is the middle of sRGB.
    expect(Math.abs((seen[1] ?? 0) - 32_768)).toBeLessThan(8);
    const back = new Uint16Array(6);
    storeFromNetwork(seen, back, tone);
    for (const [index, value] of stored.entries())
      expect(Math.abs((back[index] ?? 0) - value)).toBeLessThan(3);
  });

  it('gives 8 bits back exactly', () => {
    const tone = networkTone([(stored) => stored ** 1.8])!;
    const stored = Uint8Array.from({ length: 256 }, (_, value) => value);
    const seen = new Uint16Array(256);
    showToNetwork(stored, seen, tone);
    const back = new Uint8Array(256);
    storeFromNetwork(seen, back, tone);
    expect(back).toEqual(stored);
  });

  it('keeps channels of different curves apart', () => {
    const tone = networkTone([linear, lightOfSrgb, linear])!;
    const seen = new Uint16Array(3);
    showToNetwork(Uint8Array.from([55, 55, 55]), seen, tone);
    expect(seen[1]).toBe(55 * 257);
    expect(seen[0]).toBeGreaterThan(120 * 257);
    expect(seen[2]).toBe(seen[0]);
  });
});
