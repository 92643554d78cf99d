import { useOneStep, values } from './oneStep';
import { toldStep } from './told';

/** What the figure shows, in words. */
export function useSays(): string {
  const state = values.useValues();
  const one = useOneStep();
  return one === null ? 'The photo is being read.' : toldStep(one, state);
}
