import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CandelaError, OutputSettings, type ConflictPolicy } from '@contract';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { encodePhoto, type Encoded } from '../../src/engine/photo/write/encodePhoto';
import { safeWrite } from '../../src/engine/photo/write/safeWrite';
import { claimTempFile, removeTempFiles } from '../../src/engine/photo/write/tempFiles';
import * as make from '../fixtures/photos';
import { codes, onDisk, provenance, signal } from '../support/codec';
import { canMount, itNeeding } from '../support/needs';
import { tempFolder } from '../support/tempFolder';

async function original(): Promise<string> {
  return onDisk(await make.jpeg(), 'original.jpg');
}

async function write(input: string, target: string, policy: ConflictPolicy = 'number'): Promise<Encoded> {
  const photo = await decodePhoto(input, { signal });
  const output = OutputSettings.parse({ onConflict: policy });
  return encodePhoto(photo, { target, format: 'jpeg', output, provenance }, { signal });
}

const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const names = (folder: string): string[] => readdirSync(folder).sort();

describe('encodePhoto: where the result comes to lie', () => {
  it('makes the folder and leaves nothing else in it', async () => {
    const folder = join(tempFolder(), 'a', 'b');
    const { path, notices } = await write(await original(), join(folder, 'x.jpg'));
    expect(path).toBe(join(folder, 'x.jpg'));
    expect(names(folder)).toEqual(['x.jpg']);
    expect(notices).toEqual([]);
  });

  it('never writes to the original', async () => {
    const input = await original();
    const before = hash(input);
    for (const policy of ['number', 'skip', 'overwrite'] as const)
      await write(input, join(tempFolder(), 'x.jpg'), policy);
    expect(hash(input)).toBe(before);
  });

  it('counts up while names are taken, and says so', async () => {
    const folder = tempFolder();
    for (const name of ['x.jpg', 'x-2.jpg']) writeFileSync(join(folder, name), 'taken');
    const { path, notices } = await write(await original(), join(folder, 'x.jpg'));
    expect(path).toBe(join(folder, 'x-3.jpg'));
    expect(codes(notices)).toEqual(['output.renamed']);
    expect(readFileSync(join(folder, 'x.jpg'), 'utf8')).toBe('taken');
  });

  it('gives two results that are written at once two names', async () => {
    const folder = tempFolder();
    const input = await original();
    const results = await Promise.all(Array.from({ length: 6 }, () => write(input, join(folder, 'x.jpg'))));
    expect(new Set(results.map(({ path }) => path)).size).toBe(6);
    expect(names(folder)).toEqual(['x-2.jpg', 'x-3.jpg', 'x-4.jpg', 'x-5.jpg', 'x-6.jpg', 'x.jpg']);
  });

  it('leaves a taken name alone when told to skip', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'x.jpg'), 'taken');
    expect(await write(await original(), join(folder, 'x.jpg'), 'skip')).toEqual({
      path: null,
      written: null,
      notices: [],
    });
    expect(readFileSync(join(folder, 'x.jpg'), 'utf8')).toBe('taken');
    expect(names(folder)).toEqual(['x.jpg']);
  });

  it('says of a folder that bears the name of the result what it is', async () => {
    const target = join(tempFolder(), 'x.jpg');
    mkdirSync(target);
    await expect(write(await original(), target, 'overwrite')).rejects.toMatchObject({
      code: 'output.notWritable',
      details: { file: target, reason: 'a folder has that name' },
    });
  });

  it.each([
    ['by its own name', (input: string) => input],
    ['through a symbolic link', (input: string) => linked(input, symlinkSync)],
    ['through a hard link', (input: string) => linked(input, linkSync)],
  ])('refuses to replace the original %s', async (_, target) => {
    const input = await original();
    const before = hash(input);
    await expect(write(input, target(input), 'overwrite')).rejects.toMatchObject({ code: 'output.isInput' });
    expect(hash(input)).toBe(before);
  });

  it.each(['50% off #1 .jpg', 'nuit étoilée 🌃.jpg', '夜.jpg', `${'x'.repeat(240)}.jpg`])(
    'writes the name %s',
    async (name) => {
      const folder = tempFolder();
      await write(await original(), join(folder, name));
      expect(names(folder)).toEqual([name]);
    },
  );
});

function linked(input: string, link: (from: string, to: string) => void): string {
  const path = join(tempFolder(), 'link.jpg');
  link(input, path);
  return path;
}

describe('encodePhoto: where nothing can be written', () => {
  it('says that the folder is a file', async () => {
    const file = onDisk(Buffer.from('no folder'), 'file');
    for (const target of [join(file, 'x.jpg'), join(file, 'deeper', 'x.jpg')])
      for (const policy of ['number', 'skip', 'overwrite'] as const) {
        await expect(write(await original(), target, policy)).rejects.toMatchObject({
          code: 'output.notAFolder',
          details: { file },
        });
      }
  });

  it('says that the name is too long', async () => {
    const folder = tempFolder();
    await expect(write(await original(), join(folder, `${'x'.repeat(300)}.jpg`))).rejects.toMatchObject({
      code: 'output.nameTooLong',
    });
    expect(names(folder)).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('says that it may not write there', async () => {
    await expect(write(await original(), '/proc/candela/x.jpg')).rejects.toMatchObject({
      code: 'output.notWritable',
    });
  });

  itNeeding(canMount(), 'the right to mount a small disk')(
    'says that the disk is full, and leaves nothing',
    async () => {
      const folder = tempFolder();
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
      try {
        writeFileSync(join(folder, 'filler'), Buffer.alloc(64 * 1024));
        await expect(write(await original(), join(folder, 'x.jpg'))).rejects.toMatchObject({
          code: 'output.noSpace',
        });
        expect(names(folder)).toEqual(['filler']);
      } finally {
        execFileSync('umount', [folder]);
      }
    },
  );

  itNeeding(canMount(), 'the right to mount a small disk')('says that the disk is read-only', async () => {
    const folder = tempFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder]);
    try {
      await expect(write(await original(), join(folder, 'x.jpg'))).rejects.toMatchObject({
        code: 'output.notWritable',
      });
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

describe('safeWrite', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const request = (target: string): Parameters<typeof safeWrite>[0] => ({
    target,
    original: '/nowhere/original.jpg',
    policy: 'number',
    parts: [Buffer.from('one '), Buffer.from('two')],
    check: () => Promise.resolve(),
    signal,
  });

  it('takes away what a killed run left a day ago, and nothing else', async () => {
    const folder = tempFolder();
    const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
    const left = ['.candela-0123456789abcdef.part', '.candela-fedcba9876543210.part', '.candela-notes.part'];
    for (const name of left) writeFileSync(join(folder, name), 'half');
    for (const name of [left[0]!, left[2]!]) utimesSync(join(folder, name), old, old);
    await safeWrite(request(join(folder, 'x.bin')));
    expect(names(folder).sort()).toEqual([left[1], left[2], 'x.bin'].sort());
  });

  it('shows the whole file to the check before anybody sees it under its name', async () => {
    const target = join(tempFolder(), 'x.bin');
    let seen = '';
    const check = (path: string): Promise<void> => {
      seen = readFileSync(path, 'utf8');
      expect(existsSync(target)).toBe(false);
      return Promise.resolve();
    };
    await safeWrite({ ...request(target), check });
    expect(seen).toBe('one two');
    expect(readFileSync(target, 'utf8')).toBe('one two');
  });

  it('leaves nothing when the check fails', async () => {
    const folder = tempFolder();
    const check = (): Promise<void> => Promise.reject(new Error('not what it should be'));
    await expect(safeWrite({ ...request(join(folder, 'x.bin')), check })).rejects.toThrow(
      'not what it should be',
    );
    expect(names(folder)).toEqual([]);
  });

  it.each([
    [
      'that is read back',
      () => Promise.reject(new CandelaError('output.checkFailed', { file: 'x', reason: 'y' })),
    ],
    ['that is to get its name', () => Promise.resolve()],
  ])('says that the folder was removed under a result %s', async (_, then) => {
    const folder = tempFolder();
    const target = join(folder, 'out', 'x.bin');
    const check = async (): Promise<void> => {
      rmSync(join(folder, 'out'), { recursive: true });
      await then();
    };
    await expect(safeWrite({ ...request(target), check })).rejects.toMatchObject({
      code: 'output.notWritable',
      message: `Nothing can be written to ${target}: its folder was removed meanwhile.`,
    });
    expect(names(folder)).toEqual([]);
  });

  it.each(['before', 'during'])('leaves nothing when it is aborted %s the check', async (when) => {
    const folder = tempFolder();
    const controller = new AbortController();
    if (when === 'before') controller.abort();
    const check = (): Promise<void> => {
      controller.abort();
      return Promise.resolve();
    };
    const job = safeWrite({ ...request(join(folder, 'x.bin')), check, signal: controller.signal });
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
    expect(names(folder)).toEqual([]);
  });

  it('finds a result that cannot be read back', async () => {
    const { checkOutput } = await import('../../src/engine/photo/write/checkOutput');
    const file = await make.jpeg();
    const cut = onDisk(file.subarray(0, file.length - 40), 'cut.jpg');
    const expected = { file: cut, format: 'jpeg' as const, ...make.size };
    await expect(checkOutput(cut, expected)).rejects.toMatchObject({ code: 'output.checkFailed' });
    const whole = onDisk(file, 'whole.jpg');
    await expect(checkOutput(whole, { ...expected, width: 5 })).rejects.toThrow('its size is wrong');
    await expect(checkOutput(whole, expected)).resolves.toBeUndefined();
  });
});

describe('removeTempFiles', () => {
  it('removes what is being written, and nothing else', () => {
    const folder = tempFolder();
    const live = claimTempFile(folder);
    writeFileSync(live, 'half');
    writeFileSync(join(folder, '.candela-of-another-process.part'), 'theirs');
    removeTempFiles();
    expect(names(folder)).toEqual(['.candela-of-another-process.part']);
  });
});
