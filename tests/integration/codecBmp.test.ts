import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { decodePhoto, inspectPhoto } from '../../src/engine/photo/read/decodePhoto';
import { bmpFile, bmpRows, type BmpFields } from '../fixtures/bmp';
import * as make from '../fixtures/photos';
import { decode, encode, onDisk, signal } from '../support/codec';
import { packet } from '../support/sidecar';

const red = [255, 0, 0] as const;
const green = [0, 255, 0] as const;
const blue = [0, 0, 255] as const;
const yellow = [255, 255, 0] as const;
/** Red top left, green top right, blue bottom left, yellow bottom right. */
const corners = [...red, ...green, ...blue, ...yellow];
const palette = [red, green, blue, yellow];
const square = { width: 2, height: 2 } as const;

const values = async (fields: BmpFields) => [...(await decode(bmpFile(fields), 'a.bmp')).raster.data];

const bgr = ([r, g, b]: readonly [number, number, number]): number[] => [b, g, r];
const plain: BmpFields = {
  ...square,
  bits: 24,
  pixels: bmpRows([...bgr(blue), ...bgr(yellow)], [...bgr(red), ...bgr(green)]),
};

const words = (...numbers: number[]): number[] => numbers.flatMap((value) => [value & 255, value >> 8]);

describe('a BMP', () => {
  it.each<[string, BmpFields]>([
    ['24 bits', plain],
    [
      '24 bits, top row first',
      { ...plain, height: -2, pixels: bmpRows([...bgr(red), ...bgr(green)], [...bgr(blue), ...bgr(yellow)]) },
    ],
    ['24 bits of OS/2', { ...plain, header: 12 }],
    [
      '32 bits, whose fourth byte says nothing',
      {
        ...square,
        bits: 32,
        pixels: bmpRows([...bgr(blue), 7, ...bgr(yellow), 0], [...bgr(red), 9, ...bgr(green), 0]),
      },
    ],
    [
      '32 bits with masks in another order',
      {
        ...square,
        bits: 32,
        compression: 3,
        masks: [0xff, 0xff00, 0xff0000],
        pixels: bmpRows([...blue, 0, ...yellow, 0], [...red, 0, ...green, 0]),
      },
    ],
    ['16 bits', { ...square, bits: 16, pixels: bmpRows(words(0x001f, 0x7fe0), words(0x7c00, 0x03e0)) }],
    [
      '16 bits, 5-6-5',
      {
        ...square,
        bits: 16,
        compression: 3,
        masks: [0xf800, 0x07e0, 0x001f],
        pixels: bmpRows(words(0x001f, 0xffe0), words(0xf800, 0x07e0)),
      },
    ],
    ['8 bits', { ...square, bits: 8, palette, pixels: bmpRows([2, 3], [0, 1]) }],
    ['8 bits of OS/2', { ...square, bits: 8, header: 12, palette, pixels: bmpRows([2, 3], [0, 1]) }],
    ['4 bits', { ...square, bits: 4, palette, pixels: bmpRows([0x23], [0x01]) }],
    ['2 bits', { ...square, bits: 2, palette, pixels: bmpRows([0b10110000], [0b00010000]) }],
    [
      'runs of 8 bits',
      {
        ...square,
        bits: 8,
        compression: 1,
        palette,
        pixels: Buffer.from([1, 2, 1, 3, 0, 0, 1, 0, 1, 1, 0, 1]),
      },
    ],
    [
      'literal runs of 8 bits',
      {
        width: 4,
        height: 1,
        bits: 8,
        compression: 1,
        palette,
        pixels: Buffer.from([0, 4, 0, 1, 2, 3, 0, 1]),
      },
    ],
    [
      'runs of 4 bits',
      {
        width: 4,
        height: 1,
        bits: 4,
        compression: 2,
        palette,
        pixels: Buffer.from([2, 0x01, 2, 0x23, 0, 1]),
      },
    ],
    [
      'literal runs of 4 bits',
      {
        width: 4,
        height: 1,
        bits: 4,
        compression: 2,
        palette,
        pixels: Buffer.from([0, 4, 0x01, 0x23, 0, 1]),
      },
    ],
  ])('has the right colours in the right places: %s', async (_, fields) => {
    expect(await values(fields)).toEqual(corners);
  });

  it('leaves pixels that no run reaches at the first colour', async () => {
    // One pixel, then two to the right and one up, then one more.
    const pixels = Buffer.from([1, 1, 0, 2, 1, 1, 1, 3, 0, 1]);
    const fields = { width: 3, height: 2, bits: 8, compression: 1, palette, pixels };
    expect(await values(fields)).toEqual([red, red, yellow, green, red, red].flat());
  });

  it('is grey if its palette is', async () => {
    const grey = [0, 100, 255].map((value) => [value, value, value] as const);
    const photo = await decode(
      bmpFile({ width: 3, height: 1, bits: 8, palette: grey, pixels: bmpRows([2, 1, 0]) }),
      'a.bmp',
    );
    expect(photo.raster).toMatchObject({ channels: 1, data: Uint8Array.of(255, 100, 0) });
    const scan = await decode(
      bmpFile({
        width: 3,
        height: 1,
        bits: 1,
        palette: [
          [0, 0, 0],
          [255, 255, 255],
        ],
        pixels: bmpRows([0b10100000]),
      }),
      'a.bmp',
    );
    expect([...scan.raster.data]).toEqual([255, 0, 255]);
  });

  it('keeps more than 8 bits a channel', async () => {
    const fields = { width: 1, height: 1, bits: 32, compression: 3, masks: [0x3ff, 0xffc00, 0x3ff00000] };
    const photo = await decode(bmpFile({ ...fields, pixels: bmpRows([0xff, 3, 0, 0x20]) }), 'a.bmp');
    expect(photo.source.bits).toBe(10);
    expect([...photo.raster.data]).toEqual([65_535, 0, Math.round((0x200 / 0x3ff) * 65_535)]);
  });

  it('has the transparency of its mask, unless all of it would be invisible', async () => {
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000];
    const fields = { width: 2, height: 1, bits: 32, compression: 3, masks, header: 108 };
    const seen = await decode(
      bmpFile({ ...fields, pixels: bmpRows([...bgr(red), 255, ...bgr(green), 51]) }),
      'a.bmp',
    );
    expect([...(seen.alpha ?? [])]).toEqual([255, 51]);
    expect([...seen.raster.data]).toEqual([...red, ...green]);
    const empty = await decode(
      bmpFile({ ...fields, pixels: bmpRows([...bgr(red), 0, ...bgr(green), 0]) }),
      'a.bmp',
    );
    expect(empty.alpha).toBeUndefined();
  });

  it('keeps its profile and density in a PNG of the same pixels', async () => {
    const profile = await make.p3Profile();
    const photo = await decode(bmpFile({ ...plain, header: 124, profile, perMetre: 11_811 }), 'a.bmp');
    const { path } = await encode(photo, 'png');
    const result = await sharp(path).metadata();
    expect(Buffer.from(profile).equals(result.icc ?? Buffer.alloc(0))).toBe(true);
    expect(result.density).toBe(300);
    expect([...(await sharp(path, { ignoreIcc: true }).raw().toBuffer())]).toEqual(corners);
  });

  it('is scaled to the size that is asked for', async () => {
    const wide = bmpFile({ width: 64, height: 32, bits: 8, palette, pixels: Buffer.alloc(64 * 32, 2) });
    const { raster, source } = await decodePhoto(onDisk(wide, 'a.bmp'), { signal, fit: 16 });
    expect([raster.width, raster.height, source.size.width]).toEqual([16, 8, 64]);
    expect([...raster.data.subarray(0, 3)]).toEqual([...blue]);
  });

  it('is damaged if its pixels end too early, and what is there can be looked at', async () => {
    const path = onDisk(bmpFile(plain).subarray(0, -7), 'a.bmp');
    await expect(decodePhoto(path, { signal })).rejects.toMatchObject({
      code: 'photo.damaged',
      message: expect.stringContaining('a.bmp is damaged: the file ends too early.') as string,
    });
    const { raster } = await decodePhoto(path, { signal, isTolerant: true });
    // The bottom row is stored first.
    expect([...raster.data.subarray(6)]).toEqual([...blue, ...yellow]);
    expect((await inspectPhoto(path, { signal })).width).toBe(2);
  });

  it.each([6, 8] as const)('is turned as its sidecar says: %i', async (orientation) => {
    const path = onDisk(bmpFile(plain), 'a.bmp');
    writeFileSync(path.replace('.bmp', '.xmp'), packet(`tiff:Orientation="${orientation}"`));
    const { raster } = await decodePhoto(path, { signal });
    const expected = { 6: [blue, red, yellow, green], 8: [green, yellow, red, blue] }[orientation];
    expect([...raster.data]).toEqual(expected.flat());
  });

  it('is damaged if its runs leave the picture', async () => {
    const fields = { ...square, bits: 8, compression: 1, palette, pixels: Buffer.from([9, 1, 0, 1]) };
    await expect(values(fields)).rejects.toMatchObject({ code: 'photo.damaged' });
  });

  it.each([
    ['a BMP that holds a JPEG', { ...plain, compression: 4 }],
    ['a BMP that holds a PNG', { ...plain, compression: 5 }],
  ])('is refused by name: %s', async (kind, fields) => {
    await expect(values(fields)).rejects.toMatchObject({
      code: 'photo.unsupported',
      message: expect.stringContaining(kind) as string,
    });
  });

  it('with a header that makes no sense is damaged, and takes no memory', async () => {
    const strange = { ...plain, width: -5 };
    await expect(values(strange)).rejects.toMatchObject({ code: 'photo.damaged' });
    const huge = { ...plain, width: 60_000, height: 60_000 };
    await expect(values(huge)).rejects.toMatchObject({ code: 'photo.tooLarge' });
  });

  it('is decoded in another thread, which a cancel ends', async () => {
    const pixels = Buffer.alloc(3000 * 4 * 2000, 90);
    const path = onDisk(bmpFile({ width: 3000, height: 2000, bits: 32, pixels }), 'a.bmp');
    const controller = new AbortController();
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
      if (ticks === 3) controller.abort();
    }, 1);
    try {
      await expect(decodePhoto(path, { signal: controller.signal })).rejects.toMatchObject({
        name: 'AbortError',
      });
      // The timer ran meanwhile, so this thread was free.
      expect(ticks).toBeGreaterThanOrEqual(3);
    } finally {
      clearInterval(timer);
    }
  });
});
