import {
  bowlOf,
  startWalk,
  walkOn,
  type Bowl,
  type OptimiserName,
  type OptimiserSettings,
  type Pair,
  type Walk,
} from '@core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { z } from 'zod';
import { scientific, shown } from '../../../figure/number';
import { pixelPairs } from '../../../figure/pixelPairs';
import { Replay } from '../../../figure/Replay';
import { useLessonPicture } from '../../../figure/useLessonPicture';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

export const mostSteps = 400;
const pictureSize = 192;
const start = [-0.6, 1.3] as const;
const power = z.number().min(-3).max(0.5);

/** The power of ten of each one's learning rate, how many pixels a step looks at, the seed, and the steps taken. */
export const values = pageValues(
  'optimisers',
  z.strictObject({
    sgd: power.default(-0.5),
    momentum: power.default(-1.3),
    rmsprop: power.default(-1.3),
    adam: power.default(-1),
    batch: z.enum(['full', 'mini']).default('full'),
    seed: z.int().min(1).max(999).default(1),
    steps: z.int().min(0).max(mostSteps).default(0),
  }),
);

export const racers = ['sgd', 'momentum', 'rmsprop', 'adam'] as const satisfies readonly OptimiserName[];

export const racerNames: Readonly<Record<OptimiserName, string>> = {
  sgd: 'SGD',
  momentum: 'Momentum',
  rmsprop: 'RMSProp',
  adam: 'Adam',
};

const replays: Readonly<Record<OptimiserName, Replay<Walk>>> = {
  sgd: new Replay(),
  momentum: new Replay(),
  rmsprop: new Replay(),
  adam: new Replay(),
};

const nothing: readonly Pair[] = [];

export type Racer = {
  readonly name: OptimiserName;
  readonly settings: OptimiserSettings;
  readonly walks: readonly Walk[];
};

export type Race = { readonly bowl: Bowl; readonly racers: readonly Racer[]; readonly isDone: boolean };

/** How each of them is set, by the usual numbers, unless the page is broken. */
function settingsOf(name: OptimiserName, rate: number, broken: string | null): OptimiserSettings {
  switch (name) {
    case 'sgd':
      return { name, rate };
    case 'momentum':
      return { name, rate, momentum: broken === 'momentum' ? 0.99 : 0.9 };
    case 'rmsprop':
      return { name, rate, decay: 0.9, epsilon: 1e-8 };
    case 'adam':
      return { name, rate, beta1: 0.9, beta2: 0.999, epsilon: broken === 'epsilon' ? 10 : 1e-8 };
  }
}

/** All four on the same surface, from the same point, with the same draws of pixels. */
export function useRace(): Race {
  const state = values.useValues();
  const broken = useStore(learn, (held) => held.broken);
  const picture = useLessonPicture(pictureSize);
  const { pairs, bowl } = useMemo(() => {
    const found = picture === null ? nothing : pixelPairs(picture);
    return { pairs: found, bowl: bowlOf(found) };
  }, [picture]);
  const all = racers.map((name): Racer => {
    const settings = settingsOf(name, 10 ** state[name], broken);
    const batch = state.batch === 'full' ? pairs.length : 8;
    const options = { pairs, settings, start, batch, seed: state.seed };
    const source = {
      key: JSON.stringify(options),
      start: () => startWalk(options),
      next: (walk: Walk) => walkOn(walk, options),
    };
    return { name, settings, walks: replays[name].until(source, pairs.length === 0 ? 0 : state.steps) };
  });
  return { bowl, racers: all, isDone: state.steps >= mostSteps };
}

/** How far above the bottom a racer is. */
export function aboveFloor({ walks }: Racer, bowl: Bowl): number {
  return (walks.at(-1)?.loss ?? 0) - bowl.lossAt(bowl.best);
}

/** A height above the bottom, whatever its size. */
export function heightShown(value: number): string {
  return value >= 0.001 && value < 1000 ? shown(value, 4) : scientific(Math.max(0, value));
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { steps } = values.useValues();
  const { bowl, racers: all } = useRace();
  if (steps === 0)
    return 'Four optimisers stand at the same point of the same surface. Play starts the race.';
  const order = [...all].sort((one, other) => aboveFloor(one, bowl) - aboveFloor(other, bowl));
  const told = order.map((racer) => `${racerNames[racer.name]} ${heightShown(aboveFloor(racer, bowl))}`);
  return `After ${steps} steps, the heights above the bottom are: ${told.join(', ')}.`;
}
