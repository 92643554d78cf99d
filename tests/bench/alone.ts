/** @file What the stages of a batch take when each has the machine to itself. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Timings } from '@contract';
import { enhance } from './children';
import { copies, makePhoto } from './photos';

/** A memory budget with which `candela` takes 12 megapixel photos one by one, with tiles of full size. */
export const oneByOneMemory = '480MB';
export const stageKeys = ['decodeMs', 'inferenceMs', 'encodeMs'] as const;
type Stages = Pick<Timings, (typeof stageKeys)[number]>;

/** A folder of 12 megapixel photos, made anew. */
export async function frames(folder: string, count: number): Promise<string> {
  const photo = join(folder, '12.jpg');
  await makePhoto(photo, 4000, 3000);
  const place = join(folder, `frames-${String(count)}`);
  await mkdir(place);
  await copies(photo, place, count);
  return place;
}

/** Mean times of one photo in a run that takes them one by one, milliseconds. */
export async function stagesAlone(
  photos: readonly string[],
  { model, out, env }: { model: string; out: string; env: NodeJS.ProcessEnv },
): Promise<Stages> {
  const args = ['--out', out, '--model', model, '--provider', 'cpu', '--memory', oneByOneMemory];
  const run = await enhance([...photos, ...args], env);
  await rm(out, { recursive: true });
  const mean = (key: keyof Stages): number =>
    run.photos.reduce((sum, { timings }) => sum + timings[key], 0) / run.photos.length;
  return { decodeMs: mean('decodeMs'), inferenceMs: mean('inferenceMs'), encodeMs: mean('encodeMs') };
}

export function meanStages(all: readonly Stages[]): Stages {
  const mean = (key: keyof Stages): number => all.reduce((sum, each) => sum + each[key], 0) / all.length;
  return { decodeMs: mean('decodeMs'), inferenceMs: mean('inferenceMs'), encodeMs: mean('encodeMs') };
}
