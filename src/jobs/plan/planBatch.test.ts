import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Settings } from '@contract';
import { folder, isOwnResult, measures, plan, put, type Wish } from '../../../tests/support/plan';
import { planBatch, type Sniff } from './planBatch';

describe('planBatch, which photos', () => {
  it('puts the result of a file into `enhanced` beside it', async () => {
    await put({ 'a/x.jpg': 'jpeg' });
    expect((await plan(['a/x.jpg'])).jobs).toEqual({ 'a/x.jpg': 'a/enhanced/x-candela.jpg' });
  });

  it('names the result of a HEIC by its depth, unless a format is wanted', async () => {
    await put({ 'a/x.heic': 'heic8', 'a/y.hif': 'heic10' });
    const { jobs, formats } = await plan(['a']);
    expect(jobs).toEqual({ 'a/x.heic': 'a/enhanced/x-candela.jpg', 'a/y.hif': 'a/enhanced/y-candela.tif' });
    expect(formats).toEqual(['jpeg', 'tiff']);
    expect((await plan(['a'], { output: { format: 'avif' } })).formats).toEqual(['avif', 'avif']);
  });

  it('takes the photos of a folder in the order of their numbers, and not those of its subfolders', async () => {
    await put({ 'a/x10.jpg': 'jpeg', 'a/x9.jpg': 'jpeg', 'a/sub/y.jpg': 'jpeg' });
    const { jobs } = await plan(['a']);
    expect(Object.keys(jobs)).toEqual(['a/x9.jpg', 'a/x10.jpg']);
    expect(jobs['a/x9.jpg']).toBe('a/enhanced/x9-candela.jpg');
  });

  it('keeps the tree below each folder when recursive', async () => {
    await put({ 'a/x.jpg': 'jpeg', 'a/b/c/y.jpg': 'jpeg', 'd/z.jpg': 'jpeg' });
    expect((await plan(['a', 'd'], { recursive: true, out: 'out' })).jobs).toEqual({
      'a/x.jpg': 'out/x-candela.jpg',
      'a/b/c/y.jpg': 'out/b/c/y-candela.jpg',
      'd/z.jpg': 'out/z-candela.jpg',
    });
    expect((await plan(['a'], { recursive: true })).jobs['a/b/c/y.jpg']).toBe('a/enhanced/b/c/y-candela.jpg');
  });

  it.each<[Wish]>([[{}], [{ out: 'a/results' }]])(
    'does not enhance its own results again (%j)',
    async (wish) => {
      await put({ 'a/x.jpg': 'jpeg' });
      const results = wish.out ?? 'a/enhanced';
      await put({ [`${results}/x-candela.jpg`]: 'jpeg', [`${results}/deep/y.jpg`]: 'jpeg' });
      expect(Object.keys((await plan(['a'], { ...wish, recursive: true })).jobs)).toEqual(['a/x.jpg']);
    },
  );

  it.skipIf(process.platform !== 'linux')(
    'says of photos and folders whose names are not valid UTF-8 that they cannot be reached',
    async () => {
      await put({ 'a/x.jpg': 'jpeg' });
      const inA = (name: string) =>
        Buffer.concat([Buffer.from(join(folder, 'a/')), Buffer.from(name, 'latin1')]);
      await writeFile(inA('caf\xe9.jpg'), 'jpeg');
      await writeFile(inA('caf\xe9.txt'), 'text');
      await mkdir(inA('f\xeate'));
      expect((await plan(['a'])).rejected).toEqual({ 'a/caf\ufffd.jpg': 'input.badName' });
      const { jobs, rejected } = await plan(['a', 'a/caf\ufffd.jpg', 'a/gone.jpg'], { recursive: true });
      expect(Object.keys(jobs)).toEqual(['a/x.jpg']);
      expect(rejected).toEqual({
        'a/caf\ufffd.jpg': 'input.badName',
        'a/f\ufffdte': 'input.badName',
        'a/gone.jpg': 'input.missing',
      });
    },
  );

  it('passes over hidden, system and temporary files, and counts what is no photo', async () => {
    await put({
      'a/x.jpg': 'jpeg',
      'a/.DS_Store': 'x',
      'a/._x.jpg': 'x',
      'a/Thumbs.db': 'x',
      'a/desktop.ini': 'x',
      'a/.candela-1.part': 'jpeg',
      'a/.git/y.jpg': 'jpeg',
      'a/notes.txt': 'text',
      'a/x.xmp': 'text',
    });
    const found = await plan(['a'], { recursive: true });
    expect(found).toMatchObject({
      jobs: { 'a/x.jpg': expect.any(String) as string },
      rejected: {},
      ignored: 2,
    });
  });

  it('gives a line to what is called a photo, what is one, and what was named', async () => {
    await put({
      'a/fake.jpg': 'text',
      'a/sensor.cr2': 'raw',
      'a/unnamed': 'jpeg',
      'a/rawdata': 'raw',
      'a/notes.txt': 'text',
      'b.txt': 'text',
    });
    const found = await plan(['a', 'b.txt']);
    expect(found.jobs).toEqual({ 'a/unnamed': 'a/enhanced/unnamed-candela.jpg' });
    expect(found.rejected).toEqual({
      'a/fake.jpg': 'photo.notAPhoto',
      'a/sensor.cr2': 'photo.unsupported',
      'a/rawdata': 'photo.unsupported',
      'b.txt': 'photo.notAPhoto',
    });
    expect(found.ignored).toBe(1);
  });

  it('says which inputs are missing or hold no photo, and goes on with the others', async () => {
    await put({ 'x.jpg': 'jpeg', 'empty/notes.txt': 'text', 'deep/sub/y.jpg': 'jpeg' });
    const found = await plan(['gone.jpg', 'empty', 'deep', 'x.jpg']);
    expect(Object.keys(found.jobs)).toEqual(['x.jpg']);
    expect(found.rejected).toEqual({
      'gone.jpg': 'input.missing',
      empty: 'input.noPhotos',
      deep: 'input.noPhotos',
    });
  });

  it('takes a photo once that was given twice, by whatever path', async () => {
    await put({ 'a/x.jpg': 'jpeg' });
    await symlink(join(folder, 'a'), join(folder, 'link'));
    await symlink(join(folder, 'a/x.jpg'), join(folder, 'y.jpg'));
    const found = await plan(['a/x.jpg', 'a', 'a/x.jpg', 'link', 'y.jpg', 'a/../a/x.jpg']);
    expect(found).toMatchObject({ jobs: { 'a/x.jpg': 'a/enhanced/x-candela.jpg' }, rejected: {} });
  });

  it('ends in spite of links that lead round in a circle', async () => {
    await put({ 'a/x.jpg': 'jpeg' });
    await symlink('..', join(folder, 'a/up'));
    await symlink('.', join(folder, 'a/self'));
    await symlink('two.jpg', join(folder, 'a/one.jpg'));
    await symlink('one.jpg', join(folder, 'a/two.jpg'));
    await symlink('gone', join(folder, 'a/nowhere.png'));
    await symlink('gone', join(folder, 'a/nowhere'));
    const found = await plan(['a'], { recursive: true, out: 'out' });
    expect(found.jobs).toEqual({ 'a/x.jpg': 'out/x-candela.jpg' });
    expect(found.rejected).toEqual({
      'a/one.jpg': 'photo.unreadable',
      'a/two.jpg': 'photo.unreadable',
      'a/nowhere.png': 'input.missing',
    });
    expect(found.ignored).toBe(1);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'says that a folder may not be read',
    async () => {
      await put({ 'x.jpg': 'jpeg', 'locked/y.jpg': 'jpeg' });
      await chmod(join(folder, 'locked'), 0);
      const found = await plan(['locked', 'x.jpg']);
      await chmod(join(folder, 'locked'), 0o700);
      expect(found).toMatchObject({
        jobs: { 'x.jpg': expect.any(String) as string },
        rejected: { locked: 'photo.unreadable' },
      });
    },
  );

  it('leaves earlier results in folders alone, and takes one that is named', async () => {
    await put({
      'shoot/a.jpg': 'jpeg',
      'shoot/a-candela.jpg': 'jpeg result',
      'shoot/my-candela-lamp.jpg': 'jpeg',
      'shoot/day1/enhanced/b.jpg': 'jpeg result',
      'shoot/day1/enhanced/c.jpg': 'jpeg',
    });
    const found = await plan(['shoot'], { recursive: true });
    expect(Object.keys(found.jobs)).toEqual([
      'shoot/a.jpg',
      'shoot/my-candela-lamp.jpg',
      'shoot/day1/enhanced/c.jpg',
    ]);
    expect(found).toMatchObject({ results: 2, ignored: 0, rejected: {} });
    expect(Object.keys((await plan(['shoot/a-candela.jpg'])).jobs)).toEqual(['shoot/a-candela.jpg']);
  });

  it('does not call a folder empty that holds earlier results', async () => {
    await put({ 'enhanced/a.jpg': 'jpeg result' });
    expect(await plan(['enhanced'])).toMatchObject({ jobs: {}, rejected: {}, results: 1 });
  });

  it('hands the page on to every photo, and to its name where that wants it', async () => {
    await put({ 'x.jpg': 'jpeg', 'y.jpg': 'jpeg' });
    const output = { nameTemplate: '{name} p{page}' };
    const second = await plan(['x.jpg', 'y.jpg'], { page: 2, output });
    expect(second.pages).toEqual([2, 2]);
    expect(second.jobs).toEqual({ 'x.jpg': 'enhanced/x p2.jpg', 'y.jpg': 'enhanced/y p2.jpg' });
    const first = await plan(['x.jpg'], { output });
    expect([first.pages, first.jobs]).toEqual([[undefined], { 'x.jpg': 'enhanced/x p1.jpg' }]);
  });

  it('turns what the sniffer throws besides into a failure of that photo', async () => {
    await put({ 'x.jpg': 'jpeg' });
    const request = {
      inputs: [join(folder, 'x.jpg')],
      recursive: false,
      settings: Settings.parse({ model: 'cnn' }),
      now: new Date(),
    };
    const { signal } = new AbortController();
    const { rejected } = await planBatch(request, {
      sniff: () => Promise.reject(new Error('boom')),
      isOwnResult,
      measures,
      signal,
    });
    expect(rejected[0]?.error).toMatchObject({
      code: 'internal.unexpected',
      message: expect.stringContaining('boom') as string,
    });
  });

  it('stops when it is aborted', async () => {
    await put({ 'x.jpg': 'jpeg', 'y.jpg': 'jpeg' });
    const stop = new AbortController();
    const request = {
      inputs: [folder],
      recursive: false,
      settings: Settings.parse({ model: 'cnn' }),
      now: new Date(),
    };
    const stopping: Sniff = () => {
      stop.abort();
      return Promise.resolve({ format: 'jpeg' });
    };
    await expect(
      planBatch(request, { sniff: stopping, isOwnResult, measures, signal: stop.signal }),
    ).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
