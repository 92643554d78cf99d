import type { Progress } from '@contract';

/** The finished part of a photo, 0 to 1. Nearly all of the time goes into the network, whose tiles are steps of equal length. */
export function photoShare({ stage, done, total }: Progress): number {
  if (stage !== 'inference') return stage === 'decode' ? 0 : 1;
  return total > 0 ? Math.min(1, done / total) : 0;
}
