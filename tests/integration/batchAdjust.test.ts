/** @file Photos of the window's batch that wait are given other settings. */
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { journalPlace, readJournal } from '@jobs';
import { batchPage, look } from '../support/batchPage';
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

const { open, wish, told, until, results } = batchPage(() => at);

describe('a photo that waits', () => {
  it('gets other settings, in their journal and their names, too', async () => {
    const names = [
      ...Array.from({ length: 5 }, (_, index) => `long-${index}.jpg`),
      'a.jpg',
      'b.jpg',
      'c.jpg',
    ];
    const photos = await open(...names);
    const choices = { nameTemplate: '{name}-{model}@{strength}' };
    await at.call('batch.start', wish(photos, { choices }));
    await until(photos, ...Array<string>(5).fill('running'), 'queued', 'queued', 'queued');
    const [first = '', , , , , a = '', b = '', c = ''] = photos;
    await at.call('batch.move', { photos: [c], before: a });
    const other = (strength: number) => ({ ...look, mix: { ...look.mix, strength } });
    await at.call('batch.adjust', {
      looks: [other(0.9), other(0.7)],
      photos: [
        { photo: first, look: 0 },
        { photo: a, look: 0 },
        { photo: b, look: 1 },
      ],
    });
    await vi.waitFor(() => {
      expect([first, a, b, c].map((photo) => told().photos.get(photo)?.look.mix.strength)).toEqual(
        // The first was at work.
        [0.5, 0.9, 0.7, 0.5],
      );
    });
    expect(told().order.slice(5)).toEqual([c, a, b]);
    // What would be continued after a crash.
    const place = journalPlace(join(at.home, 'enhanced'));
    const journaled = async () => {
      const [run] = (await readJournal(place)).runs.values();
      return [...run!.photos.values()].map(({ output, settings }) => [output, settings?.strength]).slice(5);
    };
    expect(await journaled()).toEqual([
      ['a-cnn@90.jpg', 0.9],
      ['b-cnn@70.jpg', 0.7],
      ['c-cnn@50.jpg', 0.5],
    ]);
    // A name that it had before is free again, and one that it has is not.
    await at.call('save.write', { photo: a, look, choices });
    await at.call('batch.cancel', { photos: photos.slice(0, 5) });
    await until([a, b, c], 'done', 'done', 'done');
    expect(results('enhanced')).toEqual(['a-cnn@50.jpg', 'a-cnn@90.jpg', 'b-cnn@70.jpg', 'c-cnn@50.jpg']);
    const saved = [a, b, c].map((photo) => told().photos.get(photo)?.saved?.name);
    expect(saved).toEqual(['a-cnn@90.jpg', 'b-cnn@70.jpg', 'c-cnn@50.jpg']);
  });

  it('keeps the brightness of its series where a person changes something else', async () => {
    const frames = Array.from({ length: 5 }, (_, index) => `long-${index}.jpg`);
    const photos = await open(...frames, 'series-1.jpg', 'series-2.jpg', 'series-3.jpg');
    await at.call('batch.start', wish(photos, { batch: { series: true } }));
    await until(photos, ...Array<string>(5).fill('running'), 'queued', 'queued', 'queued');
    const [one = '', , three = ''] = photos.slice(5);
    const place = journalPlace(join(at.home, 'enhanced'));
    const journaled = async () => {
      const [run] = (await readJournal(place)).runs.values();
      return [...run!.photos.values()].slice(5).map(({ settings, series }) => ({
        ...{ series, strength: settings!.strength, brightness: settings!.finish.brightness },
      }));
    };
    const before = await journaled();
    expect(before.map(({ series, brightness }) => [series, Math.sign(brightness)])).toEqual([
      ...[
        [1, 1],
        [1, 0],
        [1, -1],
      ],
    ]);
    const softer = { ...look, mix: { ...look.mix, strength: 0.2 } };
    const brighter = { ...look, mix: { ...look.mix, finish: { brightness: 0.3 } } };
    await at.call('batch.adjust', {
      looks: [softer, brighter],
      photos: [
        { photo: one, look: 0 },
        { photo: three, look: 1 },
      ],
    });
    expect(await journaled()).toEqual([
      { ...before[0], strength: 0.2 },
      before[1],
      { ...before[2], brightness: 0.3 },
    ]);
  });
});
