/** @file A watched folder obeys what is chosen for a batch. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { journalPlace, readJournal } from '@jobs';
import { batchPage, look } from '../support/batchPage';
import { openRouter, type TestRouter } from '../support/router';
import { bundle } from '../support/runBundled';

let entry = '';
let at: TestRouter;

beforeAll(async () => {
  entry = await bundle('fakeHostChild');
});

const { results } = batchPage(() => at);

const untilThere = (...names: string[]) =>
  vi.waitFor(
    () => {
      expect(names.filter((name) => !existsSync(join(at.home, name)))).toEqual([]);
    },
    { timeout: 15_000 },
  );

it('leaves bright photos and other names alone, copies the rest, and matches frames that arrive together', async () => {
  at = await openRouter(entry);
  const names = ['bright.jpg', 'series-1.jpg', 'series-3.jpg', 'series-2-edit.jpg', 'late.png'];
  at.put(...names.map((name) => `watched/${name}`));
  at.person.answers = [join(at.home, 'watched')];
  await at.call('batch.watch', {
    ...{ look, choices: {}, batch: { onlyDark: 0.3, copyRest: true, series: true } },
    ...{ include: ['*.jpg'], exclude: ['*-edit*'] },
  });
  const there = ['bright.jpg', 'series-1-candela.jpg', 'series-3-candela.jpg'];
  await untilThere(...there.map((name) => `watched/enhanced/${name}`));
  at.put('watched/other.jpg');
  await untilThere('watched/enhanced/other-candela.jpg');
  expect(results('watched/enhanced')).toEqual([there[0], 'other-candela.jpg', ...there.slice(1)]);
  expect(readFileSync(join(at.home, 'watched/enhanced/bright.jpg'), 'utf8')).toBe('watched/bright.jpg');
  const opened = at.events.flatMap((event) => (event.kind === 'opened' ? event.photos : []));
  expect(opened.map(({ name }) => name)).toEqual(['bright.jpg', 'series-1.jpg', 'series-3.jpg', 'other.jpg']);
  const { runs } = await readJournal(journalPlace(join(at.home, 'watched/enhanced')));
  const [first] = runs.values();
  expect(first!.request.choice).toEqual({ recursive: false, onlyDark: 0.3, copyRest: true, series: true });
  const frames = [...first!.photos.values()];
  expect(frames.map(({ series, median }) => [series, median])).toEqual([
    [undefined, 0.8],
    [1, 0.1],
    [1, 0.1],
  ]);
  const [, dark = 0, bright = 0] = frames.map(({ settings }) => settings!.finish.brightness);
  expect(dark).toBeGreaterThan(bright);
}, 40_000);

it('refuses a pattern that is none, before it asks for a folder', async () => {
  at = await openRouter(entry);
  at.person.answers = ['never'];
  const answer = await at.answer('batch.watch', { look, choices: {}, batch: {}, include: ['/'] });
  expect(answer).toMatchObject({ ok: false, error: { code: 'usage.invalid' } });
  expect(at.person.answers).toEqual(['never']);
});
