import type { CallOutput, ExplainedArray, Explanation, InferenceSettings } from '@contract';
import { keep, load, enhanced } from './fakePixels';
import type { FakePhoto } from './fakeLibrary';

function stats(values: ArrayLike<number>): Pick<ExplainedArray, 'min' | 'max' | 'first'> {
  const all = Array.from(values);
  const min = all.reduce((least, value) => Math.min(least, value));
  const max = all.reduce((most, value) => Math.max(most, value));
  return { min, max, first: all.slice(0, 9) };
}

/** The steps of the fake network with the photo's own numbers. */
export async function fakeExplanation(
  { source, truth, entry }: FakePhoto,
  inference: InferenceSettings,
): Promise<Explanation> {
  const photo = await load(source, 256);
  const result = enhanced(await load(truth ?? source, 256), inference);
  const shape = [photo.height, photo.width, 3];
  const predicted = Array.from(result.data, (value) => value / 255 + (value > 250 ? 0.02 : 0));
  const multiplied = predicted.map((value) => value * 255);
  const { width = 0, height = 0 } = entry.summary ?? {};
  const half = { width: Math.ceil(width / 2), height };
  return {
    arrays: [
      { step: 'loaded', shape, type: 'uint8', ...stats(photo.data), picture: keep(photo) },
      {
        step: 'divided',
        shape: [1, ...shape],
        type: 'float32',
        ...stats(Array.from(photo.data, (value) => value / 255)),
      },
      { step: 'predicted', shape: [1, ...shape], type: 'float32', ...stats(predicted) },
      { step: 'multiplied', shape, type: 'float32', ...stats(multiplied) },
      {
        step: 'clipped',
        shape,
        type: 'float32',
        ...stats(multiplied.map((value) => Math.min(255, value))),
        outside: multiplied.filter((value) => value > 255).length,
      },
      { step: 'stored', shape, type: 'uint8', ...stats(result.data), picture: keep(result) },
    ],
    thumbnail: keep(photo),
    maps: [
      {
        name: 'gain',
        meaning: 'How much each part was brightened',
        min: 0.9,
        max: 9.4,
        picture: keep(result),
      },
    ],
    tiles: [
      { x: 0, y: 0, ...half },
      { x: half.width, y: 0, width: width - half.width, height },
    ],
    overlap: 32,
    provider: 'cpu',
  };
}

/** Four tiles that differ the less, the more they overlap. */
export async function fakeSeam(
  { source, truth }: FakePhoto,
  inference: InferenceSettings,
  overlap: number,
): Promise<CallOutput<'photos.seam'>> {
  const whole = enhanced(await load(truth ?? source, 512), inference);
  const off = Math.max(0, 40 - overlap);
  const tiled = {
    ...whole,
    data: whole.data.map((value, at) => (at % 3 === 0 ? Math.min(255, value + off) : value)),
  };
  const half = { width: Math.floor(whole.width / 2), height: Math.floor(whole.height / 2) };
  return {
    whole: keep(whole),
    tiled: keep(tiled),
    difference: keep({ ...whole, data: whole.data.map(() => off) }),
    greatest: off,
    mean: off / 3,
    amplified: 16,
    tiles: [0, 1].flatMap((row) =>
      [0, 1].map((column) => ({ x: column * half.width, y: row * half.height, ...half })),
    ),
    cardOverlap: 32,
  };
}
