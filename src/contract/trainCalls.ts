/** @file The calls about training a network. The engine answers them. */
import { z } from 'zod';
import type { CallRow } from './CallRow';
import { Provider, ProviderChoice } from './settings';

export const TrainActivation = z.enum(['relu', 'leakyRelu', 'tanh', 'sigmoid']);
export type TrainActivation = z.infer<typeof TrainActivation>;

/** `ssim`: mean absolute error mixed with 1 − SSIM. */
export const TrainLoss = z.enum(['mse', 'mae', 'charbonnier', 'ssim']);
export type TrainLoss = z.infer<typeof TrainLoss>;

export const TrainOptimiser = z.enum(['sgd', 'momentum', 'rmsProp', 'adam']);
export type TrainOptimiser = z.infer<typeof TrainOptimiser>;

export const TrainStart = z.enum(['zeros', 'normal', 'uniform', 'xavier', 'he']);
export type TrainStart = z.infer<typeof TrainStart>;

/** What makes a well-lit photo a dark one: its values times `factor`, then noise. */
export const Darkening = z.strictObject({
  factor: z.number().min(0.02).max(1).default(0.2),
  noise: z.enum(['none', 'impulses', 'camera']).default('impulses'),
});
export type Darkening = z.infer<typeof Darkening>;

/** Everything that decides a run. The same settings and photos give the same run. */
export const TrainSettings = z.strictObject({
  network: z.enum(['notes', 'small']).default('notes'),
  activation: TrainActivation.default('relu'),
  loss: TrainLoss.default('mse'),
  optimiser: TrainOptimiser.default('adam'),
  start: TrainStart.default('he'),
  rate: z.number().min(1e-6).max(100).default(1e-3),
  batch: z.int().min(1).max(16).default(4),
  /** Side of the crops, pixels. */
  side: z.int().min(16).max(128).default(48),
  darkening: Darkening.default({ factor: 0.2, noise: 'impulses' }),
  seed: z.int().min(1).max(999).default(1),
});
export type TrainSettings = z.infer<typeof TrainSettings>;

const none = z.strictObject({});

/** The most photos that a run draws its crops from. */
export const mostTrainingPhotos = 24;

/** An id that the engine gives a run. */
export const TrainRunId = z.string().regex(/^[0-9a-f]{8}$/);
export type TrainRunId = z.infer<typeof TrainRunId>;

/** 8-bit RGB rows. They are small, so they come with the answer. */
export const Crop = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  data: z.instanceof(Uint8Array),
});
export type Crop = z.infer<typeof Crop>;

/** Bars of a histogram from -limit to limit. Values outside count at the ends. */
export const trainBars = 25;

/** The distribution of a layer's numbers. `spread`: root of the mean square; null: it is not a number any more. */
const Spread = z.strictObject({ bars: z.array(z.int()).length(trainBars), spread: z.number().nullable() });
export type TrainSpread = z.infer<typeof Spread>;

const kinds = { weights: z.number(), gradients: z.number(), activations: z.number() };

/** A look at a network: its result for the crop that is held out, and its layers. */
export const TrainLook = z.strictObject({
  step: z.int().min(0),
  picture: Crop,
  /** Of the result against the truth, dB. Null: they are equal, or the result is not made of numbers. */
  psnr: z.number().nullable(),
  /** The ends of the histograms' axes: one for all layers, so that they can be compared. */
  limits: z.strictObject(kinds),
  layers: z.array(
    z.strictObject({
      name: z.string(),
      inputs: z.int(),
      units: z.int(),
      /** Units that give 0 everywhere on the crop; with tanh and sigmoid those that are at an end of their range everywhere. */
      dead: z.int(),
      weights: Spread,
      gradients: Spread,
      activations: Spread,
    }),
  ),
});
export type TrainLook = z.infer<typeof TrainLook>;

/** Where a run is. */
export const TrainState = z.strictObject({
  /** Steps that were taken. */
  step: z.int().min(0),
  /** Steps to which the run can go back, the first is 0. */
  snapshots: z.array(z.int().min(0)),
  /** The run stopped by itself: the loss is not a number since a step, or a hundred times what it was. */
  stopped: z.strictObject({ step: z.int(), why: z.enum(['notNumber', 'exploding']) }).nullable(),
});
export type TrainState = z.infer<typeof TrainState>;

const run = { run: TrainRunId };

/** The calls about a run that was made. */
const runRows = {
  /** Trains for some steps or some time, whichever ends first. The losses are those before each step; null: not a number. */
  'train.run': {
    by: 'engine',
    input: z.strictObject({
      ...run,
      steps: z.int().min(1).max(10_000),
      forMs: z.int().min(1).max(2000),
      rate: z.number().min(1e-6).max(100),
      look: z.boolean(),
    }),
    output: z.strictObject({
      state: TrainState,
      losses: z.array(z.number().nullable()),
      look: TrainLook.nullable(),
    }),
  },
  /** Goes back to a snapshot. */
  'train.rewind': {
    by: 'engine',
    input: z.strictObject({ ...run, step: z.int().min(0) }),
    output: z.strictObject({ state: TrainState, look: TrainLook }),
  },
  /** Puts the network as it is now among the models of this person. */
  'train.export': {
    by: 'engine',
    input: z.strictObject({ ...run, name: z.string().trim().min(1).max(60) }),
    output: z.strictObject({ model: z.string() }),
  },
  /** Gives the memory of a run back. */
  'train.free': { by: 'engine', input: z.strictObject(run), output: none },
} as const satisfies Record<string, CallRow>;

/** The calls about training. */
export function trainRows<Photo extends z.ZodType>(photo: Photo) {
  return {
    ...runRows,
    /**
     * Makes a run at step 0, or at the last snapshot of a run that an earlier engine had. The same input gives the same run. A part
     * of the first photo is held out. Three runs are kept; the one that was idle longest goes.
     */
    'train.create': {
      by: 'engine',
      input: z.strictObject({
        photos: z.array(photo).min(1).max(mostTrainingPhotos),
        source: z.enum(['own', 'samples']),
        settings: TrainSettings,
        provider: ProviderChoice,
        from: TrainRunId.exactOptional(),
      }),
      output: z.strictObject({
        ...run,
        provider: Provider,
        state: TrainState,
        dark: Crop,
        truth: Crop,
        darkPsnr: z.number().nullable(),
        look: TrainLook,
      }),
    },
  } as const satisfies Record<string, CallRow>;
}
