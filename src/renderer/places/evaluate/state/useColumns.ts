import type { MetricId } from '@contract';
import { useStore } from 'zustand';
import { evaluate } from './evaluate';
import { columnsIn } from './rows';

/** The figures that the tables show now. */
export function useColumns(): readonly MetricId[] {
  return useStore(evaluate, ({ exposure, outcomes }) => columnsIn(exposure, outcomes));
}
