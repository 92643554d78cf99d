/** @file How long it takes until every name of a batch is known, and how long a queue of its photos takes, by their number. */
import { link, mkdir } from 'node:fs/promises';
import { resolve, join } from 'node:path';
import { Settings, type PlannedJob } from '@contract';
import { planBatch, queueSteps, type BatchRequest } from '@jobs';
import { startEngineProcess, type EngineProcess } from '../../src/cli/engineProcess';
import { makePhoto } from './photos';

export type PlanningTime = {
  readonly photos: number;
  /** Until every name is known. */
  readonly plan: number;
  /** To add all of them to a queue, and to take every one through it. */
  readonly add: number;
  readonly through: number;
};

const never = new AbortController();

/** Plans folders of small photos, as `candela enhance` does. Seconds. */
export async function planningTimes(folder: string, counts: readonly number[]): Promise<PlanningTime[]> {
  const photo = join(folder, 'small.jpg');
  await makePhoto(photo, 1200, 1024);
  const engine = startEngineProcess({
    entry: resolve('dist', 'app', 'engine-host.mjs'),
    cacheFolder: join(folder, 'cache'),
    modelFolders: [resolve('models')],
    version: 'bench',
    env: process.env,
    onWords: (text) => process.stderr.write(text),
  });
  const times: PlanningTime[] = [];
  try {
    await engine.models({ signal: new AbortController().signal });
    for (const count of counts) {
      const inputs = [await shoot(folder, photo, count)];
      const begin = performance.now();
      const jobs = await plan(engine, { inputs, out: join(folder, 'out') });
      times.push({ photos: jobs.length, plan: since(begin), ...queueTimes(jobs) });
    }
  } finally {
    await engine.dispose();
  }
  return times;
}

const since = (begin: number): number => (performance.now() - begin) / 1000;

/** A folder of `count` photos, which share the bytes of one. */
async function shoot(folder: string, photo: string, count: number): Promise<string> {
  const place = join(folder, `shoot-${String(count)}`);
  await mkdir(place);
  for (let index = 1; index <= count; index += 1)
    await link(photo, join(place, `frame-${String(index)}.jpg`));
  return place;
}

/** @param wish besides all that is usual */
export async function plan(
  engine: EngineProcess,
  wish: Pick<BatchRequest, 'inputs' | 'out' | 'onlyDark'>,
): Promise<readonly PlannedJob[]> {
  const request = { recursive: true, settings: Settings.parse({ model: 'candela' }), now: new Date() };
  const { jobs } = await planBatch(
    { ...request, ...wish },
    {
      sniff: (path, options) => engine.sniff(path, options),
      isOwnResult: (path, options) => engine.isOwnResult(path, options),
      measures: engine,
      signal: never.signal,
    },
  );
  return jobs;
}

function queueTimes(jobs: readonly PlannedJob[]): Pick<PlanningTime, 'add' | 'through'> {
  const { add, emptyQueue, finish, next, start } = queueSteps;
  const begin = performance.now();
  let queue = add(emptyQueue, jobs);
  const added = since(begin);
  for (let entry = next(queue); entry !== undefined; entry = next(queue)) {
    queue = start(queue, entry.id);
    queue = finish(queue, entry.id, { record: recordOf(entry.job) });
  }
  return { add: added, through: since(begin) };
}

function recordOf({ input, output }: PlannedJob): queueSteps.Finish['record'] {
  const timings = { decodeMs: 1, inferenceMs: 1, encodeMs: 1, totalMs: 3 };
  const more = { model: 'candela', provider: 'cpu', megapixels: 1, timings } as const;
  return { type: 'photo', input, output, status: 'done', ...more };
}
