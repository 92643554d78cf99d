/** @file A folder of photos, the `candela` command on the path, and workers that are killed while they enhance it in shares. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { JournalLine } from '@contract';
import { cliFolder } from './cliFolder';
import { hashOf } from './killedRuns';
import { jpeg, putFiles } from './oddPhotos';
import { bundle, modelsFolder } from './runCli';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const example = (name: string): string => join(root, 'examples', 'cluster', name);
/** Of the environment with Ray; scripts/system.mjs makes it. */
export const rayPython = join(root, '.cache', 'ray', 'bin', 'python');

const photos = 60;

export type Cluster = {
  readonly from: string;
  readonly out: string;
  readonly env: NodeJS.ProcessEnv;
  readonly originals: Record<string, string>;
};

/** What the scripts are given: shares, folders with spaces in their names, and options of `candela enhance`. */
export const argsOf = ({ from, out }: Cluster, shares: number): string[] => [
  ...[String(shares), from, out],
  ...['--model', 'identity', '--provider', 'cpu', '--metadata', 'none'],
];

export async function cluster(): Promise<Cluster> {
  const { home } = await cliFolder();
  const [from, out, bin] = [join(home, 'night shoot'), join(home, 'all results'), join(home, 'bin')];
  for (const folder of [join(from, 'day 2'), bin]) await mkdir(folder, { recursive: true });
  const pictures = await Promise.all([1000, 1010, 1020].map((width) => jpeg(width, 800)));
  for (let index = 0; index < photos; index += 1)
    await putFiles(index % 2 ? from : join(from, 'day 2'), {
      [`photo ${index}.jpg`]: pictures[index % pictures.length]!,
    });
  await writeFile(join(bin, 'candela'), `#!/bin/sh\nexec '${process.execPath}' '${bundle}' "$@"\n`);
  chmodSync(join(bin, 'candela'), 0o755);
  const env = {
    ...process.env,
    ...{ HOME: home, PATH: `${bin}:${process.env.PATH ?? ''}` },
    ...{ CANDELA_CACHE_DIR: join(home, 'cache'), CANDELA_MODELS_DIR: modelsFolder(home) },
  };
  return { from, out, env, originals: hashes(from) };
}

/** Hashes of all files of a folder, by their paths below it. Those of the journals and reports do not count. */
export function hashes(folder: string): Record<string, string> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const below = files.map((path) => path.slice(folder.length + 1));
  const photosAlone = below.filter((path) => !path.startsWith('.candela/') && !path.startsWith('report.'));
  return Object.fromEntries(photosAlone.sort().map((path) => [path, hashOf(join(folder, path))]));
}

/** Starts a script; it is ended with the test. */
export function start(argv: readonly string[], env: NodeJS.ProcessEnv) {
  const [program = '', ...args] = argv;
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const run = { words: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (run.words += text));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  onTestFinished(() => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // It has ended, as it should.
    }
  });
  return { run, ended, child };
}

/** Waits until a share has done some photos, and others are under way. @returns the id of its process */
export async function halfWay({ out }: Cluster, share: string): Promise<number> {
  const file = join(out, '.candela', `journal-${share}`);
  const done = () => (existsSync(`${file}.jsonl`) ? linesOf(`${file}.jsonl`) : []).filter(isDone).length;
  await expect.poll(done, { timeout: 60_000, interval: 10 }).toBeGreaterThan(2);
  const { pid } = JSON.parse(readFileSync(`${file}.lock`, 'utf8')) as { pid: number };
  return pid;
}

const isDone = ({ type }: { type: string }): boolean => type === 'done';

/** Whole lines after the first. */
function linesOf(file: string): JournalLine[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(1, -1);
  return lines.map((line) => JournalLine.parse(JSON.parse(line)));
}

/** Every photo has one result, was done once, and nothing else is left; the report says the same. */
export function expectWhole({ from, out, originals }: Cluster): void {
  const wanted = Object.keys(originals).map((path) => path.replace('.jpg', '-candela.jpg'));
  expect(Object.keys(hashes(out))).toEqual(wanted.sort());
  const journals = readdirSync(join(out, '.candela')).filter((name) => /^journal-[^.]*\.jsonl$/.test(name));
  const done = journals.flatMap((name) => linesOf(join(out, '.candela', name)).filter(isDone));
  const outputs = done.flatMap((line) => (line.type === 'done' ? line.output.path : []));
  expect(outputs.sort()).toEqual(wanted);
  expect(hashes(from)).toEqual(originals);
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as { totals: unknown };
  expect(report.totals).toMatchObject({ photos, done: photos, failed: 0, open: 0 });
}
