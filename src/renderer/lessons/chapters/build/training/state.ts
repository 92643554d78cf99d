import type { CallOutput, Crop, PhotoEntry, Provider, TrainLook, TrainState, WireError } from '@contract';
import type { TrainSettings } from '@contract';
import { createStore } from 'zustand/vanilla';

/** The photos that crops are drawn from. */
export type TrainingPhotos = { readonly entries: readonly PhotoEntry[]; readonly source: 'own' | 'samples' };

/** A run as the page knows it. */
export type RunView = {
  readonly id: string;
  readonly settings: TrainSettings;
  readonly photos: TrainingPhotos;
  readonly provider: Provider;
  readonly state: TrainState;
  /** The loss before each step. Null: not a number. */
  readonly losses: readonly (number | null)[];
  readonly dark: Crop;
  readonly truth: Crop;
  readonly darkPsnr: number | null;
  /** Looks at the held-out crop on the way, the first at the start. */
  readonly looks: readonly TrainLook[];
  readonly now: TrainLook;
};

type Training = {
  /** Null: they are being looked for. */
  readonly photos: TrainingPhotos | null;
  /** The run that is trained. */
  readonly current: RunView | null;
  /** A run that was put aside to be compared. */
  readonly other: RunView | null;
  readonly isMaking: boolean;
  readonly isRunning: boolean;
  /** Steps a second. Null: not known yet. */
  readonly pace: number | null;
  readonly error: WireError | null;
};

export const training = createStore<Training>()(() => ({
  photos: null,
  current: null,
  other: null,
  isMaking: false,
  isRunning: false,
  pace: null,
  error: null,
}));

/** The page keeps a look when the run has gone this much further than at the last one. */
const lookSpacing = 1.6;

export function madeRun(
  { run, provider, ...made }: CallOutput<'train.create'>,
  of: { settings: TrainSettings; photos: TrainingPhotos },
): RunView {
  const { state, dark, truth, darkPsnr, look } = made;
  return { id: run, ...of, provider, state, losses: [], dark, truth, darkPsnr, looks: [look], now: look };
}

/** A run after some steps. */
export function advanced(run: RunView, { state, losses, look }: CallOutput<'train.run'>): RunView {
  const now = look ?? run.now;
  const last = run.looks.at(-1)?.step ?? 0;
  const isKept = look !== null && look.step > Math.max(5, last) * lookSpacing;
  return {
    ...run,
    state,
    losses: [...run.losses, ...losses],
    looks: isKept ? [...run.looks, look] : run.looks,
    now,
  };
}

/** A run that went back. */
export function rewound(run: RunView, { state, look }: CallOutput<'train.rewind'>): RunView {
  return {
    ...run,
    state,
    losses: run.losses.slice(0, state.step),
    looks: run.looks.filter(({ step }) => step <= state.step),
    now: look,
  };
}

/** Where the slider of a run can stand: its snapshots, and the present step, which is seldom one of them. */
export function placesOf({ step, snapshots }: Pick<TrainState, 'step' | 'snapshots'>): readonly number[] {
  return [...new Set([...snapshots, step])].sort((one, other) => one - other);
}
