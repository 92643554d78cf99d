import { basename } from 'node:path';
import type { SeriesRecord } from '@contract';
import { matchSeries, type BatchPlan, type Series } from '@jobs';
import type { BatchEngine } from './engineProcess';
import { jsonLine } from './jsonLine';
import type { Program } from './Program';

/** The plan with one brightness for each of its series. Says how the photos were grouped. */
export async function withSeries(
  plan: BatchPlan,
  engine: BatchEngine,
  { program, json }: { program: Program; json: boolean },
): Promise<BatchPlan> {
  const { streams, signal } = program;
  const jobs = [...plan.jobs];
  const found: (readonly number[])[] = [];
  for (const places of plan.series) {
    const frames = places.flatMap((place) => jobs[place] ?? []);
    const matched = await matchSeries(frames, engine.tones, { signal });
    for (const [index, job] of matched.jobs.entries()) jobs[places[index] ?? jobs.length] = job;
    if (matched.series === null) continue;
    found.push(places);
    const record: SeriesRecord = { type: 'series', ...matched.series };
    if (json) streams.answerRaw(jsonLine(record));
    else streams.say(seriesLine(matched.series));
  }
  return { ...plan, jobs, series: found };
}

function seriesLine({ photos }: Series): string {
  const [first = '', last = ''] = [photos[0], photos.at(-1)].map((path) => basename(path ?? ''));
  return `A series of ${String(photos.length)}: ${first} to ${last}, made equally bright.`;
}
