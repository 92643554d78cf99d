/** @file Set-up of the tests that open windows, once for all of them: displays, and the app's build. */
import type { TestProject } from 'vitest/node';
import { startDisplay } from '../../scripts/appDriver.mjs';
import { setup as build } from './freshBuild';

/** Starts a screen for each worker, or takes the one that there is. Returns a function that ends them. */
export async function setup({ config }: Pick<TestProject, 'config'>): Promise<() => void> {
  await build();
  const screens = await Promise.all(Array.from({ length: config.maxWorkers }, () => startDisplay()));
  process.env.CANDELA_SCREENS = screens.map(({ name }) => name).join(' ');
  return () => {
    for (const { stop } of screens) stop();
  };
}
