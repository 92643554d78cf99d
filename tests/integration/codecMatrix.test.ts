import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import * as make from '../fixtures/photos';
import { tiffFile } from '../fixtures/tiffFile';
import { decode, encode, signal } from '../support/codec';
import { enhance, place, settingsFor } from '../support/engine';
import { writeModel } from '../support/models';

const { width, height } = make.size;

describe('8 bits and more, written', () => {
  const rgbPhoto = async () => decode(await make.image(make.rgb8(), 'srgb').png().toBuffer(), 'photo.png');

  it.each([
    [90, '4:4:4'],
    [100, '4:4:4'],
    [89, '4:2:0'],
  ] as const)('writes a JPEG of quality %i in %s', async (quality, expected) => {
    const back = await decodePhoto((await encode(await rgbPhoto(), 'jpeg', { quality })).path, { signal });
    expect(back.source.jpeg).toEqual({ quality, chromaSubsampling: expected });
  });

  it('writes WebP with loss by default and without where the original was so', async () => {
    const lossless = await decode(
      await make.image(make.rgb8(), 'srgb').webp({ lossless: true }).toBuffer(),
      'photo.webp',
    );
    const kept = await decodePhoto((await encode(lossless, 'webp')).path, { signal });
    const lossy = await decodePhoto((await encode(await rgbPhoto(), 'webp')).path, { signal });
    expect([kept.source.lossless, lossy.source.lossless]).toEqual([true, false]);
    expect(kept.raster.data).toEqual(make.rgb8());
  });

  it.each([
    [8, 8],
    [10, 10],
    [12, 12],
  ] as const)('writes AVIF of %i bits from AVIF of as many', async (bitdepth, expected) => {
    const wide = bitdepth > 8;
    const source = wide ? make.image(make.rgb16(), 'rgb16') : make.image(make.rgb8(), 'srgb');
    const photo = await decode(await source.avif({ lossless: true, bitdepth }).toBuffer(), 'photo.avif');
    expect(photo.raster.data).toBeInstanceOf(wide ? Uint16Array : Uint8Array);
    const { path } = await encode(photo, 'avif', { quality: 100 });
    expect((await sharp(path).metadata()).bitsPerSample ?? 8).toBe(expected);
    expect((await decodePhoto(path, { signal })).raster.data).toEqual(photo.raster.data);
  });
});

describe('grey, palette and transparency', () => {
  it.each([1, 2, 4] as const)('expands a PNG of %i-bit grey', async (bits) => {
    const steps = 2 ** bits - 1;
    const header = Buffer.from([0, 0, 0, 8, 0, 0, 0, 1, bits, 0, 0, 0, 0]);
    const row = Buffer.alloc(1 + bits);
    const levels = Array.from({ length: 8 }, (_, x) => (x * 5) % (steps + 1));
    levels.forEach((level, x) => {
      const place = 1 + ((x * bits) >> 3);
      row[place] = row[place]! | (level << (8 - bits - ((x * bits) & 7)));
    });
    const file = Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      make.pngChunk('IHDR', header),
      make.pngChunk('IDAT', deflateSync(row)),
      make.pngChunk('IEND', Buffer.alloc(0)),
    ]);
    const photo = await decode(file, 'photo.png');
    expect(photo.raster.channels).toBe(1);
    expect([...photo.raster.data]).toEqual(levels.map((level) => (level * 255) / steps));
    expect(photo.source.bits).toBe(bits);
    const { path } = await encode(photo, 'png');
    expect(await sharp(path).metadata()).toMatchObject({ channels: 1, bitsPerSample: 8 });
  });

  it('expands a TIFF of a palette and writes true colour', async () => {
    // 256 reds, then greens, then blues, of 16 bits each; the first three entries are red, green and blue.
    const map = new Array<number>(3 * 256).fill(0);
    for (const colour of [0, 1, 2]) map[colour * 256 + colour] = 65_535;
    const file = tiffFile({
      width: 3,
      height: 1,
      bits: 8,
      samples: 1,
      photometric: 3,
      data: Uint8Array.of(0, 1, 2),
      extra: [{ tag: 320, type: 3, values: map }],
    });
    const photo = await decode(file, 'photo.tif');
    expect(photo.raster.channels).toBe(3);
    expect([...photo.raster.data]).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255]);
  });

  it('writes true colour of a PNG with a palette', async () => {
    const file = await make.image(make.rgb8(), 'srgb', make.alpha8()).png({ palette: true }).toBuffer();
    const { path } = await encode(await decode(file, 'photo.png'), 'png');
    const meta = await sharp(path).metadata();
    expect([meta.isPalette, meta.channels]).toEqual([false, 4]);
  });

  it.each(['png', 'webp'] as const)('keeps the transparency of a GIF in %s', async (format) => {
    const alpha = new Uint8Array(width * height).fill(255).fill(0, 0, width * 8);
    const file = await make.image(make.rgb8(), 'srgb', alpha).gif().toBuffer();
    const { path } = await encode(await decode(file, 'photo.gif'), format);
    expect((await decodePhoto(path, { signal })).alpha).toEqual(alpha);
  });

  it('takes straight colours through the network and alpha past it', async () => {
    const place16 = await place();
    const model = await writeModel(place16.models, 'identity');
    const input = join(place16.folder, 'alpha.png');
    await make.image(make.rgb8(), 'srgb', make.alpha8()).png().toFile(input);
    const { output } = await enhance(place16, input, settingsFor(model));
    const back = await decodePhoto(output!, { signal });
    expect(back.raster.data).toEqual(make.rgb8());
    expect(back.alpha).toEqual(make.alpha8());
  });
});
