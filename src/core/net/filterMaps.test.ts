import { describe, expect, it } from 'vitest';
import { convolveMaps, randomKernels } from './filterMaps';

const picture = { width: 3, height: 2, data: Uint8Array.from({ length: 18 }, (_, at) => (at * 37) % 256) };
const zero = [0, 0, 0, 0, 0, 0, 0, 0, 0];

describe('convolveMaps', () => {
  it('gives back a colour with a one in the middle', () => {
    const kernels = [[zero, [0, 0, 0, 0, 1, 0, 0, 0, 0], zero]];
    const { maps } = convolveMaps(picture, { kernels, rows: 3, columns: 3 });
    const green = Array.from({ length: 6 }, (_, at) => picture.data[at * 3 + 1]! / 255);
    green.forEach((value, at) => {
      expect(maps[0]![at]).toBeCloseTo(value, 6);
    });
  });

  it('looks to the right without turning the kernel, and sees zeros outside', () => {
    const kernels = [[[0, 0, 0, 0, 0, 1, 0, 0, 0], zero, zero]];
    const { maps } = convolveMaps(picture, { kernels, rows: 3, columns: 3 });
    expect(maps[0]![0]).toBeCloseTo(picture.data[3]! / 255, 6);
    expect([maps[0]![2], maps[0]![5]]).toEqual([0, 0]);
  });

  it('lets nothing below zero through', () => {
    const kernels = [[[0, 0, 0, 0, -1, 0, 0, 0, 0], zero, zero]];
    expect([...convolveMaps(picture, { kernels, rows: 3, columns: 3 }).maps[0]!]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('randomKernels', () => {
  it('has the variance of He et al., and is the same for a seed', () => {
    const shape = { filters: 512, inputs: 3, rows: 3, columns: 3 };
    const all = randomKernels(shape, 7).flat(2);
    const variance = all.reduce((sum, weight) => sum + weight ** 2, 0) / all.length;
    expect(all).toHaveLength(512 * 27);
    expect(variance / (2 / 27)).toBeCloseTo(1, 1);
    expect(randomKernels(shape, 7)).toEqual(randomKernels(shape, 7));
    expect(randomKernels(shape, 8)).not.toEqual(randomKernels(shape, 7));
  });
});
