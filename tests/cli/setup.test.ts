import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/tempFolder';

const script = fileURLToPath(new URL('../../scripts/setup.mjs', import.meta.url));

/** A project whose packages are there and whose program answers what it was asked. */
async function project(folder: string): Promise<void> {
  const { platform, arch, versions } = process;
  const stamp = createHash('sha256').update(`{} ${platform} ${arch} ${versions.modules}`).digest('hex');
  const program = "process.stdout.write(process.argv.slice(2).join(' '))";
  const files = {
    'package-lock.json': '{}',
    'package.json': '{ "type": "module" }',
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
  await copyFile(script, join(folder, 'scripts/setup.mjs'));
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
});
