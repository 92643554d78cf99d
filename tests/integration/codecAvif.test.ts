import { describe, expect, it } from 'vitest';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { avifPremultiplied, avifWithTransform } from '../fixtures/avif';
import { orientationExif, image, rgb8, size } from '../fixtures/photos';
import { codes, decode, encode, maxDifference, signal } from '../support/codec';
import { readFileSync, writeFileSync } from 'node:fs';

describe('decodePhoto: AVIF', () => {
  it('does not turn a picture by its EXIF, which its own boxes overrule', async () => {
    const file = await image(rgb8(), 'srgb').avif({ lossless: true }).toBuffer();
    const photo = await decode(file, 'photo.avif');
    const written = await encode({ ...photo, metadata: { exif: orientationExif(6) } }, 'avif', {
      quality: 100,
    });
    const bytes = readFileSync(written.path);
    // Our own writer sets the tag to 1; another program's file may say otherwise.
    const at = bytes.indexOf(Buffer.from('01120003000000010001', 'hex'));
    expect(at).toBeGreaterThan(0);
    bytes[at + 9] = 6;
    writeFileSync(written.path, bytes);
    const back = await decodePhoto(written.path, { signal });
    expect([back.raster.width, back.raster.height]).toEqual([size.width, size.height]);
    expect(maxDifference(back.raster.data, rgb8())).toBe(0);
  });

  it('reads the first picture of a sequence', async () => {
    const file = Buffer.from(await image(rgb8(), 'srgb').avif({ lossless: true }).toBuffer());
    file.write('avis', 8, 'latin1');
    const photo = await decode(file, 'photo.avif');
    expect(maxDifference(photo.raster.data, rgb8())).toBe(0);
    expect(codes(photo.notices)).toEqual([]);
  });
});

const pixel = (data: ArrayLike<number>, x: number, y: number): number[] =>
  [0, 1, 2].map((channel) => data[(y * size.width + x) * 3 + channel] ?? -1);

describe('orientation of AVIF by its own boxes', () => {
  // irot counts quarter turns against the clock; imir 0 exchanges top and bottom, 1 left and right (ISO/IEC 23008-12:2022).
  const turns: ['irot' | 'imir', number, number, number, (x: number, y: number) => [number, number]][] = [
    ['irot', 1, size.height, size.width, (x, y) => [size.width - 1 - y, x]],
    ['irot', 2, size.width, size.height, (x, y) => [size.width - 1 - x, size.height - 1 - y]],
    ['irot', 3, size.height, size.width, (x, y) => [y, size.height - 1 - x]],
    ['imir', 0, size.width, size.height, (x, y) => [x, size.height - 1 - y]],
    ['imir', 1, size.width, size.height, (x, y) => [size.width - 1 - x, y]],
  ];
  it.each(turns)('applies %s %i once, and not again from the result', async (type, content, w, h, from) => {
    const photo = await decode(await avifWithTransform(type, content), 'photo.avif');
    expect([photo.raster.width, photo.raster.height]).toEqual([w, h]);
    const stored = rgb8();
    for (const [x, y] of [
      [0, 0],
      [w - 1, 0],
      [3, h - 2],
    ] as const) {
      const shown = [0, 1, 2].map((channel) => photo.raster.data[(y * w + x) * 3 + channel]);
      expect(shown).toEqual(pixel(stored, ...from(x, y)));
    }
    const exif = orientationExif(6);
    const again = await encode({ ...photo, metadata: { exif } }, 'avif', { quality: 100 });
    const back = await decodePhoto(again.path, { signal });
    expect(back.raster).toEqual(photo.raster);
  });
});

describe('decodePhoto, AVIF with opacity', () => {
  it('divides colours by opacity where the file says that they are multiplied', async () => {
    const pixels = size.width * size.height;
    const alpha = new Uint8Array(pixels).map((_, index) => [255, 128, 64, 0][index % 4] ?? 0);
    const colours = rgb8();
    const multiplied = colours.map((value, index) =>
      Math.round((value * (alpha[Math.floor(index / 3)] ?? 0)) / 255),
    );
    const photo = await decode(await avifPremultiplied(multiplied, alpha), 'a.avif');
    expect(photo.alpha).toEqual(alpha);
    const error = (index: number): number =>
      Math.abs((photo.raster.data[index] ?? 0) - (colours[index] ?? 0));
    const visible = Array.from({ length: colours.length }, (_, index) => index).filter(
      (index) => (alpha[Math.floor(index / 3)] ?? 0) > 0,
    );
    expect(Math.max(...visible.map(error))).toBeLessThanOrEqual(2);
  });
});
