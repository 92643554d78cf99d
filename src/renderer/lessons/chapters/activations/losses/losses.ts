import {
  leastSsimSide,
  pictureLoss,
  psnrOf,
  sameEnergy,
  type PictureLoss,
  type PictureLossName,
  type SameEnergy,
  type UnitPicture,
} from '@core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { z } from 'zod';
import { useLessonDraft, useLessonTruth, type Result } from '../../../figure/useLessonResults';
import { useLessonPicture } from '../../../figure/useLessonPicture';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';
import { brightened, samplesOf, toneCurve, withHotPixel, withShift } from './pictures';

/** Long edge of the compared pictures, pixels. */
export const pictureSize = 160;
export const lossNames = ['mse', 'mae', 'charbonnier', 'ssim'] as const satisfies readonly PictureLossName[];

/** What is compared with what, the loss, the chosen pixel, and how soft the blur is. */
export const values = pageValues(
  'losses',
  z.strictObject({
    prediction: z.enum(['enhanced', 'curve']).default('enhanced'),
    /** Power of the tone curve. */
    power: z.number().min(0.2).max(1).default(0.5),
    target: z.enum(['truth', 'gain']).default('truth'),
    gain: z.number().min(1).max(16).default(4),
    loss: z.enum(lossNames).default('mse'),
    x: z.number().min(0).max(1).default(0.5),
    y: z.number().min(0).max(1).default(0.5),
    blur: z.number().min(0.5).max(4).default(1.5),
    seed: z.int().min(1).max(999).default(1),
  }),
);

export type Pair = {
  readonly prediction: UnitPicture;
  readonly target: UnitPicture;
  readonly predictionName: string;
  readonly targetName: string;
  /** The broken pixel. Null: none is. */
  readonly hot: { readonly column: number; readonly row: number } | null;
};

/** A result of the photo's own size. */
function ofSize(result: Result, { width, height }: UnitPicture): UnitPicture | null {
  if (typeof result === 'string') return null;
  return result.width === width && result.height === height ? samplesOf(result) : null;
}

/** What was wanted: the ground truth where there is one, else the photo times a known gain. */
function useTarget(photo: UnitPicture | null): Pick<Pair, 'target' | 'targetName'> | null {
  const { target, gain } = values.useValues();
  const result = useLessonTruth(pictureSize);
  return useMemo(() => {
    if (photo === null || result === 'waiting') return null;
    const truth = target === 'truth' ? ofSize(result, photo) : null;
    if (truth !== null) return { target: truth, targetName: 'the ground truth' };
    const why = target === 'truth' ? ', as there is no ground truth' : '';
    return { target: brightened(photo, gain), targetName: `the photo × ${gain}${why}` };
  }, [photo, result, target, gain]);
}

/** What was made: the network's result where there is one, else the photo through a tone curve. */
function usePrediction(photo: UnitPicture | null): Pick<Pair, 'prediction' | 'predictionName'> | null {
  const { prediction, power } = values.useValues();
  const result = useLessonDraft(pictureSize);
  return useMemo(() => {
    if (photo === null || (prediction === 'enhanced' && result === 'waiting')) return null;
    const enhanced = prediction === 'enhanced' ? ofSize(result, photo) : null;
    return enhanced === null
      ? { prediction: toneCurve(photo, power), predictionName: `the photo to the power of ${power}` }
      : { prediction: enhanced, predictionName: 'the enhanced photo' };
  }, [photo, result, prediction, power]);
}

/** Prediction and target, as they are or as the page's break leaves them. Null: one of them is being made. */
export function usePair(): Pair | null {
  const broken = useStore(learn, (state) => state.broken);
  const picture = useLessonPicture(pictureSize);
  const photo = useMemo(() => (picture === null ? null : samplesOf(picture)), [picture]);
  const wanted = useTarget(photo);
  const made = usePrediction(photo);
  return useMemo(() => {
    if (wanted === null || made === null) return null;
    if (broken === 'shift')
      return {
        ...wanted,
        prediction: withShift(wanted.target),
        predictionName: 'the target, one pixel to the right',
        hot: null,
      };
    if (broken !== 'hot') return { ...wanted, ...made, hot: null };
    const { picture: prediction, place } = withHotPixel(made.prediction, wanted.target);
    return { ...wanted, ...made, prediction, hot: place };
  }, [wanted, made, broken]);
}

export type Losses = Readonly<Record<PictureLossName, PictureLoss | null>>;

/** Every loss of a pair. SSIM is null for pictures smaller than its window. */
export function useLosses(pair: Pair | null): Losses | null {
  return useMemo(() => {
    if (pair === null) return null;
    const { prediction, target } = pair;
    const isSmall = Math.min(target.width, target.height) < leastSsimSide;
    const of = (name: PictureLossName): PictureLoss | null =>
      name === 'ssim' && isSmall ? null : pictureLoss(name, prediction, target);
    return { mse: of('mse'), mae: of('mae'), charbonnier: of('charbonnier'), ssim: of('ssim') };
  }, [pair]);
}

/** The target spoiled in three ways that are equally wrong by MSE. */
export function useSameEnergy(pair: Pair | null): SameEnergy | null {
  const { blur, seed } = values.useValues();
  const target = pair?.target;
  return useMemo(() => (target === undefined ? null : sameEnergy(target, blur, seed)), [target, blur, seed]);
}

/** Structural similarity of a spoiled target, or null if it is too small. */
export function similarity(spoiled: UnitPicture, target: UnitPicture): number | null {
  if (Math.min(target.width, target.height) < leastSsimSide) return null;
  return 1 - pictureLoss('ssim', spoiled, target).value;
}

/** The share of a loss that one pixel has. */
export function shareOf(
  { each }: PictureLoss,
  { width }: UnitPicture,
  place: { column: number; row: number },
): number {
  const all = each.reduce((sum, value) => sum + value, 0);
  const at = 3 * (place.row * width + place.column);
  return all === 0 ? 0 : each.subarray(at, at + 3).reduce((sum, value) => sum + value, 0) / all;
}

export { psnrOf };
