import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const face = (folder: string) => fileURLToPath(new URL(`./src/${folder}/index.ts`, import.meta.url));

const alias = {
  '@contract': face('contract'),
  '@core': face('core'),
  '@disk': face('disk'),
  '@engine-client': face('engine-client'),
  '@engine': face('engine'),
  '@jobs': face('jobs'),
  '@transport': face('transport'),
};

// The runtime's telemetry latches this at its first session, so it must stand before any test loads it.
const env = { ORT_DISABLE_TELEMETRY: '1' };

// Where tests/support/workers.ts puts the bundles of the engine's workers.
const define = {
  CANDELA_WORKERS: JSON.stringify(new URL('./.cache/tests/workers/', import.meta.url).href),
};

// The tests' windows share a person's screen, if there is one: its clipboard and its keyboard focus.
const screens = process.env.DISPLAY ? 1 : 2;

type Options = { testTimeout: number; globalSetup?: string; setupFiles?: string; maxWorkers?: number };

const project = (name: string, include: string[], options: Options) => ({
  resolve: { alias },
  // A copy: vitest takes out of it what it has seen.
  define: { ...define },
  test: {
    name,
    include,
    hookTimeout: options.testTimeout,
    // What is waited for comes late on a busy machine; that is no failure.
    expect: { poll: { timeout: 30_000 } },
    env,
    pool: 'forks' as const,
    ...options,
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('unit', ['src/**/*.test.ts', 'scripts/**/*.test.ts'], { testTimeout: 120_000 }),
      project('integration', ['tests/integration/**/*.test.ts'], {
        testTimeout: 600_000,
        globalSetup: './tests/support/workers.ts',
      }),
      project('cli', ['tests/cli/**/*.test.ts'], {
        testTimeout: 600_000,
        globalSetup: './tests/support/freshBuild.ts',
      }),
      // Each test runs two workers.
      project('cluster', ['tests/cluster/**/*.test.ts'], {
        testTimeout: 300_000,
        globalSetup: './tests/support/freshBuild.ts',
        maxWorkers: 1,
      }),
      // Windows wait more than they work, so two screens with a window each take little more time than one.
      project('e2e', ['tests/e2e/**/*.test.ts'], {
        testTimeout: 300_000,
        globalSetup: './tests/support/display.ts',
        setupFiles: './tests/support/ownDisplay.ts',
        maxWorkers: screens,
      }),
      project('packages', ['tests/packages/**/*.test.ts'], {
        testTimeout: 300_000,
        globalSetup: './tests/support/display.ts',
        setupFiles: './tests/support/ownDisplay.ts',
        maxWorkers: 1,
      }),
    ],
  },
});
