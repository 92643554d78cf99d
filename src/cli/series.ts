import { basename } from 'node:path';
import type { SeriesRecord } from '@contract';
import { matchGroups, type BatchPlan, type PlanProgress, type Series } from '@jobs';
import type { BatchEngine } from './engineProcess';
import { jsonLine } from './jsonLine';
import type { Program } from './Program';

type Options = {
  readonly program: Program;
  readonly json: boolean;
  readonly onProgress?: (progress: PlanProgress) => void;
};

/** The plan with one brightness for each of its series. */
export async function withSeries(
  plan: BatchPlan,
  engine: BatchEngine,
  { program: { signal }, onProgress }: Pick<Options, 'program' | 'onProgress'>,
): Promise<{ plan: BatchPlan; series: readonly Series[] }> {
  const { jobs, matched } = await matchGroups(plan.jobs, plan.series, {
    tonesOf: engine.tones,
    signal,
    onProgress,
  });
  return {
    plan: { ...plan, jobs, series: matched.map(({ places }) => places) },
    series: matched.map(({ series }) => series),
  };
}

/** Says how the photos were grouped. */
export function saySeries(
  found: readonly Series[],
  { program: { streams }, json }: Pick<Options, 'program' | 'json'>,
): void {
  for (const series of found) {
    const record: SeriesRecord = { type: 'series', ...series };
    if (json) streams.answerRaw(jsonLine(record));
    else streams.say(seriesLine(series));
  }
}

function seriesLine({ photos }: Series): string {
  const [first = '', last = ''] = [photos[0], photos.at(-1)].map((path) => basename(path ?? ''));
  return `A series of ${String(photos.length)}: ${first} to ${last}, made equally bright.`;
}
