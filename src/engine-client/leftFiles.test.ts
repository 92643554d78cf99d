import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { programFile, tempFolderName } from '@contract';
import { removeLeft } from './leftFiles';

const mark = '0a1b2c3d';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candela-left-'));
  vi.stubEnv('TMPDIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it('ends the programs that a killed process left running, and removes its folder', async () => {
  const program = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { detached: true });
  const ended = new Promise((resolve) =>
    program.on('exit', (_, signal) => {
      resolve(signal);
    }),
  );
  const own = join(folder, tempFolderName(mark));
  for (const name of ['one', 'two', 'three']) mkdirSync(join(own, name), { recursive: true });
  writeFileSync(join(own, 'one', programFile), String(program.pid));
  writeFileSync(join(own, 'two', programFile), 'not a number');
  const other = join(folder, tempFolderName('ffffffff'));
  mkdirSync(other);
  removeLeft(mark, []);
  expect(await ended).toBe('SIGKILL');
  expect([existsSync(own), existsSync(other)]).toEqual([false, true]);
  // A second time there is nothing to do.
  removeLeft(mark, [join(folder, 'missing')]);
});
