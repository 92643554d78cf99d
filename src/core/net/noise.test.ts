import { describe, expect, it } from 'vitest';
import { expose, noiseVariance, poisson, saltAndPepper, stepOf, type Exposure, type Sensor } from './noise';
import { seeded } from './random';

const many = 40_000;

function moments(draw: () => number) {
  const drawn = Array.from({ length: many }, draw);
  const mean = drawn.reduce((sum, value) => sum + value, 0) / many;
  const central = (power: number): number =>
    drawn.reduce((sum, value) => sum + (value - mean) ** power, 0) / many;
  return { drawn, mean, variance: central(2), third: central(3) };
}

describe.each([0.3, 4, 9.9, 10.1, 60, 4000])('counts with mean %d', (mean) => {
  const found = moments(
    (
      (random) => () =>
        poisson(mean, random)
    )(seeded(11)),
  );

  it('have a mean, a variance and a third moment equal to it', () => {
    // Five standard errors of each estimate.
    expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(mean / many));
    expect(Math.abs(found.variance - mean)).toBeLessThan(5 * Math.sqrt((mean + 2 * mean ** 2) / many));
    expect(Math.abs(found.third - mean)).toBeLessThan(
      5 * Math.sqrt((15 * mean ** 3 + 25 * mean ** 2 + mean) / many),
    );
  });

  it('are whole and not negative', () => {
    expect(found.drawn.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
  });

  it('come as often as the distribution says', () => {
    const mode = Math.floor(mean);
    let lnChance = -mean + mode * Math.log(mean);
    for (let factor = 2; factor <= mode; factor += 1) lnChance -= Math.log(factor);
    const chance = Math.exp(lnChance);
    const share = found.drawn.filter((count) => count === mode).length / many;
    expect(Math.abs(share - chance)).toBeLessThan(5 * Math.sqrt((chance * (1 - chance)) / many));
  });
});

it('no light gives no photon', () => {
  expect(poisson(0, seeded(1))).toBe(0);
});

describe('a reading', () => {
  const cases: readonly [number, Sensor, Exposure][] = [
    [0.18, { fullWell: 30_000, readNoise: 3, bits: 14 }, { light: 1, gain: 1 }],
    [0.18, { fullWell: 30_000, readNoise: 3, bits: 12 }, { light: 1 / 64, gain: 16 }],
    [0.5, { fullWell: 30_000, readNoise: 20, bits: 12 }, { light: 1 / 1000, gain: 8 }],
    [0, { fullWell: 30_000, readNoise: 8, bits: 12 }, { light: 1, gain: 1 }],
    // Rounding adds a sixth.
    [0.2, { fullWell: 30_000, readNoise: 0, bits: 8 }, { light: 1, gain: 1 }],
  ];

  it.each(cases)('of level %d has the mean and the variance of theory', (level, sensor, exposure) => {
    const random = seeded(5);
    const toElectrons = sensor.fullWell / exposure.gain;
    const { mean, variance } = moments(() => expose(level, { sensor, exposure, random }) * toElectrons);
    const expected = noiseVariance(level, sensor, exposure);
    const step = stepOf(sensor, exposure);
    expect(Math.abs(mean - level * sensor.fullWell * exposure.light)).toBeLessThan(
      5 * Math.sqrt(expected / many) + 0.05 * step,
    );
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.05);
  });

  it('clips at white, and a pixel that is full holds no more', () => {
    const sensor = { fullWell: 1000, readNoise: 0, bits: 12 };
    const random = seeded(2);
    expect(expose(1, { sensor, exposure: { light: 1, gain: 8 }, random })).toBe(1);
    expect(expose(1, { sensor, exposure: { light: 50, gain: 1 }, random })).toBe(1);
  });
});

it('salt and pepper changes the share that it is told, half to black and half to white', () => {
  const random = seeded(3);
  const { drawn } = moments(() => saltAndPepper(0.5, 0.04, random));
  const share = (value: number): number => drawn.filter((one) => one === value).length / many;
  expect(share(0)).toBeCloseTo(0.02, 2);
  expect(share(1)).toBeCloseTo(0.02, 2);
  expect(share(0) + share(1) + share(0.5)).toBeCloseTo(1, 12);
});
