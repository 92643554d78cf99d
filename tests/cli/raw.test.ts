import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { dngFile, type DngOptions } from '../fixtures/raw/dng';
import { optionsOf } from '../fixtures/raw/shapes';
import { cliFolder } from '../support/cliFolder';
import { developed, pathWith, standIn } from '../support/standInDeveloper';
import { putFiles } from '../support/oddPhotos';

const dng = (more: Partial<DngOptions> = {}): Buffer => dngFile({ ...optionsOf('RGGB'), ...more });
const grey: DngOptions['scene'] = () => [0.05, 0.1, 0.07];

const jpeg = (): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#302010' } })
    .jpeg()
    .toBuffer();

const meanOf = async (path: string): Promise<number> => {
  const { channels } = await sharp(path, { ignoreIcc: true }).stats();
  return channels[1]?.mean ?? 0;
};

describe('candela enhance, camera raw', () => {
  it('does a folder of raws, pairs and junk, each with its own line', async () => {
    const { photos, enhanceJson } = await cliFolder();
    await putFiles(photos, {
      'IMG_1.dng': dng(),
      'IMG_1.jpg': await jpeg(),
      'IMG_2.nef': await jpeg(),
      'black.dng': dng({ scene: () => [0, 0, 0] }),
      'cut.cr2': dng({ isDirectoryFirst: true }).subarray(0, 9000),
      'junk.arw': Buffer.alloc(3000, 7),
    });
    const run = await enhanceJson(['.']);
    const of = (name: string) => run.photos.find(({ input }) => input === join(photos, name));
    expect(of('IMG_1.dng')).toMatchObject({
      status: 'done',
      output: join(photos, 'enhanced/IMG_1-candela.tif'),
    });
    expect(of('IMG_1.jpg')).toMatchObject({
      status: 'done',
      output: join(photos, 'enhanced/IMG_1-candela.jpg'),
    });
    expect(of('IMG_2.nef')?.notices).toEqual(['The file is JPEG although its name says otherwise.']);
    expect(of('black.dng')?.error).toMatchObject({ code: 'photo.rawUndeveloped' });
    expect(of('cut.cr2')?.status).toBe('failed');
    expect(of('junk.arw')?.error?.code).toBe('photo.notAPhoto');
    const { format, depth, width, height } = await sharp(of('IMG_1.dng')?.output ?? '').metadata();
    expect({ format, depth, width, height }).toEqual({
      format: 'tiff',
      depth: 'ushort',
      width: 160,
      height: 120,
    });
  });

  it('takes one file of a shot where that is asked for', async () => {
    const { photos, enhanceJson } = await cliFolder();
    await putFiles(photos, { 'IMG_1.dng': dng(), 'IMG_1.jpg': await jpeg() });
    const { photos: records } = await enhanceJson(['.', '--raw-jpeg', 'raw']);
    expect(records).toMatchObject([
      { input: join(photos, 'IMG_1.jpg'), status: 'skipped', reason: 'otherOfPair' },
      { input: join(photos, 'IMG_1.dng'), status: 'done' },
    ]);
  });

  it('develops as it is told, and its journal says so', async () => {
    const { photos, enhanceJson } = await cliFolder();
    await putFiles(photos, { 'a.dng': dng({ scene: grey }), 'b.dng': dng({ scene: grey }) });
    const usual = await enhanceJson(['.', '-s', '0', '--name', '{name}-usual']);
    const asked = ['--raw-exposure', '1', '--raw-highlights', 'clip'];
    const brighter = await enhanceJson(['.', '-s', '0', '--name', '{name}-brighter', ...asked]);
    const [before = '', after = ''] = [usual, brighter].map((run) => run.photos[0]?.output ?? '');
    expect(await meanOf(after)).toBeGreaterThan((await meanOf(before)) * 1.2);
    const journal = await readFile(join(photos, 'enhanced', '.candela', 'journal.jsonl'), 'utf8');
    expect(journal).toContain('"raw":{"exposure":1,"white":"camera","highlights":"clip","preview":"never"}');
  });

  it('lets a program of the person’s own develop, and its journal says which version', async () => {
    const { photos, enhanceJson } = await cliFolder();
    await putFiles(photos, { 'a.dng': dng({ scene: grey }), 'b.jpg': await jpeg() });
    const rawTherapee = standIn('rawtherapee-cli');
    const env = { PATH: pathWith(rawTherapee) };
    const run = await enhanceJson(['.', '-s', '0', '--raw-developer', 'rawtherapee'], { env });
    const raw = run.photos.find(({ input }) => input === join(photos, 'a.dng'));
    expect(raw).toMatchObject({
      status: 'done',
      notices: ['RawTherapee 9.8.7 developed the photo with its own defaults.'],
    });
    const { width, height } = await sharp(raw?.output ?? '').metadata();
    expect([width, height]).toEqual([developed.width, developed.height]);
    expect(run.photos.map(({ status }) => status)).toEqual(['done', 'done']);
    expect(rawTherapee.runs()).toHaveLength(1);
    const journal = await readFile(join(photos, 'enhanced', '.candela', 'journal.jsonl'), 'utf8');
    expect(journal).toContain('"developer":{"program":"rawtherapee","version":"9.8.7"}');
  });

  it('names the program that is to develop and is not there, before it begins', async () => {
    const { photos, enhance } = await cliFolder();
    await putFiles(photos, { 'a.dng': dng() });
    const run = await enhance(['a.dng', '--raw-developer', 'darktable'], { env: { PATH: photos } });
    expect(run.code).not.toBe(0);
    expect(run.stderr).toContain(
      'darktable was not found: no folder of PATH has a darktable-cli that answers.',
    );
    expect(await readdir(photos)).toEqual(['a.dng']);
  });

  it.each([
    ['--raw-exposure', '1'],
    ['--raw-preview', 'always'],
  ])('refuses %s beside another program, which has its own settings', async (flag, value) => {
    const { enhance } = await cliFolder();
    const run = await enhance(['a.dng', '--raw-developer', 'darktable', flag, value]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(`${flag} is for LibRaw; darktable develops by its own settings.`);
  });

  it.each([
    ['--raw-developer', 'gimp', '--raw-developer takes one of libraw, darktable, rawtherapee, not “gimp”.'],
    ['--raw-exposure', '9', '--raw-exposure takes a number from -5 to 5, not “9”.'],
    ['--raw-white', 'warm', '--raw-white takes camera, daylight or a whole number'],
    ['--raw-white', '900', '--raw-white takes camera, daylight or a whole number'],
    ['--raw-highlights', 'burn', '--raw-highlights takes one of clip, keep, rebuild'],
    ['--raw-preview', 'yes', '--raw-preview takes one of never, fallback, always'],
    ['--raw-jpeg', 'none', '--raw-jpeg takes one of raw, jpeg, both'],
  ])('refuses %s %s', async (flag, value, sentence) => {
    const { photos, enhance } = await cliFolder();
    await putFiles(photos, { 'a.dng': dng() });
    const run = await enhance(['a.dng', flag, value]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(sentence);
  });
});
