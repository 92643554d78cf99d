// `npm start [-- PHOTO...]`: opens the app with the Electron of the npm package.
// On Linux it falls back to the test Electron.
import { resolve } from 'node:path';
import { setUp } from './setup.mjs';
import { runChild } from './signals.mjs';
import { hasDisplay, root } from './system.mjs';

const say = (line) => process.stderr.write(`${line}\n`);

async function start(photos) {
  if (process.platform === 'linux' && !hasDisplay()) {
    say('There is no display for a window here; `npm run enhance -- PHOTO` does the same work without one.');
    return 1;
  }
  await setUp();
  const { findElectron } = await import('./findElectron.mjs');
  const electron = await findElectron();
  if (electron === null) return 1;
  // npm starts scripts in the project's root. Relative paths refer to the person's current folder.
  const from = process.env.INIT_CWD ?? process.cwd();
  // Chromium does not start as root with its sandbox on.
  const asRoot = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
  return runChild(electron.path, [...asRoot, root, ...photos.map((photo) => resolve(from, photo))], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CANDELA_NODE: process.execPath, ORT_DISABLE_TELEMETRY: '1' },
  });
}

process.exitCode = await start(process.argv.slice(2));
