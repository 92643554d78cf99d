import type { PhotoHandle } from '@contract';
import { createStore } from 'zustand/vanilla';

export type Measured = {
  /** Median luma, 0 to 1. Null: it cannot be measured. */
  readonly medians: Readonly<Record<PhotoHandle, number | null>>;
  readonly isRunning: boolean;
};

/** How dark the photos are, as far as that was measured. */
export const measured = createStore<Measured>()(() => ({ medians: {}, isRunning: false }));

/** Columns of the histogram. */
export const darkBins = 50;

export type Darkness = {
  /** Photos in each column, from dark to bright. */
  readonly bins: readonly number[];
  readonly dark: number;
  readonly bright: number;
  /** Photos that cannot be measured. They are enhanced. */
  readonly unknown: number;
  readonly measured: number;
};

/** How photos lie on both sides of a threshold. */
export function darknessOf(
  photos: readonly PhotoHandle[],
  medians: Measured['medians'],
  threshold: number,
): Darkness {
  const bins = Array.from({ length: darkBins }, () => 0);
  let [dark, bright, unknown] = [0, 0, 0];
  for (const photo of photos) {
    const median = medians[photo];
    if (median === undefined) continue;
    if (median === null) {
      unknown += 1;
      continue;
    }
    const bin = Math.min(darkBins - 1, Math.floor(median * darkBins));
    bins[bin] = (bins[bin] ?? 0) + 1;
    if (median <= threshold) dark += 1;
    else bright += 1;
  }
  return { bins, dark, bright, unknown, measured: dark + bright + unknown };
}
