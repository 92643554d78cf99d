import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const { open, wish, told, states, ended, until, results } = batchPage(() => at);

describe('a batch of the window', () => {
  it('is named as a whole, journaled and saved, and tells the page of each photo', async () => {
    const photos = await open('shoot/b.jpg', 'shoot/late.jpg', 'shoot/c.jpg');
    const choices = { nameTemplate: '{number}-{name}' };
    const outline = await at.call('batch.plan', wish(photos, { choices }));
    const names = ['001-b.jpg', '002-late.jpg', '003-c.jpg'];
    expect(outline.folders).toEqual([
      { folder: 'shoot/enhanced', files: names.map((name, index) => ({ photo: photos[index], name })) },
    ]);
    expect(existsSync(join(at.home, 'shoot/enhanced'))).toBe(false);
    expect(await at.call('batch.start', wish(photos, { choices }))).toEqual(outline);
    await ended();
    expect(results('shoot/enhanced')).toEqual(names);
    expect(states(photos)).toEqual(['done', 'done', 'done']);
    const { saved } = told().photos.get(photos[1]!)!;
    expect(saved).toMatchObject({ name: '002-late.jpg', folder: 'shoot/enhanced', canUndo: true });
    await vi.waitFor(() => {
      expect(at.person.taskbar.at(-1)).toBeNull();
    });
    expect(at.person.awake).toEqual([true, false]);
    expect(at.person.notified).toEqual([3]);
    const journal = await vi.waitFor(async () => {
      const { runs } = await readJournal(journalPlace(join(at.home, 'shoot/enhanced')));
      expect([...runs.values()].map(({ isEnded }) => isEnded)).toEqual([true]);
      return [...runs.values()][0]!;
    });
    expect(journal.photos.size).toBe(3);
    await at.call('batch.report', {});
    expect(at.person.shown).toEqual([join(at.home, 'shoot/enhanced/report.html')]);
    expect(readFileSync(at.person.shown[0]!, 'utf8')).toContain('002-late.jpg');
    await at.call('save.undo', { save: saved!.save });
    expect(results('shoot/enhanced')).toEqual(['001-b.jpg', '003-c.jpg', 'report.html']);
  });

  it('goes on when the page is gone, and tells a new page all of it', async () => {
    const photos = await open('late-1.jpg', 'late-2.jpg', 'x.jpg');
    await at.call('batch.start', wish(photos));
    at.router.leavePage();
    await ended();
    const state = await at.call('batch.state', {});
    expect(state.photos.map(({ state: is, saved }) => [is, saved?.name])).toEqual([
      ['done', 'late-1-candela.jpg'],
      ['done', 'late-2-candela.jpg'],
      ['done', 'x-candela.jpg'],
    ]);
  });

  it('tells a new page which photos an earlier batch did, whose time no longer counts', async () => {
    const photos = await open('a.jpg', 'b.jpg', 'c.jpg', 'long.jpg');
    await at.call('batch.start', wish(photos.slice(0, 2)));
    await ended();
    await at.call('batch.start', wish(photos.slice(1)));
    await until(photos, 'done', 'done', 'done', 'running');
    at.router.leavePage();
    const state = await at.call('batch.state', {});
    // The second photo was done once more.
    const earlier = new Map(state.photos.map(({ photo, isEarlier = false }) => [photo, isEarlier]));
    expect(photos.map((photo) => earlier.get(photo))).toEqual([true, false, false, false]);
    await at.call('batch.cancel', {});
  });

  it('loses one photo to a crash of the engine, and none beside it', async () => {
    const photos = await open('a.jpg', 'fatal.jpg', 'b.jpg', 'c.jpg');
    await at.call('batch.start', wish(photos));
    await ended();
    expect(states(photos)).toEqual(['done', 'failed', 'done', 'done']);
    expect(told().photos.get(photos[1]!)?.error?.code).toBe('engine.crashed');
    expect(JSON.stringify(told().photos.get(photos[1]!)?.error)).not.toContain(at.home);
    expect(results('enhanced')).toEqual(['a-candela.jpg', 'b-candela.jpg', 'c-candela.jpg']);
  });

  it('pauses when the disk is full, says why, and goes on', async () => {
    const photos = await open('room.jpg', 'a.jpg');
    await at.call('batch.start', wish(photos));
    await vi.waitFor(() => {
      expect(told().last).toMatchObject({ status: 'paused' });
    });
    expect(told().last.halt?.code).toBe('output.noSpace');
    expect(states(photos)[0]).toBe('queued');
    await at.call('batch.remove', { photos: [photos[0]!] });
    await at.call('batch.resume', {});
    await ended();
    expect(told().photos.size).toBe(1);
    expect(results('enhanced')).toEqual(['a-candela.jpg']);
  });

  it('pauses when its journal is gone, and does not tell the page where that lay', async () => {
    const photos = await open('late-1.jpg', 'late-2.jpg');
    await at.call('batch.start', wish(photos));
    rmSync(join(at.home, 'enhanced/.candela'), { recursive: true });
    await vi.waitFor(() => {
      expect(told().last).toMatchObject({ status: 'paused', halt: { code: 'journal.notWritten' } });
    });
    expect(JSON.stringify(at.events)).not.toContain(at.home);
    expect(results('enhanced')).toEqual(['late-1-candela.jpg', 'late-2-candela.jpg']);
  });

  it('is paused, reordered, thinned out and tried again as a person wishes', async () => {
    const photos = await open(...Array.from({ length: 8 }, (_, index) => `long-${index}.jpg`));
    await at.call('batch.start', wish(photos));
    const running = Array<string>(5).fill('running');
    await until(photos, ...running, 'queued', 'queued', 'queued');
    const [, , , , , sixth = '', seventh = '', eighth = ''] = photos;
    await at.call('batch.move', { photos: [eighth], before: sixth });
    await vi.waitFor(() => {
      expect(told().order.slice(5)).toEqual([eighth, sixth, seventh]);
    });
    await at.call('batch.pause', {});
    await vi.waitFor(() => {
      expect(told().last.status).toBe('pausing');
    });
    await at.call('batch.cancel', { photos: photos.slice(0, 5) });
    await vi.waitFor(() => {
      expect(told().last.status).toBe('paused');
    });
    await at.call('batch.remove', { photos: [sixth] });
    await at.call('batch.resume', {});
    await until([eighth, seventh], 'running', 'running');
    await at.call('batch.cancel', {});
    await ended();
    expect(told().photos.size).toBe(7);
    writeFileSync(join(at.home, 'long-0.jpg'), 'repaired');
    await at.call('batch.retry', { photos: photos.slice(0, 1) });
    await until(photos.slice(0, 2), 'done', 'cancelled');
    expect(results('enhanced')).toEqual(['long-0-candela.jpg']);
  });

  it('leaves bright photos out or copies them, and refuses what cannot be read', async () => {
    const photos = await open('shoot/bright.jpg', 'shoot/dark.jpg', 'shoot/refuse.jpg', 'shoot/dim.jpg');
    const measured = await at.call('batch.measure', { photos });
    expect(measured.map(({ median }) => median)).toEqual([0.8, 0.1, null, 0.1]);
    const batch = { onlyDark: 0.3, copyRest: true };
    const outline = await at.call('batch.plan', wish(photos, { batch }));
    expect(outline.left).toEqual([{ photo: photos[0], isCopied: true }]);
    expect(outline.refused.map(({ photo, error }) => [photo, error.code])).toEqual([
      [photos[2], 'photo.empty'],
    ]);
    await at.call('batch.start', wish(photos, { batch }));
    await ended();
    expect(states(photos)).toEqual(['skipped', 'done', 'failed', 'done']);
    expect(told().photos.get(photos[0]!)?.reason).toBe('copied');
    expect(results('shoot/enhanced')).toEqual(['bright.jpg', 'dark-candela.jpg', 'dim-candela.jpg']);
    const journal = readFileSync(join(at.home, 'shoot/enhanced/.candela/journal.jsonl'), 'utf8');
    expect(journal.split('"type":"copied"')).toHaveLength(2);
  });

  it('keeps the tree of a dropped folder in the folder for results, with one journal', async () => {
    at.put('night/a.jpg', 'night/roll 2/a.jpg', 'night/roll 2/deep/b.jpg');
    at.person.answers = [join(at.home, 'results')];
    await at.call('save.chooseFolder', {});
    const dropped = await at.drop([join(at.home, 'night')]);
    const photos = (dropped as { value: { photo: string }[] }).value.map(({ photo }) => photo);
    const { folders } = await at.call('batch.start', wish(photos));
    expect(folders.map(({ folder, files }) => [folder, files.map(({ name }) => name)])).toEqual([
      [expect.stringMatching(/results$/), ['a-candela.jpg']],
      ['results/roll 2', ['a-candela.jpg']],
      ['roll 2/deep', ['b-candela.jpg']],
    ]);
    await ended();
    expect(results('results/roll 2/deep')).toEqual(['b-candela.jpg']);
    expect(existsSync(join(at.home, 'results/.candela/journal.jsonl'))).toBe(true);
    expect(existsSync(join(at.home, 'results/roll 2/.candela'))).toBe(false);
  });

  it('gives a save and a batch different names', async () => {
    const photos = await open('a.jpg', 'late.jpg');
    await at.call('batch.start', wish(photos));
    const saved = await at.call('save.write', { photo: photos[1]!, look, choices: {} });
    expect(saved.name).toBe('late-candela-2.jpg');
    await ended();
    expect(results('enhanced')).toEqual(['a-candela.jpg', 'late-candela-2.jpg', 'late-candela.jpg']);
  });
});

describe('a batch that stopped', () => {
  it('is offered and continued by the next start, and nothing is done twice', async () => {
    const photos = await open('a.jpg', 'long.jpg', 'shoot/bright.jpg');
    await at.call('batch.start', wish(photos, { batch: { onlyDark: 0.3, copyRest: true } }));
    await until(photos, 'done', 'running', 'skipped');
    await at.services.batch.desk.close();
    const { home } = at;
    writeFileSync(join(home, 'long.jpg'), 'repaired');
    at = await openRouter(entry, home);
    const [batch] = await at.call('batch.unfinished', {});
    expect(batch).toMatchObject({ photos: 3, isRunning: false });
    const entries = await at.call('batch.continue', { batch: batch!.batch });
    expect(entries.map(({ name }) => name).sort()).toEqual(['a.jpg', 'bright.jpg', 'long.jpg']);
    expect(await at.call('batch.unfinished', {})).toEqual([]);
    await ended();
    const shown = [...told().photos.values()].map(({ state, reason }) => reason ?? state);
    expect(shown.sort()).toEqual(['copied', 'done', 'done']);
    expect(results('enhanced')).toEqual(['a-candela.jpg', 'long-candela.jpg']);
    expect(results('shoot/enhanced')).toEqual(['bright.jpg']);
    await vi.waitFor(() => {
      expect(readdirSync(join(home, 'batches'))).toEqual([]);
    });
  });
});

describe('a watched folder', () => {
  it('has each photo enhanced that comes into it, and none twice', async () => {
    at.put('watched/a.jpg');
    at.person.answers = [join(at.home, 'watched')];
    expect(await at.call('batch.watch', { look, choices: {}, batch: {} })).toMatchObject({
      folder: expect.stringContaining('watched') as string,
    });
    await vi.waitFor(
      () => {
        expect(existsSync(join(at.home, 'watched/enhanced/a-candela.jpg'))).toBe(true);
      },
      {
        timeout: 15_000,
      },
    );
    at.put('watched/b.jpg');
    await vi.waitFor(
      () => {
        expect(existsSync(join(at.home, 'watched/enhanced/b-candela.jpg'))).toBe(true);
      },
      {
        timeout: 15_000,
      },
    );
    const opened = at.events.filter((event) => event.kind === 'opened');
    expect(opened.map(({ photos, isQuiet }) => [photos.map(({ name }) => name), isQuiet])).toEqual([
      [['a.jpg'], true],
      [['b.jpg'], true],
    ]);
    await vi.waitFor(() => {
      expect(told().last.watching).toMatchObject({ arrived: 2, isThere: true });
    });
    await at.call('batch.unwatch', {});
    await vi.waitFor(() => {
      expect(told().last.watching).toBeNull();
    });
  }, 40_000);
});
