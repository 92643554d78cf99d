import { access, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

export const benchQuality = 90;

/** A dark, noisy JPEG of `width` × `height`: a sample photo enlarged under fresh noise, so that it takes the third of a byte a pixel that cameras' files take. */
export async function makePhoto(path: string, width: number, height: number): Promise<void> {
  const noise = await sharp({
    create: {
      width: 1024,
      height: 1024,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 16, sigma: 12 },
    },
  })
    .png()
    .toBuffer();
  await sharp(join('assets', 'samples', 'street.jpg'))
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .composite([{ input: noise, tile: true, blend: 'add' }])
    .jpeg({ quality: benchQuality, chromaSubsampling: '4:2:0' })
    .toFile(path);
}

/** `count` copies of one photo under different names. */
export async function copies(photo: string, folder: string, count: number): Promise<string[]> {
  const paths = Array.from({ length: count }, (_, index) => join(folder, `frame-${String(index + 1)}.jpg`));
  for (const path of paths) await copyFile(photo, path);
  await Promise.all(paths.map((path) => access(path)));
  return paths;
}
