import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const hasStrace = spawnSync('strace', ['-V']).status === 0;
if (!hasStrace && process.env.CI)
  throw new Error('strace is missing: the absence of network use cannot be shown.');
if (!hasStrace) console.warn('NOT RUN: strace is missing, so the absence of network use is not shown here.');

const calls =
  'socket,connect,sendto,sendmsg,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate';

/** The path that a traced call would change, or undefined when it changes none. */
function changedPath(line: string): string | undefined {
  const opened = /\bopen(?:at)?\((?:[^,"]+, )?"([^"]*)", ([A-Z_|0-9]+)/.exec(line);
  if (opened) return /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(opened[2]!) ? opened[1] : undefined;
  const made = /\b(?:creat|mkdir|mkdirat|truncate)\((?:[^,"]+, )?"([^"]*)"/.exec(line);
  if (made) return made[1];
  return /\b(?:rename|link|symlink)[a-z0-9]*\(.*"([^"]*)"(?:, [A-Z0-9_]+)?\)/.exec(line)?.[1];
}

describe.runIf(hasStrace)('an enhance run', () => {
  let folder = '';
  let trace: string[] = [];

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'candela-trace-')));
    // The runtime's telemetry keeps quiet by itself where CI is set, so a proof needs it unset; our own switch is not given either.
    const { CI: _ci, ORT_DISABLE_TELEMETRY: _ort, ...env } = process.env;
    const log = join(folder, 'trace');
    const out = join(folder, 'out');
    const run = spawnSync(
      'strace',
      [
        '-f',
        '-qq',
        '-s',
        '4096',
        '-e',
        `trace=${calls}`,
        '-o',
        log,
        process.execPath,
        'dist/cli.mjs',
        'enhance',
        'tests/fixtures/dark-small.jpg',
        '--out',
        out,
        '--json',
      ],
      {
        env: { ...env, HOME: join(folder, 'home'), CANDELA_CACHE_DIR: join(folder, 'cache') },
        encoding: 'utf8',
      },
    );
    expect(run.stderr + run.stdout).toContain('"status":"done"');
    expect(run.status).toBe(0);
    trace = (await readFile(log, 'utf8')).split('\n');
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('opens no socket', () => {
    expect(trace.length).toBeGreaterThan(100);
    expect(trace.filter((line) => /\b(socket|connect|sendto|sendmsg)\(/.test(line))).toEqual([]);
  });

  it('writes nothing but its output and its cache', () => {
    const allowed = [join(folder, 'out'), join(folder, 'cache'), '/dev/', '/proc/self/'];
    const changed = trace.map(changedPath).filter((path) => path !== undefined);
    expect(changed.some((path) => path.startsWith(join(folder, 'out')))).toBe(true);
    expect(
      changed.map((path) => resolve(path)).filter((path) => !allowed.some((one) => path.startsWith(one))),
    ).toEqual([]);
  });
});
