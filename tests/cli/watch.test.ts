import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PhotoRecord, SummaryRecord } from '@contract';
import { frame } from '../support/burst';
import { holdingEngine } from '../support/holding';
import { bundle, modelsFolder } from '../support/runCli';
import { jpeg, putFiles } from '../support/oddPhotos';
import { cliFolder } from '../support/cliFolder';

/** A running `candela watch in --out out` over a folder of its own. */
class Watcher {
  stdout = '';
  stderr = '';
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;

  constructor(home: string, argv: readonly string[], env: Record<string, string>) {
    const all = ['watch', 'in', '--out', 'out', '--provider', 'cpu', '--json', ...argv];
    const child = spawn(process.execPath, [bundle, ...all], {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        HOME: home,
        CANDELA_CACHE_DIR: join(home, 'cache'),
        CANDELA_MODELS_DIR: modelsFolder(home),
        ...env,
      },
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => child.on('close', resolve));
    this.#child = child;
    onTestFinished(() => void child.kill('SIGKILL'));
  }

  get photos(): PhotoRecord[] {
    const lines = this.stdout.split('\n').filter((line) => line.includes('"type":"photo"'));
    return lines.map((line) => PhotoRecord.parse(JSON.parse(line)));
  }

  async have(count: number): Promise<void> {
    await expect.poll(() => this.photos.length, { timeout: 60_000 }).toBe(count);
  }

  async heard(words: string): Promise<void> {
    await expect.poll(() => this.stderr).toContain(words);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /** Ctrl-C. */
  async stop(): Promise<{ code: number | null; summary: SummaryRecord }> {
    this.#child.kill('SIGINT');
    const code = await this.ended;
    const last: unknown = JSON.parse(this.stdout.trimEnd().split('\n').at(-1) ?? '');
    return { code, summary: SummaryRecord.parse(last) };
  }
}

/** The lines of the journal that lies in a folder of results. */
function journalLines(out: string): { type: string }[] {
  const text = readFileSync(join(out, '.candela', 'journal.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string });
}

async function place() {
  const { home } = await cliFolder();
  const [from, out] = [join(home, 'in'), join(home, 'out')];
  await mkdir(from);
  const startWith = (env: Record<string, string>, ...argv: string[]) =>
    new Watcher(home, ['--model', 'identity', ...argv], env);
  const start = (...argv: string[]) => startWith({}, ...argv);
  const results = async () => (await readdir(out)).filter((name) => !name.startsWith('.')).sort();
  return { home, from, out, start, startWith, results };
}

describe('candela watch', () => {
  it('does what is there and each photo that comes, and ends cleanly', async () => {
    const { from, start, results } = await place();
    const photo = await jpeg();
    await putFiles(from, { 'a.jpg': photo, 'notes.txt': photo });
    const watcher = start();
    await watcher.have(1);
    await putFiles(from, { 'b.jpg': photo, 'c.jpg': photo });
    await watcher.have(3);
    expect(watcher.photos.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    const { code, summary } = await watcher.stop();
    expect({ code, done: summary.done, failed: summary.failed }).toEqual({ code: 0, done: 3, failed: 0 });
    expect(await results()).toEqual(['a-candela.jpg', 'b-candela.jpg', 'c-candela.jpg']);
  });

  it('waits for a photo that stops in the middle of its way, and does it once', async () => {
    const { from, start, results } = await place();
    const photo = await jpeg(400, 300);
    await writeFile(join(from, 'a.jpg'), photo.subarray(0, photo.length / 2));
    await writeFile(join(from, 'empty.jpg'), '');
    const watcher = start();
    // It is taken after two seconds, looks damaged, and is no failure yet.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    expect(watcher.photos).toEqual([]);
    await putFiles(from, { 'a.jpg': photo, 'empty.jpg': photo });
    await watcher.have(2);
    const { code, summary } = await watcher.stop();
    expect({ code, done: summary.done, failed: summary.failed }).toEqual({ code: 0, done: 2, failed: 0 });
    expect(await results()).toEqual(['a-candela.jpg', 'empty-candela.jpg']);
  });

  it('does not do again what was done before, by content, and finishes what it was killed over', async () => {
    const { home, from, out, start, startWith, results } = await place();
    const photo = await jpeg();
    await putFiles(from, { 'a.jpg': photo, 'b.jpg': await jpeg(50, 40) });
    const engine = await holdingEngine(home);
    const first = startWith(engine.env);
    await first.have(2);
    engine.hold();
    await putFiles(from, { 'c.jpg': await jpeg(60, 50) });
    await expect.poll(() => journalLines(out).filter(({ type }) => type === 'photo').length).toBe(3);
    await first.kill();
    await rename(join(from, 'a.jpg'), join(from, 'renamed.jpg'));
    await utimes(join(from, 'b.jpg'), new Date(), new Date());
    const second = start();
    await second.have(1);
    await putFiles(from, { 'd.jpg': await jpeg(70, 40) });
    await second.have(2);
    const { code, summary } = await second.stop();
    expect({ code, done: summary.done }).toEqual({ code: 0, done: 2 });
    expect(await results()).toEqual(['a', 'b', 'c', 'd'].map((name) => `${name}-candela.jpg`));
    const doneOnes = journalLines(out).filter(({ type }) => type === 'done');
    expect(doneOnes).toHaveLength(4);
  });

  it('gives frames that come together one brightness, and knows them again', async () => {
    const { from, start, results } = await place();
    const frames = await Promise.all([0.8, 1, 1.15].map((gain, index) => frame(gain, index)));
    await putFiles(from, Object.fromEntries(frames.map((content, index) => [`${index}.jpg`, content])));
    const first = start('--series');
    await first.have(3);
    await first.stop();
    expect(first.stdout.match(/"type":"series"/g)).toHaveLength(1);
    const second = start('--series');
    await putFiles(from, { 'other.jpg': await jpeg() });
    await second.have(1);
    await second.stop();
    expect(second.photos.map(({ input }) => basename(input))).toEqual(['other.jpg']);
    expect(await results()).toEqual(['0', '1', '2', 'other'].map((name) => `${name}-candela.jpg`));
  });

  it('says who has the journal, where another watches into the same folder', async () => {
    const { from, start } = await place();
    await putFiles(from, { 'a.jpg': await jpeg() });
    const first = start();
    await first.have(1);
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.stderr).toMatch(/process \d+/);
    expect((await first.stop()).code).toBe(0);
  });

  it('outlives its folder, and goes on when it is back', async () => {
    const { home, from, start, results } = await place();
    const photo = await jpeg();
    await putFiles(from, { 'a.jpg': photo });
    const watcher = start();
    await watcher.have(1);
    await rename(from, join(home, 'away'));
    await watcher.heard('in cannot be read: it is not there. Waiting for it to come back.');
    await putFiles(join(home, 'away'), { 'b.jpg': photo });
    await rename(join(home, 'away'), from);
    await watcher.heard('in is back.');
    await watcher.have(2);
    expect((await watcher.stop()).code).toBe(0);
    expect(await results()).toEqual(['a-candela.jpg', 'b-candela.jpg']);
  });

  it('keeps the tree of subfolders, and takes no result for a photo', async () => {
    const { home, from, out, start } = await place();
    await mkdir(join(from, 'day/one'), { recursive: true });
    await putFiles(from, { 'a.jpg': await jpeg(), 'day/one/b.jpg': await jpeg() });
    const watcher = start('--recursive');
    await watcher.have(2);
    await copyFile(join(out, 'a-candela.jpg'), join(from, 'day', 'a-candela.jpg'));
    await putFiles(from, { 'c.jpg': await jpeg() });
    await watcher.have(3);
    await watcher.stop();
    const outputs = watcher.photos.map(({ output }) => output).sort();
    const expected = ['a-candela.jpg', 'c-candela.jpg', 'day/one/b-candela.jpg'];
    expect(outputs).toEqual(expected.map((name) => join(home, 'out', name)));
  });

  it('takes patterns below its folder, and counts on over all photos and watchings', async () => {
    const { from, start, results } = await place();
    for (const folder of ['day', 'rejected']) await mkdir(join(from, folder));
    await putFiles(from, {
      'day/a.jpg': await jpeg(),
      'rejected/b.jpg': await jpeg(),
      'c.jpg': await jpeg(50, 40),
    });
    const argv = ['--recursive', '--include', 'day/*', '--exclude', 'rejected', '--name', '{number}'];
    const first = start(...argv);
    await first.have(1);
    await putFiles(from, { 'day/d.jpg': await jpeg(60, 40) });
    await first.have(2);
    await first.stop();
    const second = start(...argv);
    await putFiles(from, { 'day/e.jpg': await jpeg(70, 40) });
    await second.have(1);
    await second.stop();
    expect(await results()).toEqual(['day']);
    const outputs = [...first.photos, ...second.photos].map(({ output }) => basename(output ?? ''));
    expect(outputs).toEqual(['001.jpg', '002.jpg', '003.jpg']);
  });

  it.each([
    [['--out', 'in'], 2, 'The results would land in the watched folder; choose another one with --out.'],
    [['--out', 'in/a.jpg'], 2, 'is a file, not a folder.'],
  ])('refuses %j before any photo', async (argv, code, sentence) => {
    const { from, start } = await place();
    await putFiles(from, { 'a.jpg': await jpeg() });
    const watcher = start(...argv);
    expect(await watcher.ended).toBe(code);
    expect(watcher.stdout).toBe('');
    expect(watcher.stderr).toContain(sentence);
  });
});
