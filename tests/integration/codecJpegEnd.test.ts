import { describe, expect, it } from 'vitest';
import { CandelaError } from '@contract';
import { noisyRaster } from '../support/photos';
import sharp, { type JpegOptions } from 'sharp';
import { decode, maxDifference } from '../support/codec';

const { width, height, data } = noisyRaster(301, 203);
const picture = sharp(data, { raw: { width, height, channels: 3 } });

const sequential = (): Promise<Buffer> => picture.clone().jpeg({ quality: 90 }).toBuffer();
const progressive = (): Promise<Buffer> =>
  picture.clone().jpeg({ quality: 90, progressive: true }).toBuffer();
const withoutEnd = (file: Buffer): Buffer => file.subarray(0, -2);

/** Where the scans of a JPEG begin. */
function scans(file: Buffer): number[] {
  const found: number[] = [];
  for (let at = file.indexOf('ffda', 0, 'hex'); at >= 0; at = file.indexOf('ffda', at + 2, 'hex'))
    found.push(at);
  return found;
}

describe('decodePhoto, a JPEG without its end marker', () => {
  it.each([
    ['sequential', sequential],
    ['progressive', progressive],
  ])('is done where all pixels are there: %s', async (_, make) => {
    const file = await make();
    const whole = await decode(file, 'whole.jpg');
    const photo = await decode(withoutEnd(file), 'a.jpg');
    expect(maxDifference(photo.raster.data, whole.raster.data)).toBe(0);
  });

  it('is done where zeros stand in its place', async () => {
    const file = withoutEnd(await sequential());
    const photo = await decode(Buffer.concat([file, Buffer.alloc(512)]), 'a.jpg');
    expect([photo.raster.width, photo.raster.height]).toEqual([width, height]);
  });

  it.each([1, 2, 5, 40, 4000])('is refused where %i more bytes are missing', async (missing) => {
    const file = withoutEnd(await sequential());
    await expect(decode(file.subarray(0, -missing), 'a.jpg')).rejects.toThrow(CandelaError);
  });

  it.each<[string, JpegOptions]>([
    ['4:4:4', { chromaSubsampling: '4:4:4' }],
    ['4:2:0', { chromaSubsampling: '4:2:0' }],
  ])('is refused where a part of the last row of blocks is missing: %s', async (_, options) => {
    const file = withoutEnd(
      await picture
        .clone()
        .jpeg({ quality: 90, ...options })
        .toBuffer(),
    );
    for (const missing of [3, 30, 120]) {
      await expect(decode(file.subarray(0, -missing), 'a.jpg')).rejects.toMatchObject({
        code: 'photo.damaged',
      });
    }
    expect((await decode(file, 'a.jpg')).raster.width).toBe(width);
  });

  it('is refused where a part of the last row of a grey picture is missing', async () => {
    const grey = withoutEnd(await picture.clone().toColourspace('b-w').jpeg({ quality: 90 }).toBuffer());
    await expect(decode(grey.subarray(0, -40), 'a.jpg')).rejects.toMatchObject({ code: 'photo.damaged' });
    expect((await decode(grey, 'a.jpg')).raster.channels).toBe(1);
  });

  it.each([1, 2, 3])(
    'is refused where its last %i scans are missing, which no decoder objects to',
    async (missing) => {
      const file = await progressive();
      const starts = scans(file);
      expect(starts.length).toBeGreaterThan(missing + 1);
      const cut = file.subarray(0, starts.at(-missing));
      await expect(decode(cut, 'a.jpg')).rejects.toMatchObject({ code: 'photo.damaged' });
    },
  );
});
