import type { PlanProgress } from '@contract';
import { batchText } from '../../../text/batch';
import { fill } from '../../../text/en';

/** How far the plan of a batch is. */
export function planLine({ stage, done, total }: PlanProgress): string {
  return fill(stage === 'match' ? batchText.run.matching : batchText.run.looking, { done, total });
}
