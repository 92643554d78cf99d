import { join } from 'node:path';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { PhotoEntry } from '@contract';
import { openRouter, type TestRouter } from '../support/router';
import { bundle } from '../support/runBundled';

let entry = '';
let at: TestRouter;

beforeAll(async () => {
  entry = await bundle('fakeHostChild');
});

beforeEach(async () => {
  at = await openRouter(entry);
});

/** Names of the pictures by the name of their set. */
function setsOf(entries: readonly PhotoEntry[]): Record<string, string[]> {
  const sets: Record<string, string[]> = {};
  for (const { name, set } of entries) (sets[set?.name ?? ''] ??= []).push(name);
  return sets;
}

async function opened(...paths: string[]): Promise<PhotoEntry[]> {
  at.person.answers = paths.map((path) => join(at.home, path));
  return at.call('pairs.open', { what: 'folders' });
}

it('names the folder of each picture, reads none, and says nothing of where they lie', async () => {
  at.put('x/low/1.jpg', 'x/low/2.jpg', 'x/high/1.jpg', 'x/high/notes.txt');
  const entries = await opened('x/low', 'x/high');
  expect(setsOf(entries)).toEqual({ low: ['1.jpg', '2.jpg'], high: ['1.jpg'] });
  expect(entries.every(({ summary, error }) => summary === undefined && error === undefined)).toBe(true);
  expect(JSON.stringify(entries)).not.toContain(at.home);
  expect(new Set(entries.map(({ set }) => set?.id)).size).toBe(2);
});

it('takes the folders in one that was opened alone', async () => {
  at.put('eval/low/1.jpg', 'eval/high/1.jpg');
  expect(setsOf(await opened('eval'))).toEqual({ low: ['1.jpg'], high: ['1.jpg'] });
});

it('takes a few single files as a set each, and many as their folder', async () => {
  const paths = at.put('a/dark.jpg', 'a/lit.jpg');
  const two = await at.drop(paths, { kind: 'pairs' });
  expect(two).toMatchObject({
    ok: true,
    value: [{ set: { name: 'dark.jpg' } }, { set: { name: 'lit.jpg' } }],
  });
  const many = at.put('b/1.jpg', 'b/2.jpg', 'b/3.jpg', 'b/4.jpg');
  expect(await at.drop(many, { kind: 'pairs' })).toMatchObject({
    ok: true,
    value: Array.from({ length: 4 }, () => ({ set: { name: 'b' } })),
  });
});

it('keeps the handle of a picture that is open, apart from the photos to enhance', async () => {
  const [path = ''] = at.put('low/1.jpg');
  const photo = await at.open(path);
  const [first] = await opened('low');
  const [again] = await opened('low');
  expect(again?.photo).toBe(first?.photo);
  expect(first?.photo).not.toBe(photo);
});

it('refuses what holds no photo, and takes a cancelled dialog for nothing', async () => {
  at.put('empty/notes.txt');
  at.person.answers = [join(at.home, 'empty')];
  expect(await at.answer('pairs.open', { what: 'folders' })).toMatchObject({
    ok: false,
    error: { code: 'photo.noneDropped' },
  });
  expect(await opened()).toEqual([]);
});
