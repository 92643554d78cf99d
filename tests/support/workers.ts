/** @file Set-up of tests that run the engine from its sources: its workers are bundled once, where vitest.config.ts says. */
import { buildWorkers } from '../../scripts/buildWorkers.mjs';

export async function setup(): Promise<void> {
  await buildWorkers('.cache/tests/workers');
}
