// Bundles what the engine does in threads of their own: a file for each of src/engine/worker/entries. Part of `npm run build`.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { requireForBundled, withoutZodLanguages } from './bundling.mjs';

/** What a bundle that holds the engine must be given: where the workers lie, seen from it. */
export const workersAt = (address) => ({ CANDELA_WORKERS: JSON.stringify(address) });

/** @param outdir where they go, seen from the repository */
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
    external: ['sharp', 'onnxruntime-node'],
    tsconfig: 'tsconfig.base.json',
    banner: { js: requireForBundled },
    plugins: [withoutZodLanguages],
    sourcemap: true,
    minifySyntax: true,
    logLevel: 'warning',
  });
}
