import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

const look = {
  inference: { model: 'cnn', controls: {}, provider: 'auto' as const },
  mix: { strength: 0.5, finish: {} },
};
const choices = {};

describe('opening', () => {
  it('gives handles and says nothing of where photos lie', async () => {
    at.person.answers = at.put('shoot/a.jpg', 'shoot/b.jpg');
    const entries = await at.call('photos.open', {});
    expect(entries.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
    expect(JSON.stringify(entries)).not.toContain(at.home);
    expect(entries[0]).toMatchObject({ summary: { width: 64, height: 48 } });
  });

  it('keeps the handle of a photo that is open', async () => {
    const [path = ''] = at.put('a.jpg');
    expect(await at.open(path)).toBe(await at.open(path));
  });

  it('makes a refused photo an entry with its sentence', async () => {
    at.person.answers = at.put('refuse.jpg', 'a.jpg');
    const [refused, fine] = await at.call('photos.open', {});
    expect(refused?.error).toMatchObject({ code: 'photo.empty', message: 'refuse.jpg is empty (0 bytes).' });
    expect(fine?.summary).toBeDefined();
  });

  it('opens a refused photo by its handle when its file was repaired', async () => {
    const [path = ''] = at.put('refuse.jpg');
    const photo = await at.open(path);
    const still = await at.call('photos.reopen', { photo });
    expect(still).toMatchObject({
      photo,
      error: { code: 'photo.empty', message: 'refuse.jpg is empty (0 bytes).' },
    });
    writeFileSync(path, 'repaired');
    const entry = await at.call('photos.reopen', { photo });
    expect(entry).toMatchObject({ photo, name: 'refuse.jpg', summary: { width: 64 } });
    expect(entry.error).toBeUndefined();
    expect(await at.call('photos.recent', {})).toMatchObject([{ name: 'refuse.jpg' }]);
    expect(await at.answer('photos.reopen', { photo: 'f'.repeat(32) })).toMatchObject({
      error: { code: 'photo.closed' },
    });
  });

  it('looks into dropped folders for photos, and leaves out hidden files and results', async () => {
    at.put(
      'shoot/2.jpg',
      'shoot/10.jpg',
      'shoot/.hidden.jpg',
      'shoot/notes.txt',
      'shoot/enhanced/2-candela.jpg',
    );
    at.put('shoot/more/3.png');
    const answer = await at.drop([join(at.home, 'shoot')]);
    expect(answer).toMatchObject({
      ok: true,
      value: [{ name: '2.jpg' }, { name: '10.jpg' }, { name: '3.png' }],
    });
  });

  it('says what can be dropped when nothing was', async () => {
    at.put('empty/notes.txt');
    expect(await at.drop([join(at.home, 'empty')])).toMatchObject({
      ok: false,
      error: { code: 'photo.noneDropped' },
    });
  });

  it('pastes files, else a picture, whose results go to the pictures', async () => {
    at.person.files = at.put('a.jpg');
    expect(await at.call('photos.paste', {})).toMatchObject([{ name: 'a.jpg' }]);
    at.person.files = [];
    expect(await at.answer('photos.paste', {})).toMatchObject({ error: { code: 'photo.nonePasted' } });
    at.person.picture = new Uint8Array([1, 2, 3]);
    const [pasted] = await at.call('photos.paste', {});
    expect(pasted?.name).toMatch(/^Pasted \d{4}-\d\d-\d\d \d{6}\.png$/);
    expect(await at.call('save.example', { photo: pasted!.photo, look, choices })).toMatchObject({
      folder: expect.stringMatching(/\/pictures$/) as string,
    });
  });

  it('remembers what was opened, across starts', async () => {
    await at.open(at.put('shoot/a.jpg')[0]!);
    await at.open(at.put('shoot/b.jpg')[0]!);
    const recent = await at.call('photos.recent', {});
    expect(recent.map(({ name }) => name)).toEqual(['b.jpg', 'a.jpg']);
    expect(recent[0]?.folder).toMatch(/\/shoot$/);
    expect(await at.call('photos.openRecent', { recent: recent[1]!.recent })).toMatchObject([
      { name: 'a.jpg' },
    ]);
    await at.services.state.settled();
    expect(readFileSync(join(at.home, 'state.json'), 'utf8')).toContain('shoot/b.jpg');
    await at.call('photos.clearRecent', {});
    expect(await at.call('photos.recent', {})).toEqual([]);
  });

  it('opens the last session again, without the photos that were closed, and tells no path', async () => {
    at.person.answers = at.put('shoot/a.jpg', 'shoot/b.jpg', 'shoot/refuse.jpg', 'shoot/c.jpg');
    const [a, b, , c] = await at.call('photos.open', {});
    await at.call('photos.close', { photos: [b!.photo] });
    expect(await at.call('photos.session', {})).toEqual({ count: 2 });
    await at.services.state.settled();
    const stored = JSON.parse(readFileSync(join(at.home, 'state.json'), 'utf8')) as { session: string[] };
    expect(stored.session).toEqual([join(at.home, 'shoot/a.jpg'), join(at.home, 'shoot/c.jpg')]);
    await at.call('photos.close', { photos: [c!.photo] });
    await at.call('photos.close', { photos: [a!.photo] });
    // The last photo was closed, and its window offers it.
    const again = await at.call('photos.reopenSession', {});
    expect(again.map(({ name }) => name)).toEqual(['a.jpg']);
    expect(JSON.stringify(again)).not.toContain(at.home);
    await at.call('photos.clearRecent', {});
    expect(await at.call('photos.session', {})).toEqual({ count: 0 });
  });

  it('keeps the settings of a photo by its content', async () => {
    const [one = '', copy = '', other = ''] = at.put('a.jpg', 'copy.jpg', 'other.jpg');
    writeFileSync(copy, 'a.jpg');
    const settings = {
      model: 'candela',
      strength: 0.4,
      controls: { denoise: 0.2 },
      finish: { brightness: 0, highlights: 0, colour: 0 },
    };
    const photo = await at.open(one);
    expect(await at.call('settings.find', { photo })).toBeNull();
    await at.call('settings.keep', { photo, settings });
    expect(await at.call('settings.find', { photo: await at.open(copy) })).toEqual(settings);
    expect(await at.call('settings.find', { photo: await at.open(other) })).toBeNull();
    await at.call('settings.keep', { photo, settings: null });
    expect(await at.call('settings.find', { photo })).toBeNull();
  });

  it('gives a page that starts anew the sample that was opened, and not those that were offered', async () => {
    at.put('samples/a.jpg', 'samples/b.jpg');
    const [, b] = await at.call('photos.samples', {});
    expect(at.services.registry.entries()).toEqual([]);
    await at.call('photos.openSample', { photo: b!.photo });
    expect(at.services.registry.entries()).toEqual([b]);
    await at.call('photos.close', { photos: [b!.photo] });
    expect(at.services.registry.entries()).toEqual([]);
  });

  it('offers samples under handles that stay, and does not take them for photos that are open', async () => {
    at.put('samples/b.jpg', 'samples/a.jpg', 'samples/readme.txt');
    const samples = await at.call('photos.samples', {});
    expect(samples.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
    expect(await at.call('photos.samples', {})).toEqual(samples);
    expect(at.services.registry.entries()).toEqual([]);
  });

  it('forgets a closed photo', async () => {
    const photo = await at.open(at.put('a.jpg')[0]!);
    await at.call('photos.close', { photos: [photo] });
    expect(await at.answer('photos.preview', { photo, size: 256 })).toMatchObject({
      error: { code: 'photo.closed' },
    });
  });
});

describe('ground truths', () => {
  it.each([
    ['low/1.png', 'high/1.png'],
    ['low/1.png', 'GT/1.jpg'],
    ['1.jpg', 'truth/1.jpg'],
    ['1.jpg', 'ground-truth/1.tif'],
    ['1.jpg', '1-truth.png'],
  ])('of %s is found in %s', async (photo, truth) => {
    const [path = ''] = at.put(photo, truth);
    const found = await at.call('photos.findTruth', { photo: await at.open(path) });
    expect(found?.name).toBe(truth.split('/').at(-1));
  });

  it('is not found where none is', async () => {
    const [path = ''] = at.put('low/1.png', 'high/2.png', 'other/1.png');
    expect(await at.call('photos.findTruth', { photo: await at.open(path) })).toBeNull();
  });

  it('of a photo that was never opened cannot be measured', async () => {
    const photo = await at.open(at.put('a.jpg')[0]!);
    const measured = await at.answer('photos.measure', { photo, truth: 'a'.repeat(32), look });
    expect(measured).toMatchObject({ ok: false, error: { code: 'photo.closed' } });
  });

  it('can be dropped on a photo, and is measured by its handle', async () => {
    const photo = await at.open(at.put('a.jpg')[0]!);
    const answer = await at.drop(at.put('b.jpg'), { kind: 'truth', photo });
    expect(answer).toMatchObject({ ok: true, value: [{ name: 'b.jpg' }] });
    expect(at.services.registry.entries().map(({ name }) => name)).toEqual(['a.jpg']);
  });
});

describe('calls that the page must not make', () => {
  it.each([
    ['photo.inspect', { photo: { path: '/etc/passwd' } }],
    ['photo.enhance', {}],
    ['files.open', { paths: ['/etc/passwd'], purpose: { kind: 'photos' } }],
    ['photos.preview', { photo: { path: '/etc/passwd' }, size: 256 }],
    ['photos.preview', { photo: '/etc/passwd', size: 256 }],
    ['photos.preview', { photo: 'a'.repeat(32), size: 1e9 }],
  ])('are refused: %s with %j', async (name, input) => {
    expect(await at.router.answer({ name, input, id: 'mine' })).toMatchObject({
      ok: false,
      error: { code: 'usage.refusedMessage' },
    });
  });
});

describe('pixels', () => {
  it('wait under handles for the one who asked', async () => {
    const photo = await at.open(at.put('a.jpg')[0]!);
    const { picture, display } = await at.call('photos.preview', { photo, size: 256 });
    expect(display).toBeNull();
    expect(at.services.images.take(photo, picture.image)).toHaveLength(64 * 48 * 3);
    const draft = await at.call('photos.draft', { photo, size: 256, inference: look.inference });
    expect(at.services.images.take(photo, draft.picture.image)?.[0]).toBe(120);
    const tile = await at.call('photos.tile', { photo, column: 0, row: 0, inference: null });
    expect(at.services.images.take(photo, tile.image)?.[0]).toBe(60);
  });

  it('of a damaged photo come with what is wrong', async () => {
    const photo = await at.open(at.put('damaged.jpg')[0]!);
    const { picture, damage } = await at.call('photos.preview', { photo, size: 256 });
    expect(damage).toMatchObject({ code: 'photo.damaged', message: 'It is damaged.' });
    expect(at.services.images.take(photo, picture.image)).toHaveLength(64 * 48 * 3);
  });

  it('tell their progress and stop when cancelled', async () => {
    const photo = at.services.registry.add({ path: join(at.home, 'slow.jpg') }).photo;
    const message = {
      name: 'photos.draft',
      input: { photo, size: 256, inference: look.inference },
      id: 'mine',
    };
    const answer = at.router.answer(message);
    await expect
      .poll(() => at.events)
      .toEqual([{ kind: 'progress', call: 'mine', stage: 'inference', done: 1, total: 4 }]);
    expect(await at.router.answer(message)).toMatchObject({ error: { code: 'usage.refusedMessage' } });
    at.router.cancel('mine');
    expect(await answer).toEqual({ ok: false, aborted: true });
  });
});
