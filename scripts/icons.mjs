// Makes every icon from assets/icon.svg: out/icons/icon.png (for Windows and macOS) and out/icons/icons (for Linux). Part of `npm run package`.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { root } from './system.mjs';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512];
const viewBox = 512;

export async function makeIcons() {
  const folder = join(root, 'out', 'icons');
  await mkdir(join(folder, 'icons'), { recursive: true });
  const draw = (size, path) =>
    // Each size is drawn directly, which keeps edges sharp.
    sharp(join(root, 'assets', 'icon.svg'), { density: (72 * size) / viewBox })
      .resize(size, size)
      .png({ compressionLevel: 9 })
      .toFile(path);
  await Promise.all([
    ...sizes.map((size) => draw(size, join(folder, 'icons', `${size}x${size}.png`))),
    draw(1024, join(folder, 'icon.png')),
  ]);
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) await makeIcons();
