import {
  activations,
  forward,
  losses,
  standardise,
  startTraining,
  trainOnce,
  usualSettings,
  type LossName,
  type Mlp,
  type Task,
  type Training,
} from '@core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { z } from 'zod';
import { shown } from '../../../figure/number';
import { pixelExamples, pixelPoints } from '../../../figure/pixelExamples';
import { Replay } from '../../../figure/Replay';
import { useLessonPicture } from '../../../figure/useLessonPicture';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

export const mostSteps = 600;
export const pictureSize = 192;

/** Where both classifiers start, how far a step goes, the steps taken, and the sum at which the slopes are compared. */
export const values = pageValues(
  'cross-entropy',
  z.strictObject({
    /** Weight of the brightness. Below zero it takes dark for lit. */
    start: z.number().min(-12).max(0).default(-2),
    rate: z.number().min(0.05).max(2).default(0.5),
    steps: z.int().min(0).max(mostSteps).default(0),
    sum: z.number().min(-10).max(10).default(-5),
  }),
);

/** The start of the break: sure of the opposite, for nearly every pixel. */
const wrongStart = -16;

export const racers = ['crossEntropy', 'mse'] as const satisfies readonly LossName[];
export type RacerName = (typeof racers)[number];
export const racerNames: Readonly<Record<RacerName, string>> = { crossEntropy: 'Cross-entropy', mse: 'MSE' };

const replays: Readonly<Record<RacerName, Replay<Training>>> = {
  crossEntropy: new Replay(),
  mse: new Replay(),
};

/** Pixels with their answers, standardised, and how any point of the photo is. */
function usePixels() {
  const picture = useLessonPicture(pictureSize);
  return useMemo(() => {
    if (picture === null) return null;
    const examples = pixelExamples(picture);
    const { rows, apply } = standardise(examples.map(({ x, y }) => [x, y]));
    const targets = examples.map(({ isOn }) => (isOn ? 1 : 0));
    return { picture, inputs: rows, targets, all: pixelPoints(picture).map(({ x, y }) => apply([x, y])) };
  }, [picture]);
}

export type Racer = {
  readonly name: RacerName;
  readonly net: Mlp;
  /** How far the answers are from the truth on average, at the start and after every step. */
  readonly gaps: readonly number[];
  /** Pixels that are called rightly. */
  readonly right: number;
};

export type Race = {
  readonly racers: readonly Racer[];
  readonly count: number;
  readonly isDone: boolean;
};

/** Both classifiers, from the same start, after as many steps as were taken. Null: the photo is being read. */
export function useRace(): Race | null {
  const { rate, steps } = values.useValues();
  const start = useStart();
  const pixels = usePixels();
  if (pixels === null) return null;
  const { inputs, targets } = pixels;
  const net: Mlp = { sizes: [2, 1], activations: ['sigmoid'], parameters: Float64Array.of(start, 0, 0) };
  const all = racers.map((name): Racer => {
    const task: Task = { examples: { inputs, targets }, loss: name };
    const source = {
      key: JSON.stringify([start, rate, inputs, targets]),
      start: () => startTraining(net, usualSettings.sgd(rate), task),
      next: (training: Training) => trainOnce(training, task),
    };
    const nets = replays[name].until(source, steps).map((training) => training.net);
    const answers = nets.map((of) => forward(of, inputs).outputs);
    const last = answers.at(-1);
    return {
      name,
      net: nets.at(-1) ?? net,
      gaps: answers.map((chances) => gapOf(chances, targets)),
      right: targets.filter((target, at) => (last?.[at] ?? 0) > 0.5 === (target === 1)).length,
    };
  });
  return { racers: all, count: targets.length, isDone: steps >= mostSteps };
}

export function useStart(): number {
  const { start } = values.useValues();
  return useStore(learn, ({ broken }) => (broken === 'saturated' ? wrongStart : start));
}

/** The mean distance of chances from the truth. */
function gapOf(chances: Float64Array, targets: readonly number[]): number {
  return targets.reduce((sum, target, at) => sum + Math.abs((chances[at] ?? 0) - target), 0) / targets.length;
}

/** The photo as a classifier sees it: the chance that each pixel is lit, from blue to amber. */
export function useSeen(net: Mlp | undefined) {
  const pixels = usePixels();
  return useMemo(() => {
    if (pixels === null || net === undefined) return null;
    const { picture, all } = pixels;
    const chances = forward(net, all).outputs;
    const data = Uint8Array.from({ length: 3 * all.length }, (_, at) => {
      const chance = chances[Math.floor(at / 3)] ?? 0;
      return Math.round(chance * (lit[at % 3] ?? 0) + (1 - chance) * (dark[at % 3] ?? 0));
    });
    return { ...picture, data };
  }, [pixels, net]);
}

/** Amber and night blue: they differ in brightness too. */
const lit = [240, 179, 90];
const dark = [38, 52, 71];

/** The slope of a loss by the sum before the sigmoid, for a pixel that is lit. */
export function slopeAt(name: RacerName, sum: number): number {
  const { of, derivative } = activations.sigmoid;
  return losses[name].derivative(of(sum), 1) * derivative(sum);
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { steps, sum } = values.useValues();
  const race = useRace();
  if (race === null) return 'The photo is being read.';
  const told = race.racers.map(
    ({ name, gaps, right }) =>
      `${racerNames[name]}: ${right} of ${race.count} right, ${shown(gaps.at(-1) ?? 0)} away from the truth on average.`,
  );
  const times = slopeAt('crossEntropy', sum) / slopeAt('mse', sum);
  const factor = Number.isFinite(times) ? `${shown(times, times < 10 ? 1 : 0)} times` : 'without end';
  return `After ${steps} steps: ${told.join(' ')} At the sum ${shown(sum, 1)} the slope of cross-entropy is ${factor} as steep as that of MSE.`;
}
