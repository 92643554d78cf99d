/** @file Frames of a series. */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const scene = fileURLToPath(new URL('../../assets/samples/street.jpg', import.meta.url));

/** A frame of a burst: the same scene by one camera, a little darker or brighter, as clouds and cars make it. */
export function frame(gain: number, second: number): Promise<Buffer> {
  return sharp(scene)
    .resize(480)
    .linear(gain)
    .withExif({
      IFD0: { Make: 'Candela', Model: 'Test' },
      IFD2: { DateTimeOriginal: `2026:01:31 23:59:${String(second).padStart(2, '0')}` },
    })
    .jpeg({ quality: 95 })
    .toBuffer();
}
