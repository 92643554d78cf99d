/** @file Sets of pictures of the window, over an engine that invents scores. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PhotoEntry, Treatment } from '@contract';
import { openRouter, type TestRouter } from './router';

export type Sets = Record<string, PhotoEntry[]>;

/** @param entry of the engine, which knows a model in this test */
export async function openScoringRouter(entry: string): Promise<TestRouter> {
  process.env.FAKE_HOST = 'models';
  onTestFinished(() => {
    delete process.env.FAKE_HOST;
  });
  return openRouter(entry);
}

/** Opens folders of the home; the pictures of each by the folder's name. */
export async function openSets(at: TestRouter, ...folders: string[]): Promise<Sets> {
  at.person.answers = folders.map((folder) => join(at.home, folder));
  const sets: Sets = {};
  for (const one of await at.call('pairs.open', { what: 'folders' })) (sets[one.set!.name] ??= []).push(one);
  return sets;
}

export const photosOf = (set: readonly PhotoEntry[] = []) => set.map(({ photo }) => photo);

export const byModel: Treatment = {
  by: 'model',
  inference: { model: 'candela', controls: {}, provider: 'cpu' },
};
