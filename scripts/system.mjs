// What the tests need beyond npm. As root on Debian or Ubuntu apt installs it, otherwise it is only named.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const venv = join(root, 'training', '.venv');
export const python =
  process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');

const onPath = (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

const electronLibraries = [
  ...['libgtk-3.so.0', 'libnss3.so', 'libgbm.so.1', 'libasound.so.2', 'libXss.so.1', 'libdrm.so.2'],
  ...['libxkbcommon.so.0', 'libatk-bridge-2.0.so.0', 'libcups.so.2', 'libsecret-1.so.0', 'libnotify.so.4'],
];

/** Whether windows can be shown on a screen. */
export const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** A probe for each requirement, and the Debian packages that provide it. */
const systemNeeds = {
  integration: [
    {
      what: 'a software Vulkan driver',
      present: () => existsSync('/usr/lib/chromium/vk_swiftshader_icd.json') && hasLibrary('libvulkan.so.1'),
      packages: ['chromium', 'libvulkan1'],
    },
  ],
  electron: [
    {
      what: 'the libraries of Electron',
      present: () => electronLibraries.every(hasLibrary),
      packages: [
        ...['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'libxss1', 'libdrm2', 'libxkbcommon0'],
        ...['libatk-bridge2.0-0', 'libcups2', 'libsecret-1-0', 'libnotify4', 'fonts-dejavu-core'],
      ],
    },
    {
      what: 'a display or Xvfb',
      present: () => hasDisplay() || onPath('Xvfb'),
      packages: ['xvfb', 'xauth'],
    },
  ],
  cli: [{ what: 'strace', present: () => onPath('strace'), packages: ['strace'] }],
  python: [
    {
      what: 'Python 3 with venv',
      present: () => spawnSync('python3', ['-c', 'import ensurepip, venv']).status === 0,
      packages: ['python3', 'python3-venv'],
    },
  ],
};

function hasLibrary(name) {
  const listed = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' });
  return (listed.stdout ?? '').includes(name);
}

const mayInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get');

function aptInstall(packages) {
  process.stderr.write(`Setting up: installing ${packages.join(', ')} ...\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  spawnSync('apt-get', ['update', '-qq'], options);
  const names = packages.map(presentName);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], options);
}

/** Newer systems renamed some libraries when their time values went from 32 to 64 bits. */
function presentName(name) {
  const newer = `${name}t64`;
  return spawnSync('apt-cache', ['show', newer], { stdio: 'ignore' }).status === 0 ? newer : name;
}

/** Null when nothing is missing, else a sentence that names what is. */
export function ensureSystem(group) {
  const missing = () => systemNeeds[group].filter((need) => !need.present());
  if (missing().length === 0) return null;
  const packages = missing().flatMap((need) => need.packages);
  if (mayInstall()) aptInstall(packages);
  const still = missing();
  if (still.length === 0) return null;
  const names = still.map((need) => need.what).join(' and ');
  return `${names} missing; on Debian or Ubuntu: apt-get install ${packages.join(' ')}`;
}

/** The training environment. It is built once, and again when its lock file changes. */
export function ensurePython() {
  const lock = readFileSync(join(root, 'training', 'requirements.lock'));
  const state = createHash('sha256').update(lock).digest('hex');
  const stamp = join(venv, '.candela-setup');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return null;
  const lack = ensureSystem('python');
  if (lack) return lack;
  process.stderr.write('Setting up: the training environment (once, some minutes) ...\n');
  const quiet = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] };
  if (spawnSync('python3', ['-m', 'venv', venv], quiet).status !== 0) return 'python3 -m venv failed';
  const install = [
    '-m',
    'pip',
    'install',
    '-q',
    '--disable-pip-version-check',
    '-r',
    'training/requirements.lock',
  ];
  if (spawnSync(python, install, quiet).status !== 0)
    return 'pip could not install training/requirements.lock';
  writeFileSync(stamp, state);
  return null;
}
