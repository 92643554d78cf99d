import { describe, expect, it } from 'vitest';
import { measureSpeed, sidesUpTo } from './speed';

const { signal } = new AbortController();

/** Measures a device with a given time for each tile size. The clock is simulated. */
async function measure(side: number, msFor: (pixels: number, run: number) => number) {
  let clock = 0;
  let run = 0;
  const sides: number[] = [];
  const tiles = sidesUpTo(side).map((length) => () => {
    sides.push(length);
    const pixels = length * length;
    return Promise.resolve({
      pixels,
      run: () => {
        clock += msFor(pixels, (run += 1));
        return Promise.resolve();
      },
    });
  });
  return { speed: await measureSpeed(tiles, { signal, now: () => clock }), sides, ms: clock };
}

describe('measureSpeed', () => {
  it('is not held up by a run that something else made slow, nor by work that every tile shares', async () => {
    const thumbnailMs = 9;
    const quiet = await measure(1024, (pixels) => thumbnailMs + pixels / 3500);
    const busy = await measure(1024, (pixels, run) => thumbnailMs + pixels / 3500 + (run % 2 === 0 ? 60 : 0));
    for (const { speed, sides, ms } of [quiet, busy]) {
      expect(speed).toBeGreaterThan(3);
      expect(speed).toBeLessThanOrEqual(3.5);
      expect(sides.at(-1)).toBe(1024);
      expect(ms).toBeLessThan(2200);
    }
  });

  it('stays on the small tile where even that takes a while', async () => {
    const { speed, sides, ms } = await measure(512, (pixels) => pixels / 10);
    expect(speed).toBeCloseTo(0.01, 5);
    expect(sides).toEqual([64]);
    expect(ms).toBeLessThan(2200);
  });

  it('measures a slow model on a tile that it can do in the time', async () => {
    const { speed, sides, ms } = await measure(512, (pixels) => 5 + pixels / 200);
    expect(speed).toBeGreaterThan(0.19);
    expect(sides).toEqual([64, 128, 256]);
    expect(ms).toBeLessThan(2200);
  });
});

describe('sidesUpTo', () => {
  it('ends with the side itself', () => {
    expect(sidesUpTo(640)).toEqual([64, 128, 256, 512, 640]);
    expect(sidesUpTo(48)).toEqual([48]);
  });
});
