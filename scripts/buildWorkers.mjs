// Bundles the engine's worker threads: one file for each of src/engine/worker/entries. Part of `npm run build`.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { requireForBundled, withoutZodLanguages } from './bundling.mjs';

/** Tells a bundle that contains the engine where its workers are, relative to the bundle. */
export const workersAt = (address) => ({ CANDELA_WORKERS: JSON.stringify(address) });

/** @param outdir target folder, relative to the repository */
export async function buildWorkers(outdir) {
  await build({
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    entryPoints: ['src/engine/worker/entries/*.ts'],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    external: ['sharp', 'onnxruntime-node', 'libheif-js', 'libraw-wasm', 'wasm-vips'],
    tsconfig: 'tsconfig.base.json',
    banner: { js: requireForBundled },
    plugins: [withoutZodLanguages],
    sourcemap: true,
    minifySyntax: true,
    logLevel: 'warning',
  });
}
