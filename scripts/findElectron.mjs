// Finds an Electron: the `electron` package's own, downloaded if possible, else the test Electron on Linux.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronVersion, ensureTestElectron, testElectron } from './electron.mjs';
import { root } from './system.mjs';

const packageFolder = join(root, 'node_modules', 'electron');
const say = (line) => process.stderr.write(`${line}\n`);

function ownElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, 'dist');
  const named = join(packageFolder, 'path.txt');
  const path = join(folder, existsSync(named) ? readFileSync(named, 'utf8') : 'electron');
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  return existsSync(path) ? { path, version, dist: folder } : null;
}

function downloadElectron() {
  say('Setting up: fetching Electron (once, about 110 MB) ...');
  const install = join(packageFolder, 'install.js');
  spawnSync(process.execPath, [install], { cwd: root, stdio: 'ignore', timeout: 600_000 });
  return ownElectron();
}

/** Executable, version and folder. Null when there is none, with the reason on stderr. */
export async function findElectron() {
  const own = ownElectron() ?? downloadElectron();
  if (own !== null) return own;
  const lack = await ensureTestElectron();
  if (lack !== null) {
    say(`Electron could not be downloaded, and the one of the tests neither: ${lack}.`);
    return null;
  }
  say(`Electron could not be downloaded; the older ${electronVersion} of the tests is used instead.`);
  return { path: testElectron, version: electronVersion, dist: join(root, '.cache', 'electron') };
}
