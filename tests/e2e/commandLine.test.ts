/** `candela PHOTO`: the command line opens the window, by the start-up of `npm start`. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { flatPhoto } from '../support/appDriver';
import { freshHome } from '../support/launchApp';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the command with photos. The caller may await its end. */
function candela(home: string, ...photos: string[]): Promise<number | null> {
  const child = spawn(process.execPath, [join(root, 'dist', 'cli.mjs'), ...photos], {
    stdio: 'ignore',
    detached: true,
    env: {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: join(home, 'config'),
      ELECTRON_OVERRIDE_DIST_PATH: join(root, '.cache', 'electron'),
    },
  });
  onTestFinished(() => {
    // The window runs below it, in its group.
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
}

/** The photos that the app in this home has opened, newest first. */
function opened(home: string): string[] {
  const state = join(home, 'config', 'Candela', 'state.json');
  if (!existsSync(state)) return [];
  return (JSON.parse(readFileSync(state, 'utf8')) as { recent: string[] }).recent;
}

describe('candela PHOTO', () => {
  it('opens the window with the photo, and a second one in the same window', async () => {
    const home = freshHome();
    const [first, second] = [join(home, 'first.png'), join(home, 'second.png')];
    await flatPhoto(first, [40, 30, 20]);
    await flatPhoto(second, [40, 30, 20]);
    void candela(home, first);
    await expect.poll(() => opened(home), { timeout: 90_000 }).toEqual([first]);
    // One instance: the second start hands its photo over and ends.
    expect(await candela(home, second)).toBe(0);
    await expect.poll(() => opened(home), { timeout: 60_000 }).toEqual([second, first]);
  });
});
