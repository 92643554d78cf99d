// Bundles the desktop app: dist/app/{main.cjs,preload.cjs,engine-host.mjs}, dist/app/workers and dist/app/renderer. Part of `npm run build`.
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildWorkers, workersAt } from './buildWorkers.mjs';
import { requireForBundled, withoutZodLanguages } from './bundling.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const common = {
  absWorkingDir: root,
  bundle: true,
  tsconfig: 'tsconfig.base.json',
  plugins: [withoutZodLanguages],
  sourcemap: true,
  minifySyntax: true,
  logLevel: 'warning',
};

// The oldest Electron that the code also runs on has Node 18.15 and Chromium 114.
const inElectron = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node18.15',
  external: ['electron'],
};

const bundles = [
  { ...inElectron, entryPoints: { main: 'src/main/main.ts' }, outExtension: { '.js': '.cjs' } },
  { ...inElectron, entryPoints: { preload: 'src/preload/main.ts' }, outExtension: { '.js': '.cjs' } },
  {
    ...common,
    entryPoints: { 'engine-host': 'src/engine-host/main.ts' },
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    external: ['sharp', 'onnxruntime-node', 'libheif-js', 'libraw-wasm', 'wasm-vips'],
    banner: { js: requireForBundled },
    define: workersAt('./workers/'),
  },
  {
    ...common,
    entryPoints: { 'renderer/renderer': 'src/renderer/main.tsx' },
    platform: 'browser',
    format: 'esm',
    target: 'chrome114',
    jsx: 'automatic',
    minify: true,
    // Of the formulas' fonts, the page needs one kind.
    loader: { '.glsl': 'text', '.woff2': 'file', '.woff': 'empty', '.ttf': 'empty' },
    assetNames: 'renderer/[name]-[hash]',
  },
];

/** Builds the four bundles and the workers, and puts the page beside them. */
export async function buildApp() {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const define = { CANDELA_VERSION: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' };
  await mkdir(join(root, 'dist/app/renderer'), { recursive: true });
  await Promise.all([
    ...bundles.map((options) =>
      build({ ...options, define: { ...define, ...options.define }, outdir: 'dist/app' }),
    ),
    buildWorkers('dist/app/workers'),
  ]);
  await cp(join(root, 'src/renderer/index.html'), join(root, 'dist/app/renderer/index.html'));
}
