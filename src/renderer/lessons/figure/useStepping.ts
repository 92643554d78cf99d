import { usePlayback, type Playback } from '../page/usePlayback';

export type SteppingOptions = {
  /** The settings of the figure. Its time is their number of steps. */
  readonly values: {
    readonly useValues: () => { readonly steps: number };
    readonly set: (patch: { steps: number }) => void;
  };
  readonly most: number;
  /** Training steps for each step of the figure. */
  readonly by?: number;
  /** Nothing is left to step, though there are fewer steps than the most. */
  readonly isDone?: boolean;
  /** Steps of the figure a second. */
  readonly rate: number;
};

/** Plays a figure that counts its steps. */
export function useStepping({ values, most, by = 1, isDone = false, rate }: SteppingOptions): Playback {
  const { steps } = values.useValues();
  return usePlayback({
    step: () => {
      values.set({ steps: Math.min(most, steps + by) });
    },
    reset: () => {
      values.set({ steps: 0 });
    },
    isDone: isDone || steps >= most,
    rate,
  });
}
