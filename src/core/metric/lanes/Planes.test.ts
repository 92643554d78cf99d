import { describe, expect, it } from 'vitest';
import { Planes } from './Planes';

const wave = (i: number) => Math.sin(i * 1.7) + (i % 7);

describe('Planes', () => {
  it.each([
    { step: 1, taps: 11 },
    { step: 1, taps: 1 },
    { step: 37, taps: 21 },
  ])('sums what lies under $taps weights, $step apart', ({ step, taps }) => {
    const [length, count] = [900, 133];
    const planes = new Planes(2 * length, 2);
    const [source, target] = [planes.plane(length), planes.plane(length)];
    source.set(Float32Array.from({ length }, (_, i) => wave(i)));
    const weights = Float32Array.from({ length: taps }, (_, k) => 1 / (k + 2));
    planes.filter({ source: source.subarray(3), target }, weights, { step, count });
    for (let i = 0; i < count; i += 1) {
      const sum = weights.reduce((total, weight, k) => total + weight * source[3 + i + k * step]!, 0);
      expect(target[i]).toBeCloseTo(sum, 4);
    }
    // At most to the next sixteen.
    expect(target[144]).toBe(0);
  });

  it('leaves other planes alone', () => {
    const planes = new Planes(3 * 50, 3);
    const [source, target, other] = [planes.plane(50), planes.plane(50), planes.plane(50)];
    source.fill(1);
    other.fill(5);
    planes.filter({ source, target }, Float32Array.of(2), { step: 1, count: 50 });
    expect(target.every((value) => value === 2)).toBe(true);
    expect(other.every((value) => value === 5)).toBe(true);
  });
});
