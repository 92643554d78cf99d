import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convolve,
  convolvedLength,
  kernels,
  paddings,
  patchAt,
  receptiveField,
  type KernelSide,
  type Plane,
} from './convolution';
import { seeded } from './random';

const sides: readonly KernelSide[] = [3, 5];

function plane(width: number, height: number, of: (x: number, y: number) => number): Plane {
  const data = Float64Array.from({ length: width * height }, (_, at) =>
    of(at % width, Math.floor(at / width)),
  );
  return { width, height, data };
}

const noise = (width: number, height: number): Plane => {
  const { uniform } = seeded(1);
  return plane(width, height, uniform);
};

describe('a convolution', () => {
  it('has the values that PyTorch gives', () => {
    const counted = plane(4, 4, (x, y) => y * 4 + x);
    const kernel = { side: 3, weights: [1, 2, 3, 4, 5, 6, 7, 8, 9] };
    // F.conv2d(torch.arange(16.).view(1,1,4,4), torch.arange(1.,10.).view(1,1,3,3), padding=…)
    expect([...convolve(counted, kernel, { stride: 1, padding: 'none' }).data]).toEqual([303, 348, 483, 528]);
    expect([...convolve(counted, kernel, { stride: 2, padding: 'zero' }).data]).toEqual([83, 178, 330, 528]);
    // F.pad(…, (1, 1, 1, 1), mode='reflect') before it
    expect([...convolve(counted, kernel, { stride: 2, padding: 'reflect' }).data]).toEqual([
      150, 216, 462, 528,
    ]);
  });

  it.each(sides)('leaves the picture alone with the identity of side %i', (side) => {
    const photo = noise(9, 7);
    for (const padding of ['zero', 'reflect'] as const)
      expect(convolve(photo, { side, weights: kernels.identity(side) }, { stride: 1, padding })).toEqual(
        photo,
      );
  });

  it('is the sum of patch times kernel at every place, whatever the settings', () => {
    const sample = fc.record({
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
      side: fc.constantFrom(...sides),
      stride: fc.integer({ min: 1, max: 4 }),
      padding: fc.constantFrom(...paddings),
    });
    fc.assert(
      fc.property(sample, ({ width, height, side, stride, padding }) => {
        const photo = noise(width, height);
        const weights = kernels.emboss(side);
        const out = convolve(photo, { side, weights }, { stride, padding });
        expect(out.width).toBe(convolvedLength(width, side, { stride, padding }));
        out.data.forEach((value, at) => {
          const place = { column: at % out.width, row: Math.floor(at / out.width) };
          const patch = patchAt(photo, { side, stride, padding }, place);
          expect(value).toBeCloseTo(
            patch.reduce((sum, one, index) => sum + one * weights[index]!, 0),
            12,
          );
        });
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the size only with padding', () => {
    expect(convolvedLength(10, 5, { stride: 1, padding: 'zero' })).toBe(10);
    expect(convolvedLength(10, 5, { stride: 1, padding: 'none' })).toBe(6);
    expect(convolvedLength(10, 3, { stride: 2, padding: 'reflect' })).toBe(5);
    expect(convolvedLength(4, 5, { stride: 1, padding: 'none' })).toBe(0);
  });
});

describe.each(sides)('kernels of side %i', (side) => {
  it.each(Object.keys(kernels) as (keyof typeof kernels)[])(
    '%s keeps the level of a flat picture, or makes it zero',
    (name) => {
      const weights = kernels[name](side);
      expect(weights).toHaveLength(side * side);
      const flat = plane(8, 8, () => 0.4);
      const out = convolve(flat, { side, weights }, { stride: 1, padding: 'reflect' });
      for (const value of out.data) expect(value).toBeCloseTo(name === 'sobel' ? 0 : 0.4, 12);
    },
  );

  it('Sobel measures a slope across, and none down', () => {
    const of = (slope: Plane): number =>
      convolve(slope, { side, weights: kernels.sobel(side) }, { stride: 1, padding: 'none' }).data[0]!;
    // Eight times the slope: the usual factor of Sobel's three by three.
    expect(of(plane(6, 6, (x) => 0.1 * x))).toBeCloseTo(0.8, 12);
    expect(of(plane(6, 6, (_, y) => 0.1 * y))).toBeCloseTo(0, 12);
  });
});

it.each([
  [1, 3, 1, 3],
  [6, 3, 1, 13],
  [3, 5, 1, 13],
  [3, 3, 2, 15],
])('%i layers of side %i and stride %i see %i pixels, and none beyond', (layers, side, stride, field) => {
  expect(receptiveField(layers, side, stride)).toBe(field);
  const size = 2 * field + 1;
  const weights = Array.from({ length: side * side }, () => 1);
  /** Whether the first output changes with the pixel in this column. */
  const sees = (column: number): boolean => {
    let out = plane(size, size, (x) => (x === column ? 1 : 0));
    for (let layer = 0; layer < layers; layer += 1)
      out = convolve(out, { side, weights }, { stride, padding: 'none' });
    return out.data[0] !== 0;
  };
  expect(sees(field - 1)).toBe(true);
  expect(sees(field)).toBe(false);
});
