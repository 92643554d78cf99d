/** @file Set-up of the tests that open windows, once for all of them: a display, and the app's build. */
import { startDisplay } from '../../scripts/appDriver.mjs';
import { setup as build } from './freshBuild';

/** Starts a screen if there is none. Returns a function that ends it. */
export async function setup(): Promise<() => void> {
  await build();
  const { name, stop } = await startDisplay();
  process.env.DISPLAY = name;
  return stop;
}
