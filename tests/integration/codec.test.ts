import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePhoto, inspectPhoto } from '../../src/engine/photo/read/decodePhoto';
import { scaleToFit } from '../../src/engine/photo/codec/scaleToFit';
import * as make from '../fixtures/photos';
import { tiffFile } from '../fixtures/tiffFile';
import { codes, decode, maxDifference, onDisk, signal } from '../support/codec';

const { width, height } = make.size;
const u16 = (values: readonly number[]): Uint8Array => new Uint8Array(Uint16Array.from(values).buffer);
const f32 = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

describe('decodePhoto: depth and channels', () => {
  it.each([
    ['png', 'srgb', make.rgb8(), undefined],
    ['png', 'srgb', make.rgb8(), make.alpha8()],
    ['png', 'rgb16', make.rgb16(), undefined],
    ['png', 'rgb16', make.rgb16(), make.alpha16()],
    ['png', 'b-w', make.grey8(), undefined],
    ['png', 'b-w', make.grey8(), make.alpha8()],
    ['png', 'grey16', make.grey16(), undefined],
    ['png', 'grey16', make.grey16(), make.alpha16()],
    ['tiff', 'srgb', make.rgb8(), undefined],
    ['tiff', 'srgb', make.rgb8(), make.alpha8()],
    ['tiff', 'rgb16', make.rgb16(), undefined],
    ['tiff', 'rgb16', make.rgb16(), make.alpha16()],
    ['tiff', 'b-w', make.grey8(), undefined],
    ['tiff', 'b-w', make.grey8(), make.alpha8()],
    ['tiff', 'grey16', make.grey16(), undefined],
    ['tiff', 'grey16', make.grey16(), make.alpha16()],
    ['webp', 'srgb', make.rgb8(), undefined],
    ['webp', 'srgb', make.rgb8(), make.alpha8()],
  ] as const)('gives the stored values of a %s in %s', async (format, space, data, alpha) => {
    const options = { compression: 'deflate', lossless: true, exact: true } as const;
    const photo = await decode(
      await make.image(data, space, alpha).toFormat(format, options).toBuffer(),
      `photo.${format}`,
    );
    expect(photo.raster).toMatchObject({
      width,
      height,
      channels: space === 'b-w' || space === 'grey16' ? 1 : 3,
    });
    expect(photo.raster.data).toEqual(data);
    expect(photo.alpha).toEqual(alpha);
  });

  it.each([1, 2, 4] as const)('expands %i-bit grey', async (bits) => {
    const levels = 2 ** bits;
    const grey = Uint8Array.from({ length: 8 }, (_, x) => (x % levels) * (255 / (levels - 1)));
    const packed = Buffer.alloc(bits);
    grey.forEach((_, x) => {
      const at = (x * bits) >> 3;
      packed[at] = (packed[at] ?? 0) | ((x % levels) << (8 - bits - ((x * bits) & 7)));
    });
    const photo = await decode(
      tiffFile({ width: 8, height: 1, bits, samples: 1, photometric: 1, data: packed }),
      'photo.tif',
    );
    expect([...photo.raster.data]).toEqual([...grey]);
    expect(photo.source.bits).toBe(bits);
  });

  it('expands a palette with transparency', async () => {
    const file = await sharp(await make.image(make.rgb8(), 'srgb', make.alpha8()).png().toBuffer())
      .png({ palette: true })
      .toBuffer();
    const photo = await decode(file, 'photo.png');
    expect((await sharp(file).metadata()).isPalette).toBe(true);
    expect(photo.raster.channels).toBe(3);
    expect(photo.alpha).toHaveLength(width * height);
  });

  it.each([
    ['8-bit', 8, Uint8Array.of(0, 1, 128, 255), [255, 254, 127, 0]],
    ['16-bit', 16, u16([0, 1, 32_768, 65_535]), [65_535, 65_534, 32_767, 0]],
  ])('turns %s grey round where white is stored as 0', async (_, bits, data, expected) => {
    const photo = await decode(
      tiffFile({ width: 4, height: 1, bits, samples: 1, photometric: 0, data }),
      'photo.tif',
    );
    expect([...photo.raster.data]).toEqual(expected);
  });

  it('takes associated alpha off the colours of a TIFF', async () => {
    const data = Uint8Array.of(50, 25, 10, 128, 200, 100, 50, 255);
    const file = tiffFile({
      width: 2,
      height: 1,
      bits: 8,
      samples: 4,
      photometric: 2,
      data,
      extra: [{ tag: 338, type: 3, values: [1] }],
    });
    const photo = await decode(file, 'photo.tif');
    expect(maxDifference(photo.raster.data, [100, 50, 20, 200, 100, 50])).toBeLessThanOrEqual(1);
    expect([...(photo.alpha ?? [])]).toEqual([128, 255]);
  });

  it('takes the first extra channel of a TIFF for alpha and leaves the others', async () => {
    const data = Uint8Array.of(50, 25, 10, 128, 7, 200, 100, 50, 255, 9);
    const file = tiffFile({
      width: 2,
      height: 1,
      bits: 8,
      samples: 5,
      photometric: 2,
      data,
      extra: [{ tag: 338, type: 3, values: [2, 0] }],
    });
    const photo = await decode(file, 'photo.tif');
    expect([...photo.raster.data]).toEqual([50, 25, 10, 200, 100, 50]);
    expect([...(photo.alpha ?? [])]).toEqual([128, 255]);
  });

  it.each([
    ['colour', 3, 2, f32([0, 0.25, 1]), [0, 35_199, 65_535]],
    ['grey', 1, 1, f32([0.25]), [35_199]],
  ])('makes 16 bits of floating-point %s, with a notice', async (_, samples, photometric, data, expected) => {
    const extra = [{ tag: 339, type: 3 as const, values: Array.from({ length: samples }, () => 3) }];
    const photo = await decode(
      tiffFile({ width: 1, height: 1, bits: 32, samples, photometric, data, extra }),
      'photo.tif',
    );
    expect([...photo.raster.data]).toEqual(expected);
    expect(photo.source.bits).toBe(32);
    expect(codes(photo.notices)).toEqual(['photo.floatReduced']);
  });

  it.each([10, 12] as const)('brings %i-bit AVIF to full scale', async (bits) => {
    const data = make.rgb16().map((value) => (value >> (16 - bits)) << (16 - bits));
    data.fill(65_535, 0, 3);
    const file = await make.image(data, 'rgb16').avif({ lossless: true, bitdepth: 12 }).toBuffer();
    const photo = await decode(file, 'photo.avif');
    expect([...photo.raster.data.slice(0, 3)]).toEqual([65_535, 65_535, 65_535]);
    expect(maxDifference(photo.raster.data, data)).toBeLessThan(64);
  });

  it.each([
    ['32-bit integers', 32, 1, []],
    ['signed samples', 16, 1, [{ tag: 339, type: 3 as const, values: [2] }]],
  ])('refuses a TIFF of %s', async (kind, bits, samples, extra) => {
    const file = tiffFile({
      width: 2,
      height: 1,
      bits,
      samples,
      photometric: 1,
      data: new Uint8Array(8),
      extra,
    });
    await expect(decode(file, 'photo.tif')).rejects.toMatchObject({
      code: 'photo.unsupported',
      details: { kind: `a TIFF of ${kind}` },
    });
  });
});

describe('inspectPhoto', () => {
  it.each([
    ['jpg', () => make.jpegWithOrientation(6)],
    ['png', () => make.image(make.grey16(), 'grey16', make.alpha16()).png().toBuffer()],
    ['tif', () => Promise.resolve(make.tiffWithOrientation(8))],
  ])('foretells size, channels and memory of a %s', async (extension, file) => {
    const path = onDisk(await file(), `photo.${extension}`);
    const info = await inspectPhoto(path, { signal });
    const { raster, alpha } = await decodePhoto(path, { signal });
    expect(info).toMatchObject({
      width: raster.width,
      height: raster.height,
      channels: raster.channels,
      hasAlpha: alpha !== undefined,
    });
    expect(info.decodedBytes).toBe(raster.data.byteLength + (alpha?.byteLength ?? 0));
  });

  it('takes brackets at the end of a name for what they are', async () => {
    const path = onDisk(await make.jpeg(), 'night[page=1]');
    expect(await inspectPhoto(path, { signal })).toMatchObject(make.size);
  });
});

describe('scaleToFit', () => {
  it.each([
    ['8-bit colour', make.rgb8(), 3],
    ['16-bit grey', make.grey16(), 1],
  ] as const)('brings the long edge of %s down and keeps depth and channels', async (_, data, channels) => {
    const small = await scaleToFit({ width, height, channels, data }, 16, { signal });
    expect(small).toMatchObject({ width: 16, height: 12, channels });
    expect(small.data.constructor).toBe(data.constructor);
    expect(small.data).toHaveLength(16 * 12 * channels);
    const mean = (values: ArrayLike<number>): number =>
      Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean(small.data) - mean(data))).toBeLessThan(mean(data) * 0.05);
  });

  it('leaves a raster alone that fits', async () => {
    const raster = { width, height, channels: 3 as const, data: make.rgb8() };
    expect(await scaleToFit(raster, 32, { signal })).toBe(raster);
  });
});
