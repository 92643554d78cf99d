import { forward, initialisers, lossOver, usualSettings, type Mlp } from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import type { Picture } from '../../../../bridge';
import { keepLast } from '../../../figure/keepLast';
import { shown } from '../../../figure/number';
import { allPatches, patchesOf, usePhotoPair, type PhotoPair } from '../../../figure/photoTask';
import { trainedTo } from '../../../figure/trainings';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

export const mostSteps = 600;
export const stepsAtOnce = 2;
const pictureSize = 72;
const side = 3;

/** Training pixels and hidden units as powers of two, steps taken, and the seed. */
export const values = pageValues(
  'overfitting',
  z.strictObject({
    pixels: z.int().min(3).max(9).default(9),
    units: z.int().min(2).max(6).default(4),
    steps: z.int().min(0).max(mostSteps).default(150),
    seed: z.int().min(1).max(999).default(1),
  }),
);

const drawn = keepLast((pair: PhotoPair, net: Mlp): Picture => {
  const { outputs } = forward(net, allPatches(pair, side).inputs);
  const data = Uint8Array.from(outputs, (value) => Math.round(255 * Math.min(1, Math.max(0, value))));
  return { width: pair.low.width, height: pair.low.height, data };
});

/** The network in training on the left half, tested on the right. Null: the photo is not there yet. */
export function useOverfitting() {
  const { pixels, units: wide, steps, seed } = values.useValues();
  const isBroken = useStore(learn, ({ broken }) => broken === 'few');
  const pair = usePhotoPair(pictureSize);
  if (pair === null) return null;
  const count = isBroken ? 12 : 2 ** pixels;
  const units = isBroken ? 64 : 2 ** wide;
  const training = patchesOf(pair, { count, side, seed, area: { left: 0, right: 0.5 } });
  const test = patchesOf(pair, { count: 200, side, seed: 1, area: { left: 0.5, right: 1 } });
  const both = (net: Mlp) => ({ train: lossOver(net, training, 'mse'), test: lossOver(net, test, 'mse') });
  const { now, notes } = trainedTo(training, {
    key: ['overfitting', units, seed].join(' '),
    steps,
    options: () => ({
      net: {
        sizes: [side * side * 3, units, 3],
        activation: 'relu',
        init: initialisers.heNormal.draw(0),
        seed,
      },
      optimiser: usualSettings.adam(0.01),
      loss: 'mse',
      batch: Math.min(64, count),
    }),
    note: ({ net }) => both(net),
  });
  const course = [...notes, both(now.net)];
  const best = course.reduce(
    (least, { test: loss }, at) => (loss < (course[least]?.test ?? Infinity) ? at : least),
    0,
  );
  return { count, units, course, best, output: drawn(pair, now.net), target: pair.target };
}

/** What the figure shows, in words. */
export function useSays(): string {
  const now = useOverfitting();
  if (now === null) return '';
  const { count, units, course, best } = now;
  const last = course.at(-1) ?? { train: 0, test: 0 };
  const told = `${count} training pixels, ${units} hidden units, ${course.length - 1} steps. Loss on the training pixels: ${shown(last.train, 4)}; on the other half, never seen: ${shown(last.test, 4)}.`;
  const least = course[best]?.test ?? 0;
  return last.test > 1.1 * least
    ? `${told} It was least at step ${best}, with ${shown(least, 4)}: stopping there would have been better.`
    : told;
}
