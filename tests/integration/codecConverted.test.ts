import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { tiffFile } from '../fixtures/tiffFile';
import { codes, decode, encode, maxDifference, signal } from '../support/codec';

describe('CMYK and Lab', () => {
  it('converts a TIFF of CMYK with its profile, with a notice', async () => {
    const file = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#0000ff' } })
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .tiff({ compression: 'deflate' })
      .toBuffer();
    const photo = await decode(file, 'photo.tif');
    const [red = 0, green = 0, blue = 0] = photo.raster.data;
    expect(blue).toBeGreaterThan(Math.max(red, green) + 50);
    expect(codes(photo.notices)).toEqual(['photo.cmykConverted']);
    const { path } = await encode(photo, 'tiff');
    expect((await sharp(path).metadata()).space).toBe('srgb');
  });

  it('reads a CMYK JPEG of Adobe, whose values are turned round', async () => {
    const white = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#ffffff' } })
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();
    expect(white.includes('Adobe')).toBe(true);
    expect(Math.min(...(await decode(white, 'photo.jpg')).raster.data)).toBeGreaterThan(245);
  });

  const lab = (photometric: 8 | 9): Buffer => {
    const zero = photometric === 8 ? 0 : 128;
    // White, black, and red, green and blue of sRGB.
    const values = [
      [255, 0, 0],
      [0, 0, 0],
      [138, 81, 70],
      [224, -79, 81],
      [75, 68, -112],
    ];
    const data = Uint8Array.from(values.flatMap(([l = 0, a = 0, b = 0]) => [l, a + zero, b + zero]));
    return tiffFile({ width: 5, height: 1, bits: 8, samples: 3, photometric, data });
  };

  it.each([
    ['CIELab', 8],
    ['ICCLab', 9],
  ] as const)('converts 8-bit %s to sRGB, with a notice', async (_, photometric) => {
    const photo = await decode(lab(photometric), 'photo.tif');
    const expected = [255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255];
    // Whole steps of a and b are up to 4 of 255.
    expect(maxDifference(photo.raster.data, expected)).toBeLessThanOrEqual(9);
    expect([...photo.raster.data.slice(0, 6)]).toEqual(expected.slice(0, 6));
    expect(codes(photo.notices)).toEqual(['photo.labConverted']);
    expect(photo.source.bits).toBe(8);
    const { path } = await encode(photo, 'tiff');
    expect((await decodePhoto(path, { signal })).raster.data).toEqual(photo.raster.data);
  });

  it('keeps the alpha of 8-bit Lab', async () => {
    const data = Uint8Array.of(255, 0, 0, 77, 0, 0, 0, 255);
    const extra = [{ tag: 338, type: 3 as const, values: [2] }];
    const file = tiffFile({ width: 2, height: 1, bits: 8, samples: 4, photometric: 8, data, extra });
    const photo = await decode(file, 'photo.tif');
    expect([...photo.raster.data]).toEqual([255, 255, 255, 0, 0, 0]);
    expect([...(photo.alpha ?? [])]).toEqual([77, 255]);
  });
});
