import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Size } from '../raster';
import { planTiles, type TilePlan } from './planTiles';

const size = fc.record({ width: fc.integer({ min: 1, max: 700 }), height: fc.integer({ min: 1, max: 700 }) });
const options = fc.record({
  side: fc.integer({ min: 16, max: 300 }),
  overlap: fc.integer({ min: 0, max: 40 }),
  multipleOf: fc.constantFrom(1, 2, 8, 16, 32),
});
const fixed = fc
  .tuple(fc.constantFrom(1, 4, 16), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .map(([multipleOf, w, h]) => ({
    multipleOf,
    fixed: { width: w * multipleOf * 4, height: h * multipleOf * 4 },
  }));

/** The lowest and the highest number of inner regions over one pixel. */
function coverage(plan: TilePlan, { width, height }: Size): { least: number; most: number } {
  const counts = new Uint8Array(width * height);
  for (const { inner } of plan.tiles) {
    for (let y = inner.y; y < inner.y + inner.height; y += 1) {
      for (let x = inner.x; x < inner.x + inner.width; x += 1) counts[y * width + x]! += 1;
    }
  }
  return { least: counts.reduce((a, b) => Math.min(a, b)), most: counts.reduce((a, b) => Math.max(a, b)) };
}

/** The smallest context, px, of a used pixel on the sides that are not the photo's border. */
function leastContext(plan: TilePlan, { width, height }: Size): number {
  const contexts = plan.tiles.flatMap(({ inner, outer, row, column }) => [
    ...(column > 0 ? [inner.x - plan.blend.width - outer.x] : []),
    ...(row > 0 ? [inner.y - plan.blend.height - outer.y] : []),
    ...(column < plan.columns - 1 ? [outer.x + outer.width - inner.x - inner.width - plan.blend.width] : []),
    ...(row < plan.rows - 1 ? [outer.y + outer.height - inner.y - inner.height - plan.blend.height] : []),
    outer.x < 0 || outer.y < 0 || outer.x + outer.width > width || outer.y + outer.height > height
      ? -1
      : Infinity,
  ]);
  return Math.min(...contexts);
}

describe('planTiles', () => {
  it.each([
    [1, 1],
    [512, 512],
    [513, 511],
    [1999, 7],
    [3, 5000],
  ])('covers every pixel exactly once when the photo is %i×%i', (width, height) => {
    const plan = planTiles({ width, height }, { side: 256, overlap: 16 });
    expect(coverage(plan, { width, height })).toEqual({ least: 1, most: 1 });
  });

  it('covers every pixel exactly once at any size, side, overlap and multiple', () => {
    fc.assert(
      fc.property(size, options, (photo, chosen) => {
        expect(coverage(planTiles(photo, chosen), photo)).toEqual({ least: 1, most: 1 });
      }),
      { numRuns: 60 },
    );
  });

  it('gives every pixel in use its overlap and starts tiles on multiples', () => {
    fc.assert(
      fc.property(size, options, (photo, chosen) => {
        const plan = planTiles(photo, chosen);
        const { multipleOf, overlap } = chosen;
        expect(leastContext(plan, photo)).toBeGreaterThanOrEqual(overlap);
        expect(plan.shape.width % multipleOf).toBe(0);
        expect(plan.shape.height % multipleOf).toBe(0);
        for (const { outer } of plan.tiles)
          expect([outer.x % multipleOf, outer.y % multipleOf]).toEqual([0, 0]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps neighbours near-equal and pads less than a multiple', () => {
    fc.assert(
      fc.property(size, options, (photo, chosen) => {
        const plan = planTiles(photo, chosen);
        const last = plan.tiles.at(-1)!.outer;
        expect(plan.shape.width - last.width).toBeLessThan(chosen.multipleOf);
        expect(plan.shape.height - last.height).toBeLessThan(chosen.multipleOf);
        const starts = [...new Set(plan.tiles.map(({ outer }) => outer.x))];
        const steps = starts.slice(1).map((start, i) => start - starts[i]!);
        expect(Math.max(0, ...steps) - Math.min(...steps, Infinity)).toBeLessThanOrEqual(chosen.multipleOf);
      }),
      { numRuns: 300 },
    );
  });

  it('gives a network of one size that size, also for a photo smaller than it', () => {
    fc.assert(
      fc.property(
        size,
        fixed,
        fc.integer({ min: 0, max: 60 }),
        (photo, { fixed: shape, multipleOf }, overlap) => {
          const plan = planTiles(photo, { side: 1024, overlap, multipleOf, fixed: shape });
          expect(plan.shape).toEqual(shape);
          expect(coverage(plan, photo)).toEqual({ least: 1, most: 1 });
          const kept = Math.min(overlap, Math.floor(Math.min(shape.width, shape.height) / 6));
          expect(leastContext(plan, photo)).toBeGreaterThanOrEqual(kept);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('takes a photo that fits in one tile whole', () => {
    const plan = planTiles({ width: 100, height: 90 }, { side: 256, overlap: 32, multipleOf: 16 });
    expect(plan.shape).toEqual({ width: 112, height: 96 });
    expect(plan.tiles).toHaveLength(1);
  });

  it('lets tiles be longer than high where that takes less work', () => {
    const plan = planTiles({ width: 4000, height: 3000 }, { side: 1568, overlap: 96, multipleOf: 16 });
    expect([plan.columns, plan.rows, plan.shape]).toEqual([3, 2, { width: 1472, height: 1616 }]);
    const wide = planTiles({ width: 500, height: 100 }, { side: 256, overlap: 32 });
    expect(wide.tiles).toHaveLength(1);
  });

  it('gives no tile more pixels than the square of the side, nor a side of more than twice that', () => {
    const roomy = fc.record({
      side: fc.integer({ min: 200, max: 400 }),
      overlap: fc.integer({ min: 0, max: 20 }),
      multipleOf: fc.constantFrom(1, 2, 8, 16),
    });
    const photos = fc.record({
      width: fc.integer({ min: 1, max: 3000 }),
      height: fc.integer({ min: 1, max: 3000 }),
    });
    fc.assert(
      fc.property(photos, roomy, (photo, chosen) => {
        const { shape } = planTiles(photo, chosen);
        expect(shape.width * shape.height).toBeLessThanOrEqual(chosen.side ** 2);
        expect(Math.max(shape.width, shape.height)).toBeLessThanOrEqual(2 * chosen.side);
      }),
      { numRuns: 300 },
    );
  });
});
