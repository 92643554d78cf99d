import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeviceRecord, ModelRecord, PhotoRecord, SummaryRecord } from '@contract';
import { candela } from '../../tests/support/textProgram';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candela-run-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function put(files: Record<string, string>): Promise<string[]> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return Object.keys(files).map((name) => join(folder, name));
}

describe('candela PHOTO', () => {
  it('opens the window with photos and folders, and starts no engine', async () => {
    const paths = await put({ 'a.jpg': 'good' });
    const { code, stdout, stderr, seen } = await candela([...paths, folder]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(seen.shown).toEqual([...paths, folder]);
    expect(seen.options).toBeUndefined();
  });

  it.each([
    ['noDisplay', /^There is no display for a window here; `candela enhance PHOTO` .*\.\n$/],
    ['notInstalled', /^The window is not part of this installation; `candela enhance PHOTO` .*\.\n$/],
  ] as const)('says in one sentence what to do where there is no window: %s', async (lack, sentence) => {
    const { code, stderr, seen } = await candela(await put({ 'a.jpg': 'good' }), { lack });
    expect(code).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(seen.shown).toBeUndefined();
  });

  it('is a wrong command where one word is no file that is there', async () => {
    const [path = ''] = await put({ 'a.jpg': 'good' });
    for (const argv of [[join(folder, 'gone.jpg')], [path, 'gone.jpg'], [path, '--json']]) {
      const { code, seen } = await candela(argv);
      expect(code, argv.join(' ')).toBe(2);
      expect(seen.shown).toBeUndefined();
    }
  });

  it('opens the window where nothing is named, if it came with the app and there is a display', async () => {
    expect((await candela([], { isPackaged: true })).seen.shown).toEqual([]);
    for (const given of [{ isPackaged: true, lack: 'noDisplay' as const }, { isPackaged: false }]) {
      const { stderr, seen } = await candela([], given);
      expect(seen.shown).toBeUndefined();
      expect(stderr).toContain('Usage: candela');
    }
  });

  it('leaves a command a command, whatever lies in the folder', async () => {
    const { seen, stdout } = await candela(['models']);
    expect(stdout).toContain('candela');
    expect(seen.shown).toBeUndefined();
  });
});

describe('candela enhance', () => {
  it('answers a line a photo, and says what failed and what to do', async () => {
    const paths = await put({ 'a.jpg': 'good', 'b.jpg': 'bad', 'c.jpg': 'noticed', 'd.txt': 'text' });
    const { code, stdout, stderr, seen } = await candela(['enhance', folder]);
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n').sort()).toEqual([
      `${paths[0]} → ${join(folder, 'enhanced/a-candela.jpg')}`,
      `${paths[2]} → ${join(folder, 'enhanced/c-candela.jpg')}`,
    ]);
    expect(stderr).toContain(`${paths[1]} is damaged: it ends early.\n  Copy it from the camera`);
    expect(stderr.split('\n')).toContain(`${paths[2]}: Only the first of 3 frames was enhanced.`);
    expect(stderr).toMatch(
      /One other file is not a photo\.\n2 done, 1 failed in [\d.]+ s \([\d.]+ MP\/s\)\.\n$/,
    );
    expect(seen.disposed).toBe(1);
  });

  it('prints records and nothing else with --json', async () => {
    await put({ 'a.jpg': 'good', 'b.jpg': 'bad' });
    const { code, stdout } = await candela(['enhance', '--json', folder, join(folder, 'gone.jpg')]);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    const summary = SummaryRecord.parse(lines.pop());
    const records = lines.map((line) => PhotoRecord.parse(line));
    expect(code).toBe(1);
    expect(records.map(({ input, error }) => [basename(input), error?.code]).sort()).toEqual([
      ['a.jpg', undefined],
      ['b.jpg', 'photo.damaged'],
      ['gone.jpg', 'input.missing'],
    ]);
    expect(summary).toMatchObject({ done: 1, failed: 2, skipped: 0 });
    expect(summary.peakRssMb).toBe(123);
  });

  it('counts a skipped photo as done', async () => {
    await put({ 'a.jpg': 'good' });
    await mkdir(join(folder, 'enhanced'));
    await put({ 'enhanced/a-candela.jpg': 'old' });
    const { code, stdout } = await candela(['enhance', folder, '--on-conflict', 'skip']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `${join(folder, 'a.jpg')}: skipped, the result exists already\n`,
    });
  });

  it('hands every option on', async () => {
    await put({ 'a.jpg': 'good' });
    const options =
      '-s 0.5 -f tif -q 80 -b 16 -n {name} --on-conflict overwrite -p cpu --keep-gps no --memory 1GB -c brightness=0.3 -m candela --highlights -0.5 --colour 0.25 --long-edge 2048 --metadata none';
    const { code, stdout, seen } = await candela([
      'enhance',
      folder,
      '-o',
      join(folder, 'out'),
      ...options.split(' '),
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain(join(folder, 'out/a.tif'));
    expect(seen.options).toEqual({
      cacheFolder: '/cache',
      modelFolders: ['/bundled', '/mine'],
      memoryBytes: 2 ** 30,
      version: '1.2.3',
    });
    expect(seen.settings).toEqual({
      version: 1,
      model: 'candela',
      strength: 0.5,
      controls: { brightness: 0.3 },
      finish: { brightness: 0, highlights: -0.5, colour: 0.25 },
      provider: 'cpu',
      output: {
        format: 'tiff',
        quality: 80,
        bitDepth: 16,
        nameTemplate: '{name}',
        onConflict: 'overwrite',
        keepGps: false,
        longEdge: 2048,
        metadata: 'none',
      },
    });
  });

  it.each([
    [['--model', 'nmae'], 'There is no model called nmae. Known: candela, broken.'],
    [['--control', 'warmth=1'], 'Model candela has no control “warmth”; it has brightness.'],
    [['--control', 'brightness=2'], 'Control brightness takes a number from -1 to 1.'],
    [['--out', '/dev/null'], '/dev/null is a file, not a folder.'],
    [['--out', '/dev/null/deeper'], '/dev/null is a file, not a folder.'],
    [[''], 'An input is empty; name a photo or a folder.'],
  ])('takes %j for wrong usage and touches no photo', async (argv, sentence) => {
    await put({ 'a.jpg': 'good' });
    const { code, stdout, stderr, seen } = await candela(['enhance', '--json', folder, ...argv]);
    expect({ code, stdout, settings: seen.settings }).toEqual({ code: 2, stdout: '', settings: undefined });
    expect(stderr).toContain(sentence);
  });

  it('fails every photo when the card of its model cannot be used', async () => {
    await put({ 'a.jpg': 'good', 'b.jpg': 'good' });
    const { code, stderr } = await candela(['enhance', folder, '--model', 'broken']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The card of model broken could not be used: it is empty\.\n {2}Correct its card.*\n0 done, 2 failed in .*\n$/,
    );
  });

  it('says which photo a failure is about, and what to do about it once', async () => {
    const paths = await put({ 'a.jpg': 'full', 'b.jpg': 'unprovided', 'c.jpg': 'unprovided' });
    const full = `The disk that holds ${join(folder, 'enhanced/a-candela.jpg')} is full.`;
    for (const more of [[], ['--json']]) {
      const { stderr } = await candela(['enhance', folder, ...more]);
      expect(stderr).toContain(`${paths[0]}: ${full}\n  Free some space,`);
      expect(stderr.match(/CUDA cannot be used here: there is none\.\n {2}Choose --provider/g)).toHaveLength(
        1,
      );
    }
  });

  it('keeps notices to the records with --json', async () => {
    await put({ 'c.jpg': 'noticed' });
    const { stdout, stderr } = await candela(['enhance', folder, '--json']);
    expect(stdout).toContain('Only the first of 3 frames was enhanced.');
    expect(stderr).toMatch(/^1 done in .*\n$/);
  });

  it.each([
    ['ENOSPC', 1, 'The answers could not be written to standard output: the disk is full.\n'],
    ['EPIPE', 0, ''],
  ])('when its answers cannot be written (%s) ends with %i', async (code, exit, words) => {
    await put({ 'a.jpg': 'good' });
    const answers = new PassThrough();
    answers._write = (_chunk, _encoding, done) => {
      done(Object.assign(new Error('write failed'), { code }));
    };
    const run = await candela(['enhance', folder, '--json'], { answers });
    expect(run.code).toBe(exit);
    expect(run.stderr).toMatch(/^1 done in /);
    expect(run.stderr.split('\n').slice(1).join('\n')).toBe(words);
  });

  it('ends its answer with a summary when interrupted before the first photo', async () => {
    await put({ 'a.jpg': 'good' });
    const stop = new AbortController();
    stop.abort();
    const { code, stdout } = await candela(['enhance', folder, '--json'], { stop });
    expect(code).toBe(130);
    expect(SummaryRecord.parse(JSON.parse(stdout))).toMatchObject({ done: 0, failed: 0, skipped: 0 });
  });

  it('ends with 130 when interrupted, with a summary of what was done', async () => {
    await put({ 'a.jpg': 'good', 'b.jpg': 'endless' });
    const stop = new AbortController();
    const answers = new PassThrough();
    answers.once('readable', () => {
      stop.abort();
    });
    const { code, stdout, stderr, seen } = await candela(['enhance', folder, '--json'], { stop, answers });
    const last: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
    expect(code).toBe(130);
    expect(last).toMatchObject({ type: 'summary', done: 1, failed: 0 });
    expect(stderr).toContain('Interrupted; nothing half-written is left.');
    expect(seen.disposed).toBe(1);
  });

  it('makes control characters in names harmless', async () => {
    await put({ 'evil\u001b[2J.jpg': 'good' });
    const { stdout, stderr } = await candela(['enhance', folder]);
    expect(stdout).toContain('evil\\u001b[2J.jpg');
    expect(stdout + stderr).not.toContain('\u001b');
  });
});

describe('candela, failures that are nobody’s usage', () => {
  it('ends with 1 and a sentence', async () => {
    const { code, stdout, stderr } = await candela(['devices'], { devicesFail: true });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('An unexpected error occurred with candela: no such luck.\n  Report it');
  });
});

describe('candela models', () => {
  it('lists the models and says where to put more', async () => {
    const { code, stdout, stderr } = await candela(['models']);
    expect(code).toBe(0);
    expect(stdout).toContain('candela (default): Test model control 1.0.0. For tests.');
    expect(stdout).toContain('broken: The card of model broken could not be used');
    expect(stderr).toContain('/mine');
  });

  it('prints records with --json', async () => {
    const { stdout } = await candela(['models', '--json']);
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => ModelRecord.parse(JSON.parse(line)));
    expect(records.map(({ id, default: isDefault, error }) => [id, isDefault, error?.code])).toEqual([
      ['candela', true, undefined],
      ['broken', false, 'model.badCard'],
    ]);
  });
});

describe('candela devices', () => {
  it('lists the providers', async () => {
    const { code, stdout } = await candela(['devices']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'webgpu  failed: no adapter\ncpu     works, 2.0 MP/s (chosen)\n',
    });
  });

  it('prints records with --json', async () => {
    const { stdout } = await candela(['devices', '--json']);
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => DeviceRecord.parse(JSON.parse(line)));
    expect(records.map(({ provider, state }) => [provider, state])).toEqual([
      ['webgpu', 'failed'],
      ['cpu', 'works'],
    ]);
  });
});
