import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '@contract';
import { withWrongChecksum } from '../support/brokenFiles';
import { itNeeding, rightsNeeded, withoutRights } from '../support/needs';
import {
  animatedWebp,
  dng,
  gif,
  hugePng,
  jpeg,
  pixelsOf,
  png,
  putFiles,
  svg,
  truncatedJpeg,
} from '../support/oddPhotos';
import { recordOf, type JsonRun } from '../support/runCli';
import { cliFolderWithGoodPhoto } from '../support/cliFolder';

type Content = Buffer | string | (() => Buffer | string | Promise<Buffer | string>);

const contentOf = async (content: Content) => (typeof content === 'function' ? await content() : content);

function expectGoodDone(run: JsonRun, good: string): void {
  expect(recordOf(run, good)).toMatchObject({ status: 'done', provider: 'cpu', megapixels: 0.0012 });
}

/** No file is left in the folder of the results but these. */
async function expectResults(photos: string, names: string[]): Promise<void> {
  const found = (await readdir(join(photos, 'enhanced'))).filter((name) => name !== '.candela');
  expect(found.sort()).toEqual([...names].sort());
}

describe('candela enhance, photos that fail', () => {
  const failures: [name: string, content: Content, failure: { code: ErrorCode; sentence: string }][] = [
    [
      'text.jpg',
      'no picture at all',
      { code: 'photo.notAPhoto', sentence: 'is not a photo: its content is text.' },
    ],
    [
      'drawing.png',
      svg,
      { code: 'photo.notAPhoto', sentence: 'is not a photo: its content is an SVG drawing.' },
    ],
    ['empty.jpg', '', { code: 'photo.empty', sentence: 'is empty (0 bytes).' }],
    ['cut.jpg', truncatedJpeg, { code: 'photo.damaged', sentence: 'is damaged: the file ends too early.' }],
    [
      'sum.png',
      async () => withWrongChecksum(await png(400, 300)),
      { code: 'photo.damaged', sentence: 'is damaged: parts of the picture cannot be decoded.' },
    ],
    ['sensor.dng', dng, { code: 'photo.rawUndeveloped', sentence: 'cannot be developed: its camera' }],
    ['sensor.tif', dng, { code: 'photo.rawUndeveloped', sentence: 'cannot be developed: its camera' }],
    ['huge.png', hugePng, { code: 'photo.tooLarge', sentence: 'claims to be 50000 × 50000 pixels' }],
  ];

  it.each(failures)(
    'says of %s what is wrong, and does the others',
    async (name, content, { code, sentence }) => {
      const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
      await putFiles(photos, { [name]: await contentOf(content) });
      const run = await enhanceJson(['.']);
      const record = recordOf(run, join(photos, name));
      expect(record).toMatchObject({ status: 'failed', output: null, error: { code } });
      expect(record.error?.message).toContain(join(photos, name));
      expect(record.error?.message).toContain(sentence);
      expect(run.stderr).toContain(record.error?.message);
      expect(run.summary).toMatchObject({ done: 1, failed: 1, skipped: 0 });
      expect(run.code).toBe(1);
      expectGoodDone(run, good);
      await expectResults(photos, ['good-candela.jpg']);
    },
  );

  it('says that an input is missing', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    const run = await enhanceJson(['gone.jpg', 'good.jpg']);
    const gone = join(photos, 'gone.jpg');
    expect(recordOf(run, gone).error).toEqual({ code: 'input.missing', message: `${gone} does not exist.` });
    expect(run.code).toBe(1);
    expectGoodDone(run, good);
  });

  it('says that a folder holds no photo', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    await mkdir(join(photos, 'papers'));
    await putFiles(photos, { 'papers/letter.txt': 'Dear' });
    const run = await enhanceJson(['papers', 'good.jpg']);
    const papers = join(photos, 'papers');
    expect(recordOf(run, papers).error).toEqual({
      code: 'input.noPhotos',
      message: `There is no photo in ${papers}.`,
    });
    expect(run.code).toBe(1);
    expectGoodDone(run, good);
  });

  it('ends when links in a folder lead round in a circle', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    await symlink('..', join(photos, 'up'));
    await symlink('.', join(photos, 'here'));
    await symlink('two.jpg', join(photos, 'one.jpg'));
    await symlink('one.jpg', join(photos, 'two.jpg'));
    const run = await enhanceJson(['.', '--recursive']);
    expect(run.photos.map(({ input, error }) => [input, error?.code])).toEqual([
      [join(photos, 'one.jpg'), 'photo.unreadable'],
      [join(photos, 'two.jpg'), 'photo.unreadable'],
      [good, undefined],
    ]);
  });

  const unprivileged = withoutRights();
  const itUnprivileged = itNeeding(unprivileged !== undefined, rightsNeeded);
  const through = unprivileged ?? [];

  itUnprivileged('says of a file that may not be read why', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    const locked = join(photos, 'locked.jpg');
    await writeFile(locked, await jpeg());
    await chmod(locked, 0);
    const run = await enhanceJson(['.'], { through });
    expect(recordOf(run, locked).error).toMatchObject({ code: 'photo.unreadable' });
    expect(recordOf(run, locked).error?.message).toMatch(/locked\.jpg could not be opened: .*may not.*\./);
    expect(run.code).toBe(1);
    expectGoodDone(run, good);
  });

  itUnprivileged('says of a folder that may not be read why', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    await mkdir(join(photos, 'locked'), { mode: 0 });
    const run = await enhanceJson(['.', '--recursive'], { through });
    expect(recordOf(run, join(photos, 'locked')).error).toMatchObject({ code: 'photo.unreadable' });
    expectGoodDone(run, good);
  });

  itUnprivileged(
    'says, before any photo, that nothing can be written to the folder for the results',
    async () => {
      const { photos, enhance } = await cliFolderWithGoodPhoto();
      await mkdir(join(photos, 'locked'), { mode: 0o500 });
      const { code, stdout, stderr } = await enhance(['good.jpg', '--out', 'locked/deeper'], { through });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(
        `Nothing can be written to ${join(photos, 'locked')}: you may not write there.`,
      );
    },
  );

  // That it is a part of a photo would only show when it is decoded.
  itUnprivileged('fails the photos beside which nothing can be written before it reads them', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    await mkdir(join(photos, 'locked'));
    await putFiles(photos, { 'locked/a.jpg': await truncatedJpeg() });
    await chmod(join(photos, 'locked'), 0o500);
    const run = await enhanceJson(['locked/a.jpg', 'good.jpg'], { through });
    expect(recordOf(run, join(photos, 'locked/a.jpg')).error).toEqual({
      code: 'output.notWritable',
      message: `Nothing can be written to ${join(photos, 'locked')}: you may not write there.`,
    });
    expect(run.stderr).toContain('locked/a.jpg: Nothing can be written to ');
    expectGoodDone(run, good);
  });

  it('fails photos whose folder for results is a file', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    await mkdir(join(photos, 'b'));
    await putFiles(photos, { 'b/a.jpg': await truncatedJpeg(), 'b/enhanced': 'a file' });
    const run = await enhanceJson(['b', 'good.jpg']);
    expect(recordOf(run, join(photos, 'b/a.jpg')).error).toEqual({
      code: 'output.notAFolder',
      message: `${join(photos, 'b/enhanced')} is a file, not a folder.`,
    });
    expectGoodDone(run, good);
  });

  it.skipIf(process.platform === 'win32')('notices that a photo changes while it is read', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    const growing = join(photos, 'growing.png');
    await writeFile(growing, await png(2400, 2000));
    const writer = spawn('sh', ['-c', 'while :; do printf x >> growing.png; done'], { cwd: photos });
    try {
      const run = await enhanceJson(['growing.png', 'good.jpg']);
      expect(recordOf(run, growing).error).toEqual({
        code: 'photo.changed',
        message: `${growing} changed while it was being read.`,
      });
      expectGoodDone(run, good);
    } finally {
      writer.kill();
    }
  });
});

describe('candela enhance, odd photos that work', () => {
  it.each([
    ['really.png', () => jpeg(), { result: 'really-candela.jpg', notice: 'The file is' }],
    [
      'moving.webp',
      animatedWebp,
      { result: 'moving-candela.webp', notice: 'Only the first of 2 frames was enhanced.' },
    ],
    [
      'old.gif',
      gif,
      { result: 'old-candela.png', notice: 'The result is PNG, because GIF files are not written.' },
    ],
  ] as const)('does %s and says what is odd', async (name, content, { result, notice }) => {
    const { photos, enhanceJson } = await cliFolderWithGoodPhoto();
    await putFiles(photos, { [name]: await content() });
    const run = await enhanceJson(['.']);
    const record = recordOf(run, join(photos, name));
    expect(record).toMatchObject({ status: 'done', output: join(photos, 'enhanced', result) });
    expect(record.notices?.join('\n')).toContain(notice);
    expect(run.code).toBe(0);
    await expectResults(photos, ['good-candela.jpg', result]);
  });

  it.each([
    [1, 1],
    [3, 5000],
  ])('does a photo of %i × %i and gives back its pixels', async (width, height) => {
    const { photos, enhanceJson } = await cliFolderWithGoodPhoto();
    await putFiles(photos, { 'odd.png': await png(width, height) });
    const run = await enhanceJson(['odd.png']);
    expect(run.code).toBe(0);
    expect(await pixelsOf(join(photos, 'enhanced/odd-candela.png'))).toEqual(
      await pixelsOf(join(photos, 'odd.png')),
    );
  });

  const names = [
    '100%.jpg',
    'a#b?.jpg',
    ' two  spaces .jpg',
    '🌃👩‍🚀.jpg',
    'quo\'te".jpg',
    'line\nbreak.jpg',
    `${'n'.repeat(246)}.jpg`,
  ];
  it.each(names)('does a photo called %j', async (name) => {
    const { photos, enhanceJson } = await cliFolderWithGoodPhoto();
    await putFiles(photos, { [name]: await jpeg() });
    const run = await enhanceJson(['.', '--name', '{name}']);
    const record = recordOf(run, join(photos, name));
    expect(record.status).toBe('done');
    const safe = name.replace(/[?"\n]/g, '_').replace(/ \.jpg$/, '.jpg');
    await expectResults(photos, ['good.jpg', safe]);
    expect(record.output).toBe(join(photos, 'enhanced', safe));
  });

  it('does a photo whose result would be called too long, under a name that is cut', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    const long = join(photos, `${'n'.repeat(246)}.jpg`);
    await writeFile(long, await jpeg());
    const run = await enhanceJson(['.']);
    const output = join(photos, 'enhanced', `${'n'.repeat(237)}-candela.jpg`);
    expect(recordOf(run, long)).toMatchObject({ status: 'done', output });
    expectGoodDone(run, good);
  });

  it('says that the name of a result would be too long where the template leaves no room', async () => {
    const { photos, good, enhanceJson } = await cliFolderWithGoodPhoto();
    const run = await enhanceJson([good, '--name', 't'.repeat(256)]);
    expect(recordOf(run, join(photos, 'good.jpg')).error).toMatchObject({ code: 'output.nameTooLong' });
  });
});
