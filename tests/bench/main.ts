/**
 * @file The bench: the engine's own cost (identity model), the shipped models, memory and the overlap of stages.
 * All figures are ratios or times of one run on one machine; nothing here passes or fails.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Timings } from '@contract';
import { writeModel } from '../support/models';
import { oneByOneMemory } from './alone';
import { codecAlone, enhance, type Run } from './children';
import { runCodec, type CodecTimes } from './codec';
import { batchHead, wholeBatch } from './batch';
import { gpuBench, reportModel } from './gpu';
import { drawn } from './graph';
import { metricsBench } from './metrics';
import { developRepeatedly, rawBench } from './raw';
import { planningTimes } from './planning';
import { benchQuality, copies, makePhoto } from './photos';
import { referenceSpeed } from './reference';
import { trainingBench } from './training';

const graphPath = join('docs', 'planning.svg');

const print = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (ms: number) => (ms / 1000).toFixed(2);

function median<T>(values: readonly T[], measure: (value: T) => number): T {
  const sorted = [...values].sort((a, b) => measure(a) - measure(b));
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

type Place = { folder: string; env: NodeJS.ProcessEnv };

function sum(run: Run, key: keyof Timings): number {
  return run.photos.reduce((total, { timings }) => total + timings[key], 0);
}

async function singlePhoto(
  place: Place,
  photo: { path: string; megapixels: number },
  model: string,
): Promise<void> {
  const out = join(place.folder, 'out');
  const args = [photo.path, '--out', out, '--model', model, '--provider', 'cpu'];
  // Runs alternate, so a slowdown of the machine affects both. The median of each counts.
  const pairs: { alone: CodecTimes; run: Run }[] = [];
  for (let turn = 0; turn < (model === 'identity' ? 5 : 1); turn += 1) {
    const alone = await codecAlone(join(place.folder, 'alone.jpg'), [photo.path]);
    pairs.push({ alone, run: await enhance(args, place.env) });
  }
  const alone = median(
    pairs.map((pair) => pair.alone),
    (one) => one.decodeMs + one.encodeMs,
  );
  const run = median(
    pairs.map((pair) => pair.run),
    (one) => sum(one, 'totalMs'),
  );
  const times = run.photos[0]?.timings;
  if (!times) throw new Error('no record of the photo');
  const codec = alone.decodeMs + alone.encodeMs;
  const row = [
    model,
    photo.megapixels,
    ...[times.decodeMs, times.inferenceMs, times.encodeMs, times.totalMs].map(seconds),
    (photo.megapixels / (times.totalMs / 1000)).toFixed(2),
    (photo.megapixels / (times.inferenceMs / 1000)).toFixed(2),
    run.summary.peakRssMb.toFixed(0),
    seconds(codec),
    (times.totalMs / codec).toFixed(2),
    alone.peakRssMb.toFixed(0),
  ];
  print(`| ${row.join(' | ')} |`);
  await rm(out, { recursive: true });
}

type Batch = { count: number; model: string; oneByOne: string };

/** @param oneByOne a memory budget that processes photos one by one, with tiles of full size. Each stage then has the machine to itself. */
async function batch(place: Place, { count, model, oneByOne }: Batch): Promise<void> {
  const photo = join(place.folder, '12.jpg');
  await makePhoto(photo, 4000, 3000);
  const frames = join(place.folder, `frames-${String(count)}`);
  await mkdir(frames);
  await copies(photo, frames, count);
  const args = (out: string) => [
    frames,
    '--out',
    join(place.folder, out),
    '--model',
    model,
    '--provider',
    'cpu',
  ];
  const one = await enhance([...args('one'), '--memory', oneByOne], place.env);
  await rm(join(place.folder, 'one'), { recursive: true });
  const many = await enhance(args('many'), place.env);
  for (const each of [join(place.folder, 'many'), frames]) await rm(each, { recursive: true });
  const stages = (['decodeMs', 'inferenceMs', 'encodeMs'] as const).map((key) => sum(one, key));
  const slowest = Math.max(...stages);
  // Decoding and encoding take one core each, so all the work spread evenly over the cores is also a lower bound.
  const least = Math.max(slowest, stages.reduce((all, ms) => all + ms, 0) / cpus().length);
  const row = [
    model,
    count,
    ...stages.map(seconds),
    seconds(slowest),
    seconds(one.summary.totalMs),
    seconds(many.summary.totalMs),
    (many.summary.totalMs / slowest).toFixed(2),
    model === 'identity' ? (many.summary.totalMs / least).toFixed(2) : '–',
    many.summary.peakRssMb.toFixed(0),
  ];
  print(`| ${row.join(' | ')} |`);
}

async function setUpPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'candela-bench-'));
  const models = join(folder, 'models');
  // As large as the shipped models' tiles, so the loop costs the same as for them.
  await writeModel(models, 'identity', { tile: { size: 1024, overlap: 32 } });
  const env = { CANDELA_MODELS_DIR: models, CANDELA_CACHE_DIR: join(folder, 'cache') };
  await writeFile(join(folder, 'README'), 'Made by `npm run bench`; may be deleted.\n');
  return { folder, env };
}

async function main(quick: boolean): Promise<void> {
  const place = await setUpPlace();
  const [cpu] = cpus();
  print(
    `${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}`,
  );
  try {
    print(`reference: ${(await referenceSpeed()).toFixed(0)} GFLOP/s (tests/bench/reference.ts)`);
    print(
      '\n| model | MP | decode s | inference s | encode s | total s | MP/s total | MP/s inference | peak MB | sharp alone s | ratio | sharp alone peak MB |',
    );
    print('|---|---|---|---|---|---|---|---|---|---|---|---|');
    const sizes = [
      { path: join(place.folder, '24.jpg'), megapixels: 24, width: 6000, height: 4000 },
      { path: join(place.folder, '96.jpg'), megapixels: 96, width: 12000, height: 8000 },
    ];
    for (const size of sizes) await makePhoto(size.path, size.width, size.height);
    for (const model of ['identity', 'candela', 'cnn']) {
      for (const size of quick && model !== 'identity' ? [] : sizes) await singlePhoto(place, size, model);
    }
    print(
      '\n| model | photos of 12 MP | decode alone s | inference alone s | encode alone s | slowest stage s | one by one s | overlapped s | overlapped / slowest | overlapped / (all stages over the cores) | peak MB |',
    );
    print('|---|---|---|---|---|---|---|---|---|---|---|');
    await batch(place, { count: 40, model: 'identity', oneByOne: '64MB' });
    if (!quick) await batch(place, { count: 40, model: 'candela', oneByOne: oneByOneMemory });
  } finally {
    await rm(place.folder, { recursive: true, force: true });
  }
}

/** The graph in the docs is drawn from the same figures. */
async function planning(): Promise<void> {
  const { folder } = await setUpPlace();
  try {
    const times = await planningTimes(folder, [100, 1000, 10_000]);
    print('| photos | planned, s | added to a queue, s | through a queue, s |\n|---|---|---|---|');
    for (const { photos, ...each } of times)
      print(`| ${[photos, ...[each.plan, each.add, each.through].map((s) => s.toFixed(3))].join(' | ')} |`);
    const points = times.map(({ photos, plan }) => ({ x: photos, y: plan }));
    const axes = { title: 'Until every name of a batch is known', x: 'photos', y: 'seconds' };
    await writeFile(
      graphPath,
      drawn({ ...axes, points, aim: { y: 10, text: 'aim for 10,000 photos: 10 s' } }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function batches(count: number, model: string): Promise<void> {
  const place = await setUpPlace();
  try {
    print(`reference: ${(await referenceSpeed()).toFixed(0)} GFLOP/s\n\n${batchHead}`);
    await wholeBatch(place, { count, model });
  } finally {
    await rm(place.folder, { recursive: true, force: true });
  }
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === '--reference') print((await referenceSpeed()).toFixed(0));
else if (mode === '--codec') print(JSON.stringify(await runCodec(benchQuality, rest)));
else if (mode === '--planning') await planning();
else if (mode === '--metrics') await metricsBench(print);
else if (mode === '--raw') await rawBench(print);
else if (mode === '--raw-alone') print(JSON.stringify(await developRepeatedly(rest[0] ?? '')));
else if (mode === '--gpu') await gpuBench(print, { folder: 'models', isFetching: rest[0] === 'fetch' });
else if (mode === '--gpu-alone') print(JSON.stringify(await reportModel([rest[0] ?? ''], rest[1] ?? '')));
else if (mode === '--train') await trainingBench(...rest);
else if (mode === '--batch') await batches(Number(rest[0] ?? 100), rest[1] ?? 'candela');
else await main(mode === '--quick');
