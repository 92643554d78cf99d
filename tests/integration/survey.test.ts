/** @file What is measured of real files before a network runs. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { matrixProfile } from '../../src/engine/photo/colour/matrixProfile';
import { splicePng } from '../../src/engine/photo/write/splice/splicePng';
import { readExposure, surveyPhoto } from '../../src/engine/survey/surveyPhoto';
import { cameraExif } from '../fixtures/exif';
import { segment, withSegments } from '../fixtures/photos';
import { noisyRaster, writeRaster } from '../support/photos';
import { tempFolder } from '../support/tempFolder';

const { signal } = new AbortController();

/** A ramp from black to a value, so that median and mean are half of it. */
function ramp(width: number, height: number, most: number): Uint16Array {
  return Uint16Array.from({ length: width * height * 3 }, (_, at) =>
    Math.round(((Math.floor(at / 3) % width) / (width - 1)) * most),
  );
}

async function write(name: string, most = 20_000): Promise<string> {
  const path = join(tempFolder(), name);
  const [width, height] = [1600, 1200];
  const isGrey = name.includes('grey');
  const wide = ramp(width, height, most);
  const data = name.includes('16') ? wide : Uint8Array.from(wide, (value) => Math.round(value / 257));
  const samples = isGrey ? data.filter((_, at) => at % 3 === 0) : data;
  await writeRaster({ width, height, channels: isGrey ? 1 : 3, data: samples }, path);
  return path;
}

describe('surveyPhoto', () => {
  it.each(['rgb.jpg', 'rgb8.png', 'rgb16.png', 'grey8.png', 'grey16.png', 'rgb16.tiff', 'rgb.webp'])(
    'finds the same light in %s',
    async (name) => {
      const { light, width, height } = await surveyPhoto(await write(name), { signal });
      expect({ width, height }).toEqual({ width: 1600, height: 1200 });
      expect(light.median).toBeCloseTo(10_000 / 65_535, 2);
      expect(light.mean).toBeCloseTo(10_000 / 65_535, 2);
      expect(light.histogram.reduce((sum, share) => sum + share)).toBeCloseTo(1, 6);
    },
  );

  it('reads values of a profile with another curve as sRGB’s', async () => {
    const path = join(tempFolder(), 'linear.png');
    const even = sharp(Buffer.alloc(64 * 64 * 3, 32), { raw: { width: 64, height: 64, channels: 3 } });
    const profile = matrixProfile('rec709', 1);
    await writeFile(path, Buffer.concat(splicePng(await even.png().toBuffer(), { profile }).parts));
    // Light of 32/255 is 99/255 in sRGB's curve.
    expect((await surveyPhoto(path, { signal })).light.mean).toBeCloseTo(99 / 255, 2);
  });

  it('reads what the camera says, of the header alone too', async () => {
    const path = join(tempFolder(), 'camera.jpg');
    const plain = await sharp(Buffer.alloc(3000, 9), { raw: { width: 40, height: 25, channels: 3 } })
      .jpeg()
      .toBuffer();
    const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), cameraExif(false).block]);
    await writeFile(path, withSegments(plain, segment(0xe1, exif)));
    const known = {
      camera: 'Cambrium Nocturne 2',
      lens: 'Nuit 35mm ƒ/1.4',
      taken: '2024-12-24T22:33:44.678',
    };
    // Turned by its orientation.
    expect(await surveyPhoto(path, { signal })).toMatchObject({ width: 25, height: 40, exposure: known });
    expect(await readExposure(path, { signal })).toMatchObject(known);
  });

  it('fails as opening the photo does, and stops when it is told to', async () => {
    const path = join(tempFolder(), 'cut.jpg');
    await writeRaster(noisyRaster(400, 300), path);
    await writeFile(path, (await readFile(path)).subarray(0, 20_000));
    await expect(surveyPhoto(path, { signal })).rejects.toMatchObject({ code: 'photo.damaged' });
    await expect(surveyPhoto(`${path}.no`, { signal })).rejects.toMatchObject({ code: 'input.missing' });
    await expect(surveyPhoto(path, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});
