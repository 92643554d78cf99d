/** The AppImage, taken apart by itself, as it does where a system mounts no file systems for programs. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, itIsUsable, makePackages, removePackages, shell, unpack } from '../support/linuxPackage';

let tree: string;
const appFolder = (): string => join(tree, '..');

beforeAll(async () => {
  await makePackages(['AppImage']);
  const script = '"$1" --appimage-extract > /dev/null';
  tree = await unpack({ format: 'AppImage', unpack: script, tree: 'squashfs-root/usr' });
}, 600_000);

afterAll(removePackages);

describe('the AppImage', () => {
  itIsUsable(() => tree);

  it('is a program, with the entry and the icon where desktops look for them', () => {
    expect(statSync(fileOf('AppImage')).mode & 0o111).toBe(0o111);
    expect(readFileSync(join(appFolder(), 'candela.desktop'), 'utf8')).toMatch(/^Exec=candela /m);
    for (const name of ['candela.png', '.DirIcon'])
      expect(existsSync(join(appFolder(), name)), name).toBe(true);
  });

  it('knows the commands by its own start', async () => {
    const { stdout } = await shell('"$1/AppRun" models --json', [appFolder()]);
    expect(stdout).toContain('"id":"cnn"');
  });

  it('comes with a bill of materials and a checksum that holds', async () => {
    const { stdout } = await shell('cd "$1"; sha256sum --check SHA256SUMS', [join(fileOf('AppImage'), '..')]);
    expect(stdout).toMatch(/AppImage: OK/);
    expect(stdout).toMatch(/cdx\.json: OK/);
  });
});
