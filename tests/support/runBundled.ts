import { execFile } from 'node:child_process';
import { rename } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { workersAt } from '../../scripts/buildWorkers.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles a TypeScript program of the tests; returns the path of what Node can run. */
export async function bundle(program: string): Promise<string> {
  // Inside the repository, so that the native packages are found from there.
  const file = `${root}.cache/tests/${program}.mjs`;
  const outfile = `${file}.${process.pid}.mjs`;
  await build({
    entryPoints: [`${root}tests/support/${program}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    external: ['sharp', 'onnxruntime-node'],
    tsconfig: `${root}tsconfig.base.json`,
    define: workersAt('./workers/'),
    // Packages that still call require() need one in an ES module.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
  // In one step: another test file may be starting the same program.
  await rename(outfile, file);
  return file;
}

/** Runs a bundled program; returns what it printed as JSON. */
export async function runBundled(
  path: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<unknown> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [path, ...args], { env: { ...process.env, ...env } });
  return JSON.parse(stdout);
}
