import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type OutputFormat } from '@contract';
import { dither } from '@core';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import * as make from '../fixtures/photos';
import { codes, decode, encode, maxDifference, signal } from '../support/codec';

const { width, height } = make.size;

describe('encodePhoto: pixels', () => {
  const lossless: [OutputFormat, object][] = [
    ['png', {}],
    ['tiff', {}],
    ['webp', { quality: 100 }],
    ['avif', { quality: 100 }],
  ];
  it.each(lossless)('gives 8-bit colours and alpha back exactly from %s', async (format, output) => {
    const photo = await decode(
      await make.image(make.rgb8(), 'srgb', make.alpha8()).png().toBuffer(),
      'photo.png',
    );
    const back = await decodePhoto((await encode(photo, format, output)).path, { signal });
    expect(back.raster.data).toEqual(make.rgb8());
    expect(back.alpha).toEqual(make.alpha8());
  });

  it.each(['png', 'tiff'] as const)('gives 16-bit colours and alpha back exactly from %s', async (format) => {
    const photo = await decode(
      await make.image(make.rgb16(), 'rgb16', make.alpha16()).png().toBuffer(),
      'photo.png',
    );
    const back = await decodePhoto((await encode(photo, format)).path, { signal });
    expect(back.raster.data).toEqual(make.rgb16());
    expect(back.alpha).toEqual(make.alpha16());
  });

  it.each(['png', 'tiff'] as const)(
    'keeps more than 60 000 levels of a 16-bit gradient in %s',
    async (format) => {
      const gradient = Uint16Array.from({ length: 65_536 }, (_, index) => index);
      const file = await sharp(gradient, { raw: { width: 256, height: 256, channels: 1 } })
        .toColourspace('grey16')
        .png()
        .toBuffer();
      const back = await decodePhoto((await encode(await decode(file, 'a.png'), format)).path, { signal });
      expect(new Set(back.raster.data).size).toBe(65_536);
    },
  );

  it('writes 12 bits of a 16-bit photo into AVIF, and says so', async () => {
    const photo = await decode(await make.image(make.rgb16(), 'rgb16').png().toBuffer(), 'photo.png');
    const { path, notices } = await encode(photo, 'avif', { quality: 100 });
    expect((await sharp(path).metadata()).bitsPerSample).toBe(12);
    const back = await decodePhoto(path, { signal });
    expect(maxDifference(back.raster.data, make.rgb16())).toBeLessThan(16);
    expect(codes(notices)).toEqual(['output.depthUnheld']);
  });

  it.each(['jpeg', 'webp'] as const)(
    'dithers 16 bits to the 8 that %s holds, and names what holds 16',
    async (format) => {
      const photo = await decode(await make.image(make.grey16(), 'grey16').png().toBuffer(), 'photo.png');
      const { path, notices } = await encode(photo, format, { quality: 100 });
      expect(codes(notices)).toEqual(['output.depthReduced']);
      expect(notices[0]?.sentence).toContain('PNG and TIFF');
      const back = await decodePhoto(path, { signal });
      const grey = back.raster.data.filter((_, index) => index % back.raster.channels === 0);
      expect(
        maxDifference(
          grey,
          make.grey16().map((value) => Math.round(value / 257)),
        ),
      ).toBeLessThanOrEqual(format === 'jpeg' ? 4 : 1);
    },
  );

  it.each([
    ['png', {}],
    ['tiff', {}],
    ['webp', { quality: 100 }],
    ['avif', { quality: 100 }],
  ] as const)('dithers when 8 bits are asked for in %s, the same each time', async (format, output) => {
    const photo = await decode(await make.image(make.grey16(), 'grey16').png().toBuffer(), 'photo.png');
    const { path, notices } = await encode(photo, format, { ...output, bitDepth: 8 });
    const { channels, data } = (await decodePhoto(path, { signal })).raster;
    const grey = data.filter((_, index) => index % channels === 0);
    expect(grey).toEqual(dither(make.grey16(), { width, channels: 1 }));
    const again = (
      await decodePhoto((await encode(photo, format, { ...output, bitDepth: 8 })).path, { signal })
    ).raster;
    expect(again.data).toEqual(data);
    expect(codes(notices)).toEqual([]);
  });

  it('keeps a slope between two 8-bit values, which rounding would flatten', async () => {
    const flat = new Uint16Array(width * height).fill(100 * 257 + 64);
    const photo = await decode(await make.image(flat, 'grey16').png().toBuffer(), 'photo.png');
    const { data } = (await decodePhoto((await encode(photo, 'png', { bitDepth: 8 })).path, { signal }))
      .raster;
    expect([...data].reduce((sum, value) => sum + value, 0) / data.length).toBeCloseTo(100 + 64 / 257, 1);
  });

  it('stretches 8 bits to 16 when asked', async () => {
    const photo = await decode(await make.image(make.rgb8(), 'srgb').png().toBuffer(), 'photo.png');
    const back = await decodePhoto((await encode(photo, 'tiff', { bitDepth: 16 })).path, { signal });
    expect([...back.raster.data]).toEqual([...make.rgb8()].map((value) => value * 257));
  });

  it.each([
    ['jpeg', 1],
    ['png', 1],
    ['tiff', 1],
    ['webp', 3],
    ['avif', 3],
  ] as const)('writes grey to %s in %i channels', async (format, channels) => {
    const photo = await decode(await make.image(make.grey8(), 'b-w').png().toBuffer(), 'photo.png');
    const { path } = await encode(photo, format, { quality: 99 });
    expect((await sharp(path).metadata()).channels).toBe(channels);
    const back = await decodePhoto(path, { signal });
    const grey = back.raster.data.filter((_, index) => index % back.raster.channels === 0);
    expect(maxDifference(grey, make.grey8())).toBeLessThanOrEqual(['png', 'tiff'].includes(format) ? 0 : 24);
  });

  it.each([
    ['png', true],
    ['webp', false],
  ] as const)('keeps a grey profile in %s only where grey stays grey', async (format, isKept) => {
    const file = await make.image(make.grey8(), 'b-w').png().toBuffer();
    const profile = Buffer.alloc(160);
    profile.write('GRAY', 16, 'latin1');
    const { path, notices } = await encode({ ...(await decode(file, 'a.png')), profile }, format);
    expect(readFileSync(path).includes(isKept ? 'iCCP' : 'ICCP')).toBe(isKept);
    expect(codes(notices)).toEqual(isKept ? [] : ['output.metadataDropped']);
  });

  it('lays transparent parts over white in a JPEG, with a notice', async () => {
    const alpha = new Uint8Array(width * height).fill(255).fill(0, 0, width * 8);
    const photo = await decode(
      await make
        .image(new Uint8Array(width * height * 3), 'srgb', alpha)
        .png()
        .toBuffer(),
      'photo.png',
    );
    const { path, notices } = await encode(photo, 'jpeg', { quality: 100 });
    const { data } = (await decodePhoto(path, { signal })).raster;
    expect(data[0]).toBeGreaterThan(250);
    expect(data.at(-1)).toBeLessThan(5);
    expect(codes(notices)).toEqual(['output.alphaFlattened']);
  });

  it('says nothing of transparency where there is none', async () => {
    const photo = await decode(
      await make
        .image(make.rgb8(), 'srgb', new Uint8Array(width * height).fill(255))
        .png()
        .toBuffer(),
      'photo.png',
    );
    expect((await encode(photo, 'jpeg')).notices).toEqual([]);
  });

  it.each([
    [95, '4:4:4', '4:4:4'],
    [90, '4:2:0', '4:2:0'],
    [61, '4:4:4', '4:4:4'],
    [30, '4:2:0', '4:2:0'],
  ])('keeps quality %i and %s of a JPEG', async (quality, chromaSubsampling, expected) => {
    const photo = await decode(await make.jpeg({ quality, chromaSubsampling }), 'photo.jpg');
    expect(photo.source.jpeg).toEqual({ quality, chromaSubsampling });
    const back = await decodePhoto((await encode(photo, 'jpeg')).path, { signal });
    expect(back.source.jpeg).toEqual({ quality, chromaSubsampling: expected });
  });

  it('uses the quality that was asked for', async () => {
    const photo = await decode(await make.jpeg(), 'photo.jpg');
    const back = await decodePhoto((await encode(photo, 'jpeg', { quality: 42 })).path, { signal });
    expect(back.source.jpeg?.quality).toBe(42);
  });

  it.each([
    ['webp', 16_384, 1, 'WebP'],
    ['avif', 1, 16_385, 'AVIF'],
    ['jpeg', 65_536, 1, 'JPEG'],
  ] as const)('refuses a %s of %i × %i before the work', async (format, w, h, label) => {
    const photo = await decode(await make.jpeg(), 'photo.jpg');
    const raster = { width: w, height: h, channels: 1 as const, data: new Uint8Array(w * h) };
    await expect(encode({ ...photo, raster }, format)).rejects.toMatchObject({
      code: 'photo.tooLargeForFormat',
      details: { format: label },
    });
  });
});
