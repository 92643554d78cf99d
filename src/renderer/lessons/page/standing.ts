import { createContext, useContext, type ReactNode } from 'react';
import type { Adjustments } from '../../state/look';

/** The photo that a page stands beside. */
export type Beside = {
  /** Its settings while no hand is on a slider. The figures open its model with them. */
  readonly look: Adjustments;
  /** The sliders of its model, for the figure that shows what they change. */
  readonly sliders: ReactNode;
};

export type Standing = {
  /** Null: in Learn, where a figure has a model and sliders of its own. */
  readonly beside: Beside | null;
  /** Shows another page. */
  readonly goTo: (page: string) => void;
};

/** Where a page stands. Whoever shows one says so. */
export const StandingContext = createContext<Standing>({ beside: null, goTo: () => undefined });

export function useStanding(): Standing {
  return useContext(StandingContext);
}

export function useBeside(): Beside | null {
  return useContext(StandingContext).beside;
}
