// One function for each package: what it needs, and how it is made of the tree.
import { spawnSync } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lackForAppImage, makeAppImage } from './appImage.mjs';
import { giveSandboxItsRights, run } from './tree.mjs';

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const needs = (program, debianPackage) => () =>
  has(program) ? null : `${program} missing (${debianPackage})`;

const summary = ({ config }) => config.linux.synopsis;

async function makeTarball({ stage, file, version, isQuick }) {
  const folder = `candela-${version}`;
  const options = ['--owner=0', '--group=0', '--sort=name', `--transform=s,^usr,${folder},S`];
  run('tar', [
    `--use-compress-program=gzip -${isQuick ? 1 : 9}`,
    ...options,
    '-cf',
    file,
    '-C',
    stage,
    'usr',
  ]);
}

// Ubuntu 24.04 gave some libraries names that end in t64.
const debianLibraries = [
  ...[
    'libgtk-3-0t64 | libgtk-3-0',
    'libasound2t64 | libasound2',
    'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  ],
  ...['libcups2t64 | libcups2', 'libnss3', 'libgbm1', 'libdrm2', 'libxkbcommon0', 'xdg-utils'],
];

function control({ version, arch, config, kilobytes }) {
  const lines = {
    Package: 'candela',
    Version: version,
    Architecture: arch === 'x64' ? 'amd64' : arch,
    Maintainer: config.linux.maintainer,
    'Installed-Size': kilobytes,
    Depends: debianLibraries.join(', '),
    Section: 'graphics',
    Priority: 'optional',
    Description: `${summary({ config })}\n Candela enhances photos with a neural network on your own machine.\n It has a window and a command line.`,
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

function kilobytesOf(folder) {
  const { stdout } = spawnSync('du', ['-sk', '--apparent-size', folder], { encoding: 'utf8' });
  return Number.parseInt(stdout, 10);
}

async function makeDeb({ stage, file, isQuick, ...about }) {
  const debian = join(stage, 'DEBIAN');
  await mkdir(debian);
  await giveSandboxItsRights(join(stage, 'usr'));
  await rename(join(stage, 'usr/share/zsh/site-functions'), join(stage, 'usr/share/zsh/vendor-completions'));
  await writeFile(join(debian, 'control'), control({ ...about, kilobytes: kilobytesOf(stage) }));
  const packing = isQuick ? ['-Zgzip', '-z1'] : ['-Zxz'];
  run('dpkg-deb', ['--root-owner-group', ...packing, '--build', stage, file]);
}

const rpmLibraries =
  'gtk3, nss, alsa-lib, at-spi2-atk, cups-libs, mesa-libgbm, libdrm, libxkbcommon, xdg-utils';

function spec({ version, config, license, isQuick }) {
  // Hyphens are not allowed in a version; a tilde sorts before the release.
  return `${[
    '%global debug_package %{nil}',
    '%global __os_install_post %{nil}',
    '%global _build_id_links none',
    `%define _binary_payload ${isQuick ? 'w1.gzdio' : 'w6T0.xzdio'}`,
    'Name: candela',
    `Version: ${version.replaceAll('-', '~')}`,
    'Release: 1',
    `Summary: ${summary({ config })}`,
    `License: ${license}`,
    'AutoReqProv: no',
    `Requires: ${rpmLibraries}`,
    '%description',
    'Candela enhances photos with a neural network on your own machine. It has a window and a command line.',
    '%files',
    '%defattr(-,root,root)',
    '/usr/lib/candela',
    '%attr(4755,root,root) /usr/lib/candela/chrome-sandbox',
    '/usr/bin/candela',
    ...['applications/candela.desktop', 'mime/packages/candela.xml', 'man/man1/candela.1.gz'],
    ...['bash-completion/completions/candela', 'zsh/site-functions/_candela'],
    ...['fish/vendor_completions.d/candela.fish', 'doc/candela', 'icons/hicolor/*/apps/candela.*'],
  ]
    .map((line) => (/^[a-z-]+\/.+/.test(line) ? `/usr/share/${line}` : line))
    .join('\n')}\n`;
}

async function makeRpm({ stage, file, arch, ...about }) {
  const work = `${stage}-rpmbuild`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  await writeFile(join(work, 'candela.spec'), spec(about));
  const target = arch === 'x64' ? 'x86_64' : 'aarch64';
  const defined = { _topdir: work, _rpmdir: join(work, 'made'), _rpmfilename: 'candela.rpm' };
  const definitions = Object.entries(defined).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
  run('rpmbuild', [
    '-bb',
    ...definitions,
    '--target',
    target,
    '--buildroot',
    stage,
    join(work, 'candela.spec'),
  ]);
  await rename(join(work, 'made', 'candela.rpm'), file);
  await rm(work, { recursive: true, force: true });
}

/** Kinds of packages: the end of the file's name, what is missing to make it (null: nothing), and how it is made. */
export const packageFormats = {
  'tar.gz': { lack: needs('tar', 'tar'), make: makeTarball },
  deb: { lack: needs('dpkg-deb', 'dpkg'), make: makeDeb },
  rpm: { lack: needs('rpmbuild', 'rpm'), make: makeRpm },
  AppImage: { lack: lackForAppImage, make: makeAppImage },
};
