import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const face = (folder: string) => fileURLToPath(new URL(`./src/${folder}/index.ts`, import.meta.url));

const alias = {
  '@contract': face('contract'),
  '@core': face('core'),
  '@engine': face('engine'),
  '@jobs': face('jobs'),
};

// The runtime's telemetry latches this at its first session, so it must stand before any test loads it.
const env = { ORT_DISABLE_TELEMETRY: '1' };

const project = (name: string, include: string[], testTimeout: number) => ({
  resolve: { alias },
  test: { name, include, testTimeout, hookTimeout: testTimeout, env, pool: 'forks' as const },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('unit', ['src/**/*.test.ts', 'scripts/**/*.test.ts'], 20_000),
      project('integration', ['tests/integration/**/*.test.ts'], 180_000),
      project('cli', ['tests/cli/**/*.test.ts'], 180_000),
    ],
  },
});
