import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RawSettings, type RawDeveloper } from '@contract';
import { removeLeft } from '../../src/engine-client/leftFiles';
import { openPhoto } from '../../src/engine/photo/read/openPhoto';
import { decodePhoto, inspectPhoto } from '../../src/engine/photo/read/decodePhoto';
import { developOutside } from '../../src/engine/photo/read/decoders/raw/outside/developOutside';
import { findPrograms } from '../../src/engine/photo/read/decoders/raw/outside/findPrograms';
import { forgetDeveloped } from '../../src/engine/photo/read/decoders/raw/outside/outsideHeader';
import { removeTempFiles } from '../../src/engine/photo/write/tempFiles';
import { dngFile } from '../fixtures/raw/dng';
import { optionsOf } from '../fixtures/raw/shapes';
import { codes, encode, onDisk, signal } from '../support/codec';
import { developed, pathWith, standIn, type Behaviour, type StandIn } from '../support/standInDeveloper';
import { tempFolder } from '../support/tempFolder';

let darktable: StandIn;
let temporary: string;

beforeEach(() => {
  darktable = standIn('darktable-cli');
  temporary = tempFolder();
  vi.stubEnv('PATH', pathWith(darktable));
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => {
  removeTempFiles();
  vi.unstubAllEnvs();
});

const developer: RawDeveloper = { program: 'darktable', version: '9.8.7' };
const raw = RawSettings.parse({ developer });
const dng = (): string => onDisk(dngFile({ ...optionsOf('RGGB'), orientation: 6 }), 'night.dng');

/** This process's own folder among the temporary ones. Those of the tests lie beside it. */
const own = (): string[] => readdirSync(temporary).filter((name) => !name.startsWith('candela-test-'));

/** What lies in it. */
const left = (): string[] => own().flatMap((name) => readdirSync(join(temporary, name)));

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a raw that darktable develops', () => {
  it('has the pixels, the size and the depth of what darktable wrote', async () => {
    const path = dng();
    const photo = await decodePhoto(path, { signal, raw });
    const { width, height, colour } = developed;
    expect(photo.raster).toMatchObject({ width, height, channels: 3 });
    expect([...photo.raster.data.subarray(0, 6)]).toEqual([...colour, ...colour]);
    expect(photo.source).toMatchObject({ format: 'raw', bits: 16, orientation: 6, isDeveloped: true });
    expect(photo.notices.map(({ sentence }) => sentence)).toContain(
      'darktable 9.8.7 developed the photo with its own defaults.',
    );
    // In 8 bits it is an ordinary photo, as one that LibRaw developed.
    const { path: result } = await encode(photo, 'jpeg');
    expect((await decodePhoto(result, { signal })).profile).toBeUndefined();
    expect(await inspectPhoto(path, { signal, raw })).toMatchObject({ width, height, bits: 16 });
  });

  it('is developed once for its header and its pixels, and once more when it has changed', async () => {
    const path = dng();
    await inspectPhoto(path, { signal, raw });
    await Promise.all([decodePhoto(path, { signal, raw, fit: 16 }), decodePhoto(path, { signal, raw })]);
    expect(darktable.runs()).toHaveLength(1);
    // Other programs write a rating into a file of that name.
    writeFileSync(`${path}.xmp`, '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
    await decodePhoto(path, { signal, raw });
    expect(darktable.runs()[1]?.args.slice(0, 2)).toEqual([path, expect.stringMatching(/\.tif$/)]);
    writeFileSync(`${path}.xmp`, '<x:xmpmeta xmlns:x="adobe:ns:meta/"><darktable:history/></x:xmpmeta>');
    const { notices } = await decodePhoto(path, { signal, raw });
    expect(darktable.runs()).toHaveLength(3);
    expect(notices.map(({ sentence }) => sentence)).toContain(
      'darktable 9.8.7 developed the photo as night.dng.xmp says.',
    );
    expect(darktable.runs()[2]?.args.slice(0, 2)).toEqual([path, `${path}.xmp`]);
  });

  it('keeps darktable away from the person’s own library, and calls it without a shell', async () => {
    const path = onDisk(dngFile(optionsOf('RGGB')), 'a $(touch b) "c" ;d.dng');
    await decodePhoto(path, { signal, raw });
    const run = darktable.runs()[0]!;
    expect(run.args[0]).toBe(path);
    expect(run.args.join(' ')).toContain('--library :memory:');
    expect(run.args).toContain('write_sidecar_files=never');
    for (const option of ['--configdir', '--cachedir', '--tmpdir'])
      expect(run.args[run.args.indexOf(option) + 1]).toMatch(new RegExp(`^${run.cwd}/`));
    expect(run.home).toBe(run.cwd);
    expect(run.cwd.startsWith(temporary)).toBe(true);
    expect(run.nice).toBeGreaterThan(0);
    expect(readdirSync(dirname(path))).toEqual([basename(path)]);
    expect(existsSync(run.cwd)).toBe(false);
  });

  it('is there when darktable has ended, and what darktable started ends with it', async () => {
    darktable.behave('leavesChild');
    const { raster } = await decodePhoto(dng(), { signal, raw });
    expect(raster).toMatchObject({ width: developed.width, height: developed.height });
    await expect.poll(() => isRunning(darktable.runs()[0]?.child ?? 1)).toBe(false);
  });

  it('leaves nothing behind when its photos are closed', async () => {
    const path = dng();
    {
      await using open = await openPhoto(path, { signal, raw });
      await open.decode({ signal });
      // Whoever reads it keeps it.
      forgetDeveloped(path);
      expect(left()).toHaveLength(1);
    }
    await expect.poll(left).toEqual([]);
    for (const name of ['a.dng', 'b.dng', 'c.dng', 'd.dng'])
      await decodePhoto(onDisk(dngFile(optionsOf('RGGB')), name), { signal, raw });
    await expect.poll(() => left().length).toBe(2);
    removeTempFiles();
    expect(own()).toEqual([]);
  });
});

it('a raw is developed as soon as there is room for it among the temporary files', async () => {
  const path = dng();
  vi.stubEnv('TMPDIR', join(temporary, 'missing'));
  await expect(decodePhoto(path, { signal, raw })).rejects.toThrow();
  vi.stubEnv('TMPDIR', temporary);
  expect((await decodePhoto(path, { signal, raw })).raster.width).toBe(developed.width);
});

describe('RawTherapee', () => {
  it('develops with the sidecar, with colours that are asked for last', async () => {
    const rawTherapee = standIn('rawtherapee-cli');
    vi.stubEnv('PATH', pathWith(rawTherapee));
    const path = dng();
    writeFileSync(`${path}.pp3`, '[Exposure]\nCompensation=1\n');
    const own = RawSettings.parse({ developer: { program: 'rawtherapee', version: '9.8.7' } });
    const photo = await decodePhoto(path, { signal, raw: own });
    expect(photo.raster).toMatchObject({ width: developed.width, height: developed.height });
    expect(photo.notices.map(({ sentence }) => sentence)).toContain(
      'RawTherapee 9.8.7 developed the photo as night.dng.pp3 says.',
    );
    const args = rawTherapee.runs()[0]?.args ?? [];
    const profiles = args.flatMap((each, index) => (args[index - 1] === '-p' ? [basename(each)] : []));
    expect(profiles).toEqual(['night.dng.pp3', 'colours.pp3']);
    expect(args.slice(-2)).toEqual(['-c', path]);
  });
});

describe('a program that gives no picture', () => {
  const develop = (path: string, limitMs?: number) => developOutside(path, developer, { signal, limitMs });

  it.each<[Behaviour, string]>([
    ['fails', 'darktable did not develop night.dng: it ended with status 3.'],
    ['dies', 'darktable did not develop night.dng: it was ended by SIGSEGV.'],
    ['writesNothing', 'darktable did not develop night.dng: it wrote no picture.'],
    ['writesEmpty', 'darktable did not develop night.dng: it wrote no picture.'],
    [
      'writesEightBits',
      'darktable did not develop night.dng: its picture is not the 16-bit TIFF in Display P3 that it was asked for.',
    ],
  ])('because it %s is refused in a sentence, and leaves nothing behind', async (behaviour, sentence) => {
    darktable.behave(behaviour);
    const path = dng();
    const failure = await decodePhoto(path, { signal, raw }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'develop.failed' });
    expect((failure as Error).message.replace(dirname(path) + '/', '')).toBe(sentence);
    expect(left()).toEqual([]);
    expect(readdirSync(dirname(path))).toEqual(['night.dng']);
  });

  it('because it hangs is ended with all that it started', async () => {
    darktable.behave('hangs');
    await expect(develop(dng(), 1500)).rejects.toMatchObject({ code: 'develop.tooLong' });
    // On a busy machine it may not even have begun.
    const pids = darktable.runs().flatMap(({ pid, child = pid }) => [pid, child]);
    await expect.poll(() => pids.filter(isRunning)).toEqual([]);
    expect(left()).toEqual([]);
  });

  it('is ended when the photo is cancelled', async () => {
    darktable.behave('hangs');
    const stop = new AbortController();
    const developing = decodePhoto(dng(), { signal: stop.signal, raw });
    await expect.poll(() => darktable.runs().length, { timeout: 20_000 }).toBe(1);
    stop.abort();
    await expect(developing).rejects.toThrow(/abort/i);
    const [run] = darktable.runs();
    await expect.poll(() => [run?.pid, run?.child].map((pid) => isRunning(pid ?? 1))).toEqual([false, false]);
    await expect.poll(left).toEqual([]);
  });

  it('is ended when this process ends', async () => {
    darktable.behave('hangs');
    const developing = decodePhoto(dng(), { signal, raw }).catch((error: unknown) => error);
    await expect.poll(() => darktable.runs().length, { timeout: 20_000 }).toBe(1);
    removeTempFiles();
    expect(own()).toEqual([]);
    expect(await developing).toMatchObject({ code: 'develop.failed' });
    expect(isRunning(darktable.runs()[0]?.pid ?? 1)).toBe(false);
  });
});

it('a program that develops is ended when this process was killed', async () => {
  darktable.behave('hangs');
  const developing = decodePhoto(dng(), { signal, raw }).catch((error: unknown) => error);
  await expect.poll(() => darktable.runs().length, { timeout: 20_000 }).toBe(1);
  const [name = ''] = own();
  removeLeft(name.replace('candela-', ''), []);
  const [run] = darktable.runs();
  await expect.poll(() => [run?.pid, run?.child].map((pid) => isRunning(pid ?? 1))).toEqual([false, false]);
  expect(own()).toEqual([]);
  expect(await developing).toMatchObject({ code: 'develop.failed' });
});

describe('programs on this machine', () => {
  it('are found in whole folders of PATH, with their versions', async () => {
    vi.stubEnv('PATH', darktable.folder);
    expect(await findPrograms({ signal })).toEqual([developer]);
    vi.stubEnv('PATH', ['', '.', 'bin'].join(':'));
    expect(await findPrograms({ signal })).toEqual([]);
  });

  it('do not count when they cannot be run, or do not answer with a version', async () => {
    vi.stubEnv('PATH', darktable.folder);
    chmodSync(darktable.path, 0o644);
    const folder = tempFolder();
    mkdirSync(join(folder, 'rawtherapee-cli'));
    expect(await findPrograms({ signal })).toEqual([]);
    chmodSync(darktable.path, 0o755);
    darktable.update('unknown');
    expect(await findPrograms({ signal })).toEqual([]);
  });

  it('that are missing are named, and so is another version than was chosen', async () => {
    const path = dng();
    darktable.update('10.0');
    await expect(decodePhoto(path, { signal, raw })).rejects.toMatchObject({
      code: 'develop.otherVersion',
      details: { program: 'darktable', version: '9.8.7', found: '10.0' },
    });
    vi.stubEnv('PATH', tempFolder());
    await expect(decodePhoto(path, { signal, raw })).rejects.toMatchObject({
      code: 'develop.missing',
      details: { program: 'darktable', command: 'darktable-cli' },
    });
    expect(codes((await decodePhoto(path, { signal })).notices)).toEqual([]);
  });
});
