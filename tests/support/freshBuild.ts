/** @file Set-up of the CLI tests, once for all of them: the bundle is built when a source is newer than it. */
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function changed(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

async function newestSource(): Promise<number> {
  const sources = await readdir(join(root, 'src'), { recursive: true });
  const paths = [
    'package.json',
    'package-lock.json',
    ...['build.mjs', 'buildApp.mjs', 'buildWorkers.mjs', 'bundling.mjs'].map((name) => join('scripts', name)),
    ...sources.map((name) => join('src', name)),
  ];
  return Math.max(...(await Promise.all(paths.map((path) => changed(join(root, path))))));
}

export async function setup(): Promise<void> {
  if ((await changed(join(root, 'dist/cli.mjs'))) > (await newestSource())) return;
  await promisify(execFile)(process.execPath, [join(root, 'scripts/build.mjs')]);
}
