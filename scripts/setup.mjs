// Installs or rebuilds what is missing or stale (packages, build), with one line for each, then runs the requested job.
// Plain Node, no dependency: it runs on a fresh clone. `node scripts/setup.mjs [run COMMAND ARG...]`
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { endLikeSigterm, runChild, whenStarterEnds } from './signals.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packagesStamp = join(root, 'node_modules', '.candela-setup');
const buildStamp = join(root, 'dist', '.candela-build');
const cli = join(root, 'dist', 'cli.mjs');

// This goes to stderr, which keeps the job's output on stdout clean.
const say = (line) => process.stderr.write(`${line}\n`);

function fail(line) {
  say(line);
  process.exit(1);
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.name.endsWith('.test.ts') ? [] : [path];
  });
}

const hash = (text) => createHash('sha256').update(text).digest('hex');
const stampIs = (file, text) => existsSync(file) && readFileSync(file, 'utf8') === text;

function packagesState() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  return hash(`${lock} ${process.platform} ${process.arch} ${process.versions.modules}`);
}

function buildState() {
  const sources = [
    ...filesBelow(join(root, 'src')),
    ...['build.mjs', 'buildApp.mjs', 'bundling.mjs'].map((name) => join(root, 'scripts', name)),
    ...['package.json', 'tsconfig.base.json'].map((name) => join(root, name)),
  ];
  const lines = sources.map((path) => {
    const { size, mtimeMs } = statSync(path);
    return `${relative(root, path)} ${size} ${mtimeMs}`;
  });
  return hash(lines.sort().join('\n'));
}

async function run(command, args, options = {}) {
  try {
    return await runChild(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  } catch (error) {
    return fail(`${command} could not be started: ${error.message}`);
  }
}

async function installPackages() {
  say('Setting up: installing packages (once, about a minute) ...');
  // Install scripts of native packages would download from elsewhere. Their downloads are not needed.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const status = npm
    ? await run(process.execPath, [npm, ...args])
    : await run('npm', args, { shell: process.platform === 'win32' });
  if (status !== 0) fail('The packages could not be installed; npm says why above.');
}

/** Brings packages and build up to date. If npm ends meanwhile, so does this script. */
export async function setUp() {
  whenStarterEnds(endLikeSigterm);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Candela needs Node 20.19 or later; this is ${process.versions.node}.`);
  }
  const packages = packagesState();
  if (!stampIs(packagesStamp, packages)) {
    await installPackages();
    writeFileSync(packagesStamp, packages);
  }
  const sources = buildState();
  if (!existsSync(cli) || !stampIs(buildStamp, sources)) {
    say('Setting up: building ...');
    if ((await run(process.execPath, [join(root, 'scripts', 'build.mjs')])) !== 0)
      fail('The build failed; see above.');
    mkdirSync(dirname(buildStamp), { recursive: true });
    writeFileSync(buildStamp, sources);
  }
}

function enter(folder) {
  try {
    process.chdir(folder);
  } catch (error) {
    fail(`The folder in which Candela was started cannot be entered: ${error.message}.`);
  }
}

async function main([verb, ...rest]) {
  await setUp();
  if (verb !== 'run') return;
  // npm starts scripts in the project's root. Relative paths refer to the person's current folder.
  if (process.env.INIT_CWD) enter(process.env.INIT_CWD);
  process.argv = [process.argv[0], cli, ...rest];
  await import(pathToFileURL(cli).href);
}

// Node gives this module's real path, but the script's path may be a link.
if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href)
  await main(process.argv.slice(2));
