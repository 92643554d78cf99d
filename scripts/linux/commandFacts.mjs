// The commands and options of src/cli as plain data, for the man page and the completions.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireForBundled, withoutZodLanguages } from '../bundling.mjs';
import { root } from '../system.mjs';

/** Rows of `CommandFacts` (src/cli/describe.ts). The first is the program itself. */
export async function commandFacts() {
  // The parts of `npm test` are known before anything is installed.
  const { build } = await import('esbuild');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const outfile = join(root, 'out', 'describe', 'describe.mjs');
  await mkdir(join(root, 'out'), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/describe.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    tsconfig: 'tsconfig.base.json',
    banner: { js: requireForBundled },
    plugins: [withoutZodLanguages],
    logLevel: 'warning',
  });
  const { describeCommands } = await import(`${pathToFileURL(outfile).href}?${Date.now()}`);
  return describeCommands(version);
}
