/** @file The records of `candela compare --json`. */
import { LonelyRecord, MeansRecord, PairRecord } from '@contract';
import type { Run } from './runCli';

export function comparedRecords({ stdout }: Run) {
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string });
  const of = (type: string) => lines.filter((line) => line.type === type);
  return {
    pairs: of('pair').map((line) => PairRecord.parse(line)),
    means: of('summary').map((line) => MeansRecord.parse(line)),
    alone: of('unmatched').map((line) => LonelyRecord.parse(line)),
  };
}
