import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { itNeeding, works } from '../support/needs';
import { jpeg, pixelsOf, png, putFiles } from '../support/oddPhotos';
import { recordOf } from '../support/runCli';
import { cliFolder, cliFolderWithGoodPhoto } from '../support/cliFolder';

const showCursor = '\u001b[?25h';
const files = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((name) => !name.startsWith('.candela')).sort();

describe('candela enhance', () => {
  it('writes an enhanced photo beside the original and leaves that alone', async () => {
    const { photos, enhanceJson } = await cliFolder('double');
    await putFiles(photos, { 'a.png': await png(300, 200) });
    const before = createHash('sha256')
      .update(await readFile(join(photos, 'a.png')))
      .digest('hex');
    const run = await enhanceJson(['a.png']);
    const record = recordOf(run, join(photos, 'a.png'));
    expect(record).toMatchObject({ status: 'done', model: 'double', provider: 'cpu', megapixels: 0.06 });
    expect(record.timings.totalMs).toBeGreaterThan(0);
    expect(run.summary).toMatchObject({ done: 1, failed: 0, skipped: 0 });
    expect(run.summary.peakRssMb).toBeGreaterThan(30);
    expect(run.code).toBe(0);
    const { data } = await pixelsOf(join(photos, 'a.png'));
    const result = await pixelsOf(record.output!);
    expect(result.data.equals(data.map((value) => Math.min(255, value * 2)))).toBe(true);
    expect(
      createHash('sha256')
        .update(await readFile(join(photos, 'a.png')))
        .digest('hex'),
    ).toBe(before);
    expect(await files(photos)).toEqual(['a.png', 'enhanced', 'enhanced/a-candela.png']);
  });

  it('mixes by the strength', async () => {
    const { photos, enhanceJson } = await cliFolder('double');
    await putFiles(photos, { 'a.png': await png() });
    const { code } = await enhanceJson(['a.png', '--strength', '0']);
    expect(code).toBe(0);
    expect(await pixelsOf(join(photos, 'enhanced/a-candela.png'))).toEqual(
      await pixelsOf(join(photos, 'a.png')),
    );
  });

  it('prints plain lines to a pipe: answers on stdout, words on stderr', async () => {
    const { photos, enhance } = await cliFolderWithGoodPhoto();
    await putFiles(photos, { 'bad.jpg': 'text', 'notes.txt': 'text' });
    const { code, stdout, stderr } = await enhance(['.']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'good.jpg → enhanced/good-candela.jpg\n' });
    expect(stderr).toContain(
      `${join(photos, 'bad.jpg')} is not a photo: its content is text.\n  Candela reads JPEG`,
    );
    expect(stderr).toContain('One other file is not a photo.\n1 done, 1 failed in ');
  });

  it('keeps the tree of folders and does not enhance its own results', async () => {
    const { photos, enhanceJson } = await cliFolder();
    await mkdir(join(photos, 'a/b'), { recursive: true });
    await putFiles(photos, {
      'x.JPG': await jpeg(),
      'a/b/y.jpeg': await jpeg(),
      'a/b/.hidden.jpg': await jpeg(),
    });
    for (const done of [2, 2])
      expect((await enhanceJson(['.', '-r', '--on-conflict', 'overwrite'])).summary).toMatchObject({ done });
    expect(await files(join(photos, 'enhanced'))).toEqual([
      'a',
      'a/b',
      'a/b/y-candela.jpeg',
      'x-candela.JPG',
    ]);
  });

  it.each([
    [
      'number',
      { done: 1, skipped: 0 },
      { names: ['good-candela-2.jpg', 'good-candela.jpg'], replaced: false },
    ],
    ['skip', { done: 0, skipped: 1 }, { names: ['good-candela.jpg'], replaced: false }],
    ['overwrite', { done: 1, skipped: 0 }, { names: ['good-candela.jpg'], replaced: true }],
  ] as const)(
    'follows the policy %s when the result is there',
    async (policy, summary, { names, replaced }) => {
      const { photos, enhanceJson } = await cliFolderWithGoodPhoto();
      await enhanceJson(['good.jpg']);
      const result = join(photos, 'enhanced/good-candela.jpg');
      const { ino } = await stat(result);
      const run = await enhanceJson(['good.jpg', '--on-conflict', policy]);
      expect(run.summary).toMatchObject({ ...summary, failed: 0 });
      if (policy === 'skip') expect(run.photos).toMatchObject([{ status: 'skipped', output: result }]);
      expect(run.code).toBe(0);
      expect(await files(join(photos, 'enhanced'))).toEqual(names);
      expect((await stat(result)).ino !== ino).toBe(replaced);
    },
  );

  it('gives two photos with one result two names, also when it may overwrite', async () => {
    const { photos, enhanceJson } = await cliFolderWithGoodPhoto();
    await mkdir(join(photos, 'other'));
    await putFiles(photos, { 'other/GOOD.jpg': await jpeg() });
    const run = await enhanceJson(['good.jpg', 'other', '--out', 'out', '--on-conflict', 'overwrite']);
    expect(run.summary.done).toBe(2);
    expect(await files(join(photos, 'out'))).toEqual(['GOOD-candela-2.jpg', 'good-candela.jpg']);
  });

  it('never lets a result take the place of an original', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    await putFiles(photos, { 'other.jpg': await jpeg() });
    const before = await readFile(good);
    const run = await enhanceJson(['.', '--out', '.', '--name', '{name}', '--on-conflict', 'overwrite']);
    expect(recordOf(run, good).error).toEqual({
      code: 'output.isInput',
      message: `The result would take the place of the original ${good}.`,
    });
    expect(run.code).toBe(1);
    expect((await readFile(good)).equals(before)).toBe(true);
    expect(await files(photos)).toEqual(['good.jpg', 'other.jpg']);
  });

  itNeeding(existsSync('/dev/full'), 'a device that is always full')(
    'says that its answer is lost where the disk is full, and fails',
    async () => {
      const { photos, enhance } = await cliFolderWithGoodPhoto();
      const through = ['sh', '-c', 'exec "$@" > /dev/full', 'sh'];
      const { code, stderr } = await enhance(['.', '--json'], { through });
      expect(code).toBe(1);
      expect(stderr).toContain('The answers could not be written to standard output: the disk is full.');
      expect(await files(join(photos, 'enhanced'))).toEqual(['good-candela.jpg']);
    },
  );

  it('goes on when nobody reads its answer', async () => {
    const { photos, enhance } = await cliFolderWithGoodPhoto();
    await putFiles(photos, { 'b.jpg': await jpeg(), 'c.jpg': await jpeg() });
    const { code, stderr } = await enhance(['.', '--json'], {
      onStart: (child) => {
        child.stdout?.destroy();
      },
    });
    expect(code).toBe(0);
    expect(stderr).toContain('3 done in');
    expect(await files(join(photos, 'enhanced'))).toHaveLength(3);
  });

  itNeeding(works('script', '--version'), 'a terminal (script)')(
    'draws bars in a terminal and takes them away again',
    async () => {
      const { photos, enhance } = await cliFolderWithGoodPhoto();
      await putFiles(photos, { 'big.jpg': await jpeg(1500, 1000) });
      const terminal = ['sh', '-c', 'exec script -qec "$*" /dev/null', 'sh'];
      const { stdout } = await enhance(['.'], { through: terminal, env: { TERM: 'xterm' } });
      expect(stdout).toMatch(/big\.jpg +[█░]{24} (reading|enhancing|writing)/);
      expect(stdout).toMatch(/All +[█░]{24} [012]\/2/);
      expect(stdout).toContain('good.jpg → enhanced/good-candela.jpg');
      expect(stdout).toContain(showCursor);
      expect(stdout.trimEnd()).toMatch(/2 done in [\d.]+ s \([\d.]+ MP\/s\)\.$/);
    },
  );
});
