// What the tests need beyond npm. As root on Debian or Ubuntu apt installs it, otherwise it is only named.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const venv = join(root, 'training', '.venv');
const pythonIn = (folder) =>
  process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
export const python = pythonIn(venv);

const onPath = (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

const electronLibraries = [
  ...['libgtk-3.so.0', 'libnss3.so', 'libgbm.so.1', 'libasound.so.2', 'libXss.so.1', 'libdrm.so.2'],
  ...['libxkbcommon.so.0', 'libatk-bridge-2.0.so.0', 'libcups.so.2', 'libsecret-1.so.0', 'libnotify.so.4'],
];

/** Whether windows can be shown on a screen. */
export const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

const slurmPrograms = ['/usr/sbin/slurmctld', '/usr/sbin/slurmd', '/usr/sbin/munged'];

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
  packages: [
    ...[
      ['dpkg-deb', 'dpkg'],
      ['rpmbuild', 'rpm'],
      ['cpio', 'cpio'],
      ['man', 'man-db'],
      ['zsh', 'zsh'],
      ['fish', 'fish'],
      ['desktop-file-validate', 'desktop-file-utils'],
      ['update-mime-database', 'shared-mime-info'],
    ].map(([program, name]) => ({ what: program, present: () => onPath(program), packages: [name] })),
  ],
  appImage: [
    { what: 'mksquashfs', present: () => onPath('mksquashfs'), packages: ['squashfs-tools'] },
    {
      what: 'pip',
      present: () => spawnSync('python3', ['-m', 'pip', '--version']).status === 0,
      packages: ['python3-pip'],
    },
  ],
  slurm: [
    {
      what: 'Slurm, as root',
      present: () => process.getuid?.() === 0 && slurmPrograms.every((path) => existsSync(path)),
      packages: ['slurm-wlm', 'munge'],
    },
  ],
  cluster: [{ what: 'GNU parallel', present: hasGnuParallel, packages: ['parallel'] }],
  cli: [{ what: 'strace', present: () => onPath('strace'), packages: ['strace'] }],
  python: [
    {
      what: 'Python 3 with venv',
      present: () => spawnSync('python3', ['-c', 'import ensurepip, venv']).status === 0,
      packages: ['python3', 'python3-venv'],
    },
  ],
};

/** moreutils has another program of that name. */
function hasGnuParallel() {
  const { stdout } = spawnSync('parallel', ['--version'], { encoding: 'utf8' });
  return (stdout ?? '').startsWith('GNU parallel');
}

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

/** A Python environment of its own. It is built once, and again when its lock file changes. Null, or a sentence on what is missing. */
function ensureVenv({ folder, lock, say }) {
  const state = createHash('sha256')
    .update(readFileSync(join(root, lock)))
    .digest('hex');
  const stamp = join(folder, '.candela-setup');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return null;
  const lack = ensureSystem('python');
  if (lack) return lack;
  process.stderr.write(`Setting up: ${say} ...\n`);
  const quiet = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] };
  if (spawnSync('python3', ['-m', 'venv', folder], quiet).status !== 0) return 'python3 -m venv failed';
  const install = ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', '-r', lock];
  if (spawnSync(pythonIn(folder), install, quiet).status !== 0) return `pip could not install ${lock}`;
  writeFileSync(stamp, state);
  return null;
}

export const ensurePython = () =>
  ensureVenv({
    folder: venv,
    lock: 'training/requirements.lock',
    say: 'the training environment (once, some minutes)',
  });

/** GNU parallel, and Ray in an environment of its own. */
export const ensureCluster = () =>
  ensureSystem('cluster') ??
  ensureVenv({
    folder: join(root, '.cache', 'ray'),
    lock: 'examples/cluster/requirements.lock',
    say: 'Ray for the cluster tests (once, about a minute)',
  });
