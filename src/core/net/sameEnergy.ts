import { gaussianWeights, weighed } from './gaussian';
import { pictureLoss, type UnitPicture } from './pictureLoss';
import { seeded } from './random';

/** A picture spoiled in three ways that have the same mean squared error. */
export type SameEnergy = {
  readonly meanSquaredError: number;
  readonly blur: UnitPicture;
  readonly noise: UnitPicture;
  /** The same amount added everywhere. */
  readonly shift: UnitPicture;
};

const clip = (value: number): number => Math.min(1, Math.max(0, value));

/** Blurs a picture, and finds the noise and the shift in brightness that are as wrong as that, clipping included. */
export function sameEnergy(picture: UnitPicture, sigma: number, seed: number): SameEnergy {
  const blur = blurred(picture, sigma);
  const wanted = pictureLoss('mse', blur, picture).value;
  const random = seeded(seed);
  const grain = picture.data.map(() => random.normal());
  const scaled =
    (of: (at: number) => number) =>
    (amount: number): UnitPicture => ({
      ...picture,
      data: picture.data.map((value, at) => clip(value + amount * of(at))),
    });
  return {
    meanSquaredError: wanted,
    blur,
    noise: asWrong(
      picture,
      wanted,
      scaled((at) => grain[at] ?? 0),
    ),
    shift: asWrong(
      picture,
      wanted,
      scaled(() => 1),
    ),
  };
}

export function blurred(picture: UnitPicture, sigma: number): UnitPicture {
  const { width, height, channels } = picture;
  const data = new Float64Array(picture.data.length);
  const weights = gaussianWeights(sigma, Math.ceil(3 * sigma));
  for (let channel = 0; channel < channels; channel += 1) {
    const plane = Float64Array.from(
      { length: width * height },
      (_, at) => picture.data[at * channels + channel] ?? 0,
    );
    weighed({ width, height, data: plane }, weights, 'edge').forEach((value, at) => {
      data[at * channels + channel] = value;
    });
  }
  return { ...picture, data };
}

/** By halving: more of it is more wrong, until all is clipped. */
function asWrong(picture: UnitPicture, wanted: number, make: (amount: number) => UnitPicture): UnitPicture {
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 24; turn += 1) {
    const middle = (low + high) / 2;
    if (pictureLoss('mse', make(middle), picture).value < wanted) low = middle;
    else high = middle;
  }
  return make(high);
}
