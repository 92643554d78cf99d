// `npm run build`: the command line (dist/cli.mjs and, loaded when needed, dist/chunks/*) and the app (dist/app), whose engine-host.mjs
// is the engine of both.
import { readdir, readFile, rm, utimes } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildApp } from './buildApp.mjs';
import { requireForBundled, withoutZodLanguages } from './bundling.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Builds the bundle and removes the chunks of earlier builds. */
export async function buildCli() {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    tsconfig: 'tsconfig.base.json',
    define: { CANDELA_VERSION: JSON.stringify(version) },
    banner: { js: requireForBundled },
    plugins: [withoutZodLanguages],
    sourcemap: true,
    minifySyntax: true,
    minifyWhitespace: true,
    metafile: true,
    logLevel: 'warning',
  });
  await removeStaleChunks(new Set(Object.keys(metafile.outputs)));
  // esbuild does not rewrite unchanged files. The new date marks them as newer than their sources.
  const now = new Date();
  await utimes(join(root, 'dist/cli.mjs'), now, now);
}

async function removeStaleChunks(outputs) {
  const folder = join(root, 'dist/chunks');
  const names = await readdir(folder).catch(() => []);
  const stale = names
    .map((name) => join(folder, name))
    .filter((path) => !outputs.has(relative(root, path).replaceAll('\\', '/')));
  await Promise.all(stale.map((path) => rm(path, { force: true })));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await Promise.all([buildCli(), buildApp()]);
