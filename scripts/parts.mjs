// The parts of `npm run check` and `npm test`: name, command and what the machine needs.
import { join } from 'node:path';
import { ensureTestElectron } from './electron.mjs';
import { lackForAppImage } from './linux/appImage.mjs';
import { ensureCluster, ensurePython, ensureSystem, python, root } from './system.mjs';

const node = (...args) => [process.execPath, ...args];

// On Windows npm's shims in .bin are not scripts, so Node starts the packages' own entry points.
const tool = (entry, ...args) => node(join(root, 'node_modules', entry), ...args);
const vitest = (project) => tool('vitest/vitest.mjs', 'run', '--project', project);

// Lint takes longest, so it begins first and the others run beside it.
const readings = [
  { name: 'lint', command: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'format', command: tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.') },
  { name: 'types', command: tool('typescript/bin/tsc', '-b') },
  {
    name: 'boundaries',
    command: tool(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      'src',
      '--config',
      '.dependency-cruiser.cjs',
    ),
  },
  { name: 'dead code', command: tool('knip/bin/knip.js') },
  { name: 'licences', command: node(join(root, 'scripts', 'licences.mjs')) },
].map((part) => ({ ...part, onlyReads: true }));

export const checks = [
  ...readings,
  { name: 'unit tests', command: vitest('unit') },
  { name: 'integration tests', command: vitest('integration'), needs: () => ensureSystem('integration') },
];

// The page tests run in the Chromium that the integration tests install.
const appNeeds = async () => ensureSystem('integration') ?? (await ensureTestElectron());

export const appTests = { name: 'app tests', command: vitest('e2e'), needs: appNeeds };

const packageNeeds = async () => ensureSystem('packages') ?? (await ensureTestElectron());

export const tests = [
  ...checks,
  {
    name: 'Python: style',
    command: [python, '-m', 'ruff', 'check', 'training', 'examples'],
    needs: ensurePython,
    onlyReads: true,
  },
  { name: 'command-line tests', command: vitest('cli'), needs: () => ensureSystem('cli') },
  {
    name: 'cluster tests',
    command: [...vitest('cluster'), 'cluster/parallel', 'cluster/ray'],
    needs: ensureCluster,
  },
  {
    name: 'cluster tests: Slurm',
    command: [...vitest('cluster'), 'cluster/slurm'],
    needs: () => ensureSystem('slurm'),
  },
  appTests,
  { name: 'package tests', command: [...vitest('packages'), 'packages/linux'], needs: packageNeeds },
  {
    name: 'package tests: AppImage',
    command: [...vitest('packages'), 'packages/appImage'],
    needs: async () => (await lackForAppImage()) ?? (await ensureTestElectron()),
  },
  {
    name: 'training: tests',
    command: [python, '-m', 'pytest', '-q', 'training/tests'],
    needs: ensurePython,
  },
];
