import {
  electronsOf,
  expose,
  lightOfSrgb,
  lumaWeights,
  noiseVariance,
  saltAndPepper,
  seeded,
  srgbOfLight,
  type Exposure,
  type Sensor,
} from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import type { Picture } from '../../../../bridge';
import { keepLast } from '../../../figure/keepLast';
import { middleOf } from '../../../figure/middleOf';
import { shown } from '../../../figure/number';
import { useCleanPicture } from '../../../figure/useCleanPicture';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

export const pictureSize = 480;

/** The part that is shown, pixel by pixel: noise is not seen in a picture that is reduced. */
const part = { width: 288, height: 192 } as const;

const partOf = keepLast((picture: Picture) => middleOf(picture, part));

/** Exposure and gain in stops, reading noise in electrons, bits of the converter, and the seed of chance. */
export const values = pageValues(
  'noise',
  z.strictObject({
    exposure: z.number().min(-10).max(0).default(-7),
    gain: z.number().min(0).max(8).default(0),
    readNoise: z.number().min(0).max(30).default(3),
    bits: z.union([z.literal(8), z.literal(12), z.literal(14)]).default(12),
    seed: z.int().min(1).max(999).default(1),
  }),
);

/** About that of a full-frame camera of 24 megapixels, less a reserve. */
const fullWell = 30_000;

/** The share of pixels of the public tutorial's noise. */
const saltShare = 0.04;

export const midGrey = 0.18;

/** What is measured at one level of brightness. */
export type Level = { readonly electrons: number; readonly ratio: number };

export type NoiseLab = {
  readonly dark: Picture;
  readonly brightened: Picture;
  readonly salted: Picture;
  readonly levels: readonly Level[];
  /** Share of the samples that reached white. */
  readonly clipped: number;
};

const linear = Float64Array.from({ length: 256 }, (_, value) => lightOfSrgb(value / 255));
const stored = (light: number): number => Math.round(255 * srgbOfLight(light));

/** Sums of the noise by brightness, in half stops of electrons. */
class Meter {
  readonly #sums = new Map<number, { count: number; electrons: number; off: number; squared: number }>();

  add(electrons: number, off: number): void {
    if (electrons <= 0) return;
    const bin = Math.round(2 * Math.log2(electrons));
    const held = this.#sums.get(bin) ?? { count: 0, electrons: 0, off: 0, squared: 0 };
    held.count += 1;
    held.electrons += electrons;
    held.off += off;
    held.squared += off * off;
    this.#sums.set(bin, held);
  }

  /** Signal over deviation, where there are samples enough to tell. */
  read(): readonly Level[] {
    return [...this.#sums.entries()]
      .filter(([, { count }]) => count >= 200)
      .sort(([one], [other]) => one - other)
      .map(([, { count, electrons, off, squared }]) => ({
        electrons: electrons / count,
        ratio: electrons / count / Math.sqrt(Math.max(1e-9, squared / count - (off / count) ** 2)),
      }));
  }
}

const exposed = keepLast((clean: Picture, setting: string): NoiseLab => {
  const { sensor, exposure, seed } = parsed(setting);
  const [random, salt] = [seeded(seed), seeded(seed + 1000)];
  const { width, height, data } = clean;
  const [dark, brightened, salted] = [0, 0, 0].map(() => new Uint8Array(data.length));
  const meter = new Meter();
  const level = exposure.light * exposure.gain;
  const toElectrons = sensor.fullWell / exposure.gain;
  let white = 0;
  data.forEach((value, at) => {
    const light = linear[value] ?? 0;
    const read = expose(light, { sensor, exposure, random });
    if (dark) dark[at] = stored(read);
    if (brightened) brightened[at] = stored(read / level);
    if (salted) salted[at] = Math.round(255 * saltAndPepper(value / 255, saltShare, salt));
    if (read >= 1) white += 1;
    else if (light * level < 0.9) {
      const electrons = electronsOf(light, sensor, exposure);
      meter.add(electrons, read * toElectrons - electrons);
    }
  });
  const picture = (pixels = new Uint8Array()): Picture => ({ width, height, data: pixels });
  return {
    dark: picture(dark),
    brightened: picture(brightened),
    salted: picture(salted),
    levels: meter.read(),
    clipped: data.length === 0 ? 0 : white / data.length,
  };
});

type Setting = { readonly sensor: Sensor; readonly exposure: Exposure; readonly seed: number };

const Setting: z.ZodType<Setting> = z.object({
  sensor: z.object({ fullWell: z.number(), readNoise: z.number(), bits: z.number() }),
  exposure: z.object({ light: z.number(), gain: z.number() }),
  seed: z.number(),
});

const parsed = (setting: string): Setting => Setting.parse(JSON.parse(setting));

function useSetting(): Setting {
  const { exposure, gain, readNoise, bits, seed } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  return {
    sensor: { fullWell, readNoise, bits: broken === 'bits' ? 6 : bits },
    exposure: { light: broken === 'thousandth' ? 1 / 1000 : 2 ** exposure, gain: 2 ** gain },
    seed,
  };
}

const meanLight = keepLast(({ data }: Picture): number => {
  let sum = 0;
  for (let at = 0; at < data.length; at += 3)
    lumaWeights.forEach((share, channel) => {
      sum += share * (data[at + channel] ?? 0);
    });
  return data.length === 0 ? 0 : sum / (255 * (data.length / 3));
});

/** The clean picture, exposed and read. Null: it is not there yet. */
export function useNoise() {
  const setting = useSetting();
  const clean = useCleanPicture(pictureSize);
  if (clean === null) return null;
  const scene = partOf(clean.picture);
  const lab = exposed(scene, JSON.stringify(setting));
  const { sensor, exposure } = setting;
  const grey = electronsOf(midGrey, sensor, exposure);
  const distance = ({ electrons }: Level): number => Math.abs(Math.log(electrons / grey));
  const nearest = [...lab.levels].sort((one, other) => distance(one) - distance(other))[0] ?? null;
  return {
    ...lab,
    ...setting,
    clean: scene,
    isTruth: clean.isTruth,
    isDark: !clean.isTruth && meanLight(scene) < 0.2,
    grey,
    ratio: grey / Math.sqrt(noiseVariance(midGrey, sensor, exposure)),
    nearest,
  };
}

/** Signal over noise in theory, by electrons. */
export function theoryOf(electrons: number, sensor: Sensor, exposure: Exposure): number {
  return electrons / Math.sqrt(electrons + noiseVariance(0, sensor, exposure));
}

/** A share of the light, as photographers write it. */
export function lightText(light: number): string {
  return light >= 0.99 ? 'all of the light' : `1/${Math.round(1 / light)} of the light`;
}

const whole = (value: number): string => shown(value, value < 10 ? 1 : 0);

/** What the figure shows, in words. */
export function useSays(): string {
  const now = useNoise();
  if (now === null) return '';
  const { exposure, grey, ratio, nearest, clipped, isDark } = now;
  const photons = `With ${lightText(exposure.light)} a mid-grey pixel catches ${whole(grey)} electrons. Chance alone lets them vary by ±${whole(Math.sqrt(grey))}; with reading and rounding the signal is ${shown(ratio, 1)} times its noise.`;
  const measured =
    nearest === null ? '' : ` Measured at ${whole(nearest.electrons)} electrons: ${shown(nearest.ratio, 1)}.`;
  const white = clipped > 0.001 ? ` ${shown(100 * clipped, 1)} % of the samples are clipped to white.` : '';
  return `${photons}${measured}${white}${isDark ? ' The open photo is dark and noisy itself, and counts as clean here.' : ''}`;
}
