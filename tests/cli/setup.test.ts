import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/tempFolder';

const scripts = fileURLToPath(new URL('../../scripts', import.meta.url));

const answering = "process.stdout.write(process.argv.slice(2).join(' '))";

/** Works until it is told to end; says who it is, and why it ended. */
const enduring = `
import { writeFileSync } from 'node:fs';
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(name, () => {
    writeFileSync('ended.txt', name);
    process.exit(130);
  });
setInterval(() => undefined, 1000);
writeFileSync('worker.txt', String(process.pid));
`;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A project whose packages are there and whose program answers what it was asked. */
async function project(folder: string, program = answering): Promise<void> {
  const { platform, arch, versions } = process;
  const stamp = createHash('sha256').update(`{} ${platform} ${arch} ${versions.modules}`).digest('hex');
  const files = {
    'package-lock.json': '{}',
    'package.json': JSON.stringify({
      type: 'module',
      scripts: { enhance: 'node scripts/setup.mjs run enhance' },
    }),
    'tsconfig.base.json': '{}',
    'src/nothing.ts': '',
    'node_modules/.candela-setup': stamp,
    'dist/cli.mjs': program,
    'scripts/build.mjs': '',
    'scripts/buildApp.mjs': '',
    'scripts/bundling.mjs': '',
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  for (const name of ['setup.mjs', 'signals.mjs'])
    await copyFile(join(scripts, name), join(folder, 'scripts', name));
}

describe('scripts/setup.mjs', () => {
  it.each(['real', 'link'])(
    'does the job that was asked for when started through its %s path',
    async (name) => {
      const folder = tempFolder();
      await project(join(folder, 'real'));
      await symlink(join(folder, 'real'), join(folder, 'link'), 'junction');
      const argv = [join(folder, name, 'scripts/setup.mjs'), 'run', 'enhance', 'x.jpg'];
      const env = { ...process.env, INIT_CWD: folder };
      const { stdout } = await promisify(execFile)(process.execPath, argv, { env });
      expect(stdout).toBe('enhance x.jpg');
    },
  );

  it.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'ends its work when npm gets a %s',
    async (signal) => {
      const folder = tempFolder();
      await project(folder, enduring);
      const env = { ...process.env, INIT_CWD: undefined };
      const npm = spawn('npm', ['run', 'enhance'], { cwd: folder, env, stdio: 'ignore' });
      const text = (name: string) => readFile(join(folder, name), 'utf8').catch(() => '');
      await expect.poll(() => text('worker.txt')).toMatch(/^\d+$/);
      const worker = Number(await text('worker.txt'));
      npm.kill(signal);
      await expect.poll(() => isAlive(worker)).toBe(false);
      expect(await text('ended.txt')).toBe('SIGTERM');
    },
  );
});
