// `npm run bench [-- --quick | --planning | --batch [PHOTOS] [MODEL] | --train [PYTHON] | --metrics | --raw | --gpu [fetch]]`: builds the bench and runs it against the built command. It prints the ratios of one run and passes no verdict.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setUp } from './setup.mjs';
import { root } from './system.mjs';

await setUp();
const { build } = await import('esbuild');
const { workersAt } = await import('./buildWorkers.mjs');
const outfile = join(root, 'dist', 'bench.mjs');
await build({
  entryPoints: [join(root, 'tests', 'bench', 'main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: {
    '@contract': join(root, 'src/contract/index.ts'),
    '@core': join(root, 'src/core/index.ts'),
    '@disk': join(root, 'src/disk/index.ts'),
    '@engine': join(root, 'src/engine/index.ts'),
    '@engine-client': join(root, 'src/engine-client/index.ts'),
    '@jobs': join(root, 'src/jobs/index.ts'),
    '@transport': join(root, 'src/transport/index.ts'),
  },
  define: workersAt('./app/workers/'),
  logLevel: 'warning',
});
process.exitCode =
  spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }).status ??
  1;
