import { bowlOf, startWalk, usualSettings, walkOn, type Bowl, type Pair, type Walk } from '@core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { z } from 'zod';
import { scientific, shown } from '../../../figure/number';
import { pixelPairs } from '../../../figure/pixelPairs';
import { Replay } from '../../../figure/Replay';
import { useLessonPicture } from '../../../figure/useLessonPicture';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

export const mostSteps = 600;
export const pictureSize = 192;
/** Pixels of a mini-batch. */
export const miniBatch = 8;

/** Where the walk starts, the learning rate, how many pixels a step looks at, and the steps taken. */
export const values = pageValues(
  'descent',
  z.strictObject({
    gain: z.number().min(-1).max(3).default(-0.6),
    offset: z.number().min(-1).max(1.6).default(1.3),
    /** Its power of ten. */
    rate: z.number().min(-3).max(0.5).default(-1),
    batch: z.enum(['full', 'mini', 'one']).default('full'),
    seed: z.int().min(1).max(999).default(1),
    steps: z.int().min(0).max(mostSteps).default(0),
  }),
);

/** How far above its limit the broken rate is. */
const tooFar = 1.05;
const replay = new Replay<Walk>();
const nothing: readonly Pair[] = [];

/** Pixels of the photo with what they should become, and the bowl that they make. */
export function usePairs(): { pairs: readonly Pair[]; bowl: Bowl } {
  const picture = useLessonPicture(pictureSize);
  return useMemo(() => {
    const pairs = picture === null ? nothing : pixelPairs(picture);
    return { pairs, bowl: bowlOf(pairs) };
  }, [picture]);
}

export type Descent = {
  readonly pairs: readonly Pair[];
  readonly bowl: Bowl;
  readonly walks: readonly Walk[];
  readonly rate: number;
  /** A full batch diverges above this rate. */
  readonly limit: number;
  readonly isDone: boolean;
};

/** The walk from its start, as far as it was taken. */
export function useDescent(): Descent {
  const { gain, offset, rate: power, batch, seed, steps } = values.useValues();
  const { pairs, bowl } = usePairs();
  const isBroken = useStore(learn, ({ broken }) => broken === 'rate');
  const limit = 2 / bowl.curvatures[1];
  const rate = isBroken ? tooFar * limit : 10 ** power;
  const size = { full: pairs.length, mini: miniBatch, one: 1 }[isBroken ? 'full' : batch];
  const options = {
    pairs,
    settings: usualSettings.sgd(rate),
    start: [gain, offset] as const,
    batch: size,
    seed,
  };
  const source = {
    key: JSON.stringify(options),
    start: () => startWalk(options),
    next: (walk: Walk) => walkOn(walk, options),
  };
  const walks = replay.until(source, pairs.length === 0 ? 0 : steps);
  const loss = walks.at(-1)?.loss ?? 0;
  return { pairs, bowl, walks, rate, limit, isDone: steps >= mostSteps || !(loss < 1e9) };
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { steps } = values.useValues();
  const { walks, bowl, rate, limit } = useDescent();
  const last = walks.at(-1);
  const [gain = 0, offset = 0] = last?.weights ?? [];
  const floor = bowl.lossAt(bowl.best);
  const edge = `For the whole batch the learning rate must stay below 2 divided by the curvature, ${shown(limit)}; it is ${shown(rate)}.`;
  const first = walks[0]?.loss ?? 0;
  if (steps === 0)
    return `The walk starts at a loss of ${shown(first)}; the lowest loss is ${shown(floor, 4)}. ${edge}`;
  const loss = last?.loss ?? 0;
  const reached = `After ${steps} steps the gain is ${figure(gain)}, the offset ${figure(offset)}, and the loss ${figure(loss)}.`;
  if (loss > 4 * first) return `${reached} The walk has left the bowl. ${edge}`;
  return `${reached} The lowest loss is ${shown(floor, 4)}. ${edge}`;
}

/** A number that may have grown beyond all bounds. */
export function figure(value: number): string {
  return Math.abs(value) < 1e4 ? shown(value, 4) : scientific(value);
}
