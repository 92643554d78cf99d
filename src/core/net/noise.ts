import type { Random } from './random';

/** A sensor. */
export type Sensor = {
  /** Electrons that a pixel holds before it is full: white at ISO 100. */
  readonly fullWell: number;
  /** Deviation of the noise of reading a pixel, electrons. */
  readonly readNoise: number;
  /** Of the converter. */
  readonly bits: number;
};

/** Light that reaches the sensor, as a share of a full exposure, and the gain: 1 at ISO 100. */
export type Exposure = { readonly light: number; readonly gain: number };

/** The converter's zero lies above its lowest value, so that noise below black is kept. */
const black = 1 / 64;

/** Logarithm of n!, by Stirling's series above 9. */
function lnFactorial(n: number): number {
  if (n < 10) {
    let product = 1;
    for (let factor = 2; factor <= n; factor += 1) product *= factor;
    return Math.log(product);
  }
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3);
}

/** Knuth 1969: counts uniform numbers until their product falls below e^−mean. */
function fewEvents(mean: number, { uniform }: Random): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > least; product *= uniform()) count += 1;
  return count;
}

/** Hörmann 1993, 'The transformed rejection method for generating Poisson random variables' (PTRS). */
function manyEvents(mean: number, { uniform }: Random): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const left = Math.log((v * inverseAlpha) / (a / us ** 2 + b));
    if (left <= k * Math.log(mean) - mean - lnFactorial(k)) return k;
  }
}

/** A count of events that come independently of each other, such as photons: Poisson-distributed, its variance equal to its mean. */
export function poisson(mean: number, random: Random): number {
  if (mean <= 0) return 0;
  return mean < 10 ? fewEvents(mean, random) : manyEvents(mean, random);
}

/** Mean number of electrons of a pixel. @param level light of the scene, linear, 0–1 */
export function electronsOf(level: number, { fullWell }: Sensor, { light }: Exposure): number {
  return level * fullWell * light;
}

/** One step of the converter, in electrons. */
export function stepOf({ fullWell, bits }: Sensor, { gain }: Exposure): number {
  return fullWell / (gain * (2 ** bits - 1) * (1 - black));
}

/**
 * One pixel, exposed and read: photons arrive by chance, reading adds noise, the converter rounds and clips.
 * @param level light of the scene, linear, 0–1
 * @returns the reading as a share of white, black taken off; below zero by noise alone
 */
export function expose(
  level: number,
  { sensor, exposure, random }: { sensor: Sensor; exposure: Exposure; random: Random },
): number {
  const caught = Math.min(sensor.fullWell, poisson(electronsOf(level, sensor, exposure), random));
  const share = ((caught + sensor.readNoise * random.normal()) * exposure.gain) / sensor.fullWell;
  const last = 2 ** sensor.bits - 1;
  const read = Math.round(last * (black + (1 - black) * share));
  return (Math.min(last, Math.max(0, read)) / last - black) / (1 - black);
}

/**
 * Variance of a reading in electrons²: photons give their mean, reading its own, and rounding a twelfth of a squared step
 * (Janesick 2007, 'Photon Transfer'). It holds where nothing clips, and where the other noise is wider than half a step.
 */
export function noiseVariance(level: number, sensor: Sensor, exposure: Exposure): number {
  return electronsOf(level, sensor, exposure) + sensor.readNoise ** 2 + stepOf(sensor, exposure) ** 2 / 12;
}

/** A value, or with the given probability black or white instead. It has nothing to do with light. */
export function saltAndPepper(value: number, share: number, { uniform }: Random): number {
  const draw = uniform();
  if (draw >= share) return value;
  return draw < share / 2 ? 0 : 1;
}
