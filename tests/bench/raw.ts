/** @file How long the engine takes to develop a raw of 24 megapixels, with how much memory, and how much of it stays. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { rawAlone } from './children';
import { dngFile, type DngOptions } from '../fixtures/raw/dng';

const [width, height] = [6000, 4000];
const times = 5;

/** Grain, because smooth colours pack too well. */
const scene: DngOptions['scene'] = (x, y) => {
  const grain = (((x * 7919 + y * 104_729) % 61) - 30) / 900;
  const [u, v] = [x / width, y / height];
  return [0.1 + 0.35 * u + grain, 0.1 + 0.8 * v * u + grain, 0.1 + 0.5 * (1 - u) + grain];
};

const kinds = {
  'Bayer, lossless JPEG': { coding: 'lossless', bits: 14, tile: [512, 512] },
  'Bayer, plain': {},
  'X-Trans, plain': { pattern: 'XTrans' },
} as const satisfies Record<string, Partial<DngOptions>>;

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

async function peakMegabytes(): Promise<string> {
  const status = await readFile('/proc/self/status', 'utf8');
  return (Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024).toFixed(0);
}

export type Measured = { seconds: number[]; processorSeconds: number; peak: string; stays: string };

/** Several in a row: the first one compiles what the others use, and memory that stayed would add up. */
export async function developRepeatedly(path: string): Promise<Measured> {
  const { signal } = new AbortController();
  const seconds: number[] = [];
  let processorSeconds = 0;
  for (let run = 0; run < times; run += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await decodePhoto(path, { signal });
    seconds.push((performance.now() - start) / 1000);
    const { user, system } = process.cpuUsage(before);
    processorSeconds = (user + system) / 1e6;
  }
  return {
    seconds,
    processorSeconds,
    peak: await peakMegabytes(),
    stays: megabytes(process.memoryUsage().rss),
  };
}

export async function rawBench(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'candela-raw-'));
  print(
    '| 24 MP | seconds of each run | processor s of the last | peak MB | MB afterwards |\n|---|---|---|---|---|',
  );
  try {
    for (const [name, kind] of Object.entries(kinds)) {
      const path = join(folder, 'a.dng');
      await writeFile(path, dngFile({ width, height, scene, neutral: [0.5, 1, 0.7], ...kind }));
      const { seconds, processorSeconds, peak, stays } = await rawAlone(path);
      const each = seconds.map((time) => time.toFixed(1)).join(', ');
      print(`| ${name} | ${each} | ${processorSeconds.toFixed(1)} | ${peak} | ${stays} |`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
