import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PhotoEntry } from '@contract';
import { openRouter, type TestRouter } from '../support/router';
import { bundle } from '../support/runBundled';

let entry = '';
let at: TestRouter;

const look = {
  inference: { model: 'cnn', controls: {}, provider: 'auto' as const },
  mix: { strength: 1, finish: {} },
};
const choices = {};

beforeAll(async () => {
  entry = await bundle('fakeHostChild');
});

beforeEach(async () => {
  at = await openRouter(entry);
});

describe('the main process', () => {
  it('answers a drop of many photos with their names, and reads them when asked', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `${String(index).padStart(2, '0')}.jpg`);
    at.put(...names.map((name) => `shoot/${name}`), 'shoot/refuse.jpg');
    const answer = await at.drop([join(at.home, 'shoot')]);
    const entries = answer.ok ? (answer.value as PhotoEntry[]) : [];
    expect(entries.map(({ name }) => name)).toEqual([...names, 'refuse.jpg']);
    expect(entries.some(({ summary, error }) => summary ?? error)).toBe(false);
    const handles = entries.map(({ photo }) => photo);
    const [first = '', second = ''] = handles;
    const last = handles.at(-1)!;
    await at.call('photos.close', { photos: [second] });
    const read = await at.call('photos.inspect', { photos: [first, second, last] });
    expect(read.map(({ photo }) => photo)).toEqual([first, last]);
    expect([read[0]?.summary?.format, read[1]?.error === undefined]).toEqual(['jpeg', false]);
    // What turned out to be no photo is not offered again.
    expect(await at.call('photos.session', {})).toEqual({ count: 59 });
  });

  it('saves a photo that was not read yet, in its own format', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `${String(index).padStart(2, '0')}.jpg`);
    at.put(...names.map((name) => `shoot/${name}`), 'shoot/refuse.jpg');
    const answer = await at.drop([join(at.home, 'shoot')]);
    const entries = answer.ok ? (answer.value as PhotoEntry[]) : [];
    const saved = await at.call('save.write', { photo: entries[0]!.photo, look, choices });
    expect(saved.name).toBe('00-candela.jpg');
    const refused = await at.answer('save.write', { photo: entries.at(-1)!.photo, look, choices });
    expect(refused).toMatchObject({ ok: false, error: { code: 'photo.empty' } });
  });

  it('adds 2,000 photos of a folder, and 10,000 dropped files with long paths, without a wait', async () => {
    const folder = 'a long name of a folder '.repeat(8);
    const names = Array.from({ length: 10_000 }, (_, index) => `${folder}/${index}.jpg`);
    const paths = at.put(...names);
    const started = performance.now();
    at.put(...Array.from({ length: 2000 }, (_, index) => `shoot/${index}.jpg`));
    const wroteMs = performance.now() - started;
    const drop = async (dropped: readonly string[]): Promise<[number, number]> => {
      const before = performance.now();
      const answer = await at.drop(dropped);
      return [answer.ok ? (answer.value as PhotoEntry[]).length : 0, performance.now() - before];
    };
    const [few, fewMs] = await drop([join(at.home, 'shoot')]);
    const [many, manyMs] = await drop(paths);
    process.stdout.write(
      `2,000 photos of a folder: ${Math.round(fewMs)} ms; 10,000 files: ${Math.round(manyMs)} ms (writing 2,000: ${Math.round(wroteMs)} ms)\n`,
    );
    expect([few, many]).toEqual([2000, 10_000]);
    expect(fewMs).toBeLessThan(2000);
    expect(manyMs).toBeLessThan(10_000);
  });
});
