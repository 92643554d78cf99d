import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pixelLimit } from '../../src/engine/photo/codec/codec';
import { isOwnResult } from '../../src/engine/photo/read/ownResult';
import { memorySource } from '../../src/engine/photo/source';
import { numberOf, openTiff, readIfd } from '../../src/engine/photo/tiff/tiffIfd';
import { bigTiff, u64 } from '../fixtures/bigTiff';
import { iptc, xmpForms } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { tiffFile } from '../fixtures/tiffFile';
import { codes, decode, encode, onDisk, signal } from '../support/codec';
import { readBack } from '../support/readBack';

const picture = { ...make.size, data: make.rgb8() };
const ascii = (text: string): Buffer => Buffer.from(`${text}\0`, 'latin1');
const rationals = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);
const rgb = { bits: 8, samples: 3, photometric: 2, ...picture };

const richBigTiff = (): Buffer =>
  bigTiff(picture, {
    main: [
      { tag: 0x010f, type: 2, bytes: ascii('Cambrium') },
      { tag: 0x0131, type: 2, bytes: ascii('Firmware') },
      { tag: 0x011a, type: 5, bytes: rationals(300, 1) },
      { tag: 0x011b, type: 5, bytes: rationals(300, 1) },
      { tag: 0x0128, type: 3, bytes: Buffer.of(2, 0) },
      { tag: 0x02bc, type: 7, bytes: Buffer.from(xmpForms.attributes) },
      { tag: 0x83bb, type: 7, bytes: iptc },
    ],
    exif: [
      { tag: 0x9003, type: 2, bytes: ascii('2024:12:24 22:33:44') },
      { tag: 0x8827, type: 3, bytes: Buffer.of(0, 25) },
      { tag: 0xfde8, type: 16, bytes: u64(2 ** 40) },
    ],
    gps: [
      { tag: 1, type: 2, bytes: ascii('N') },
      { tag: 2, type: 5, bytes: rationals(48, 1, 51, 1, 30, 1) },
    ],
  });

describe('BigTIFF', () => {
  it('is read with its pixels and all of its metadata', async () => {
    const photo = await decode(richBigTiff(), 'big.tif');
    expect(photo.raster.data).toEqual(make.rgb8());
    expect(codes(photo.notices)).toEqual([]);
    expect(photo.metadata.density).toEqual({ x: 300, y: 300, unit: 'inch' });
    const { exif, properties, iptc: kept } = await readBack((await encode(photo, 'tiff')).path);
    expect(exif).toMatchObject({
      Make: 'Cambrium',
      DateTimeOriginal: '2024:12:24 22:33:44',
      ISO: 6400,
      GPSLatitude: [48, 51, 30],
    });
    expect(properties).toMatchObject({ 'xmp:Rating': '4' });
    expect(Buffer.from(kept ?? []).includes(iptc)).toBe(true);
  });

  it('leaves the place out when it is not wanted', async () => {
    const { path } = await encode(await decode(richBigTiff(), 'big.tif'), 'jpeg', { keepGps: false });
    const { exif, bytes } = await readBack(path);
    expect(exif.GPSLatitude).toBeUndefined();
    expect(bytes.toString('latin1')).not.toMatch(/Lutetia|Gallia/);
  });

  it('is no result of Candela’s when a camera’s software is named', async () => {
    expect(await isOwnResult(onDisk(richBigTiff(), 'big.tif'), { signal })).toBe(false);
  });

  it('is taken for the camera raw that a DNG of that kind is', async () => {
    const version = { tag: 0xc612, type: 7, bytes: Buffer.of(1, 6, 0, 0) } as const;
    await expect(decode(bigTiff(picture, { main: [version] }), 'big.tif')).rejects.toMatchObject({
      code: 'photo.rawUndeveloped',
    });
  });

  it('is never needed for a result: the largest photo that is taken on stays below 4 GiB', () => {
    const [channels, bytesPerSample, deflateAtWorst] = [4, 2, 1.001];
    expect(pixelLimit * channels * bytesPerSample * deflateAtWorst).toBeLessThan(2 ** 32);
  });
});

describe('TIFF: sub-directories', () => {
  /** A TIFF with another picture in a sub-directory, `type` being its NewSubfileType. */
  function withSubDirectory(type: number): Buffer {
    const mark = Buffer.from('SMALL-DARK-PICTURE-IN-A-SUB-DIRECTORY...');
    const small = tiffFile({
      width: 4,
      height: 3,
      bits: 8,
      samples: 3,
      photometric: 2,
      data: mark.subarray(0, 36),
      extra: [{ tag: 254, type: 4, values: [type] }],
    });
    const draft = tiffFile({ ...rgb, extra: [{ tag: 330, type: 4, values: [1] }] });
    const base = draft.length + (draft.length & 1);
    const directoryAt = small.readUInt32LE(4);
    // Offsets of the small file count from its own beginning; they move with it.
    for (let index = 0; index < small.readUInt16LE(directoryAt); index++) {
      const entry = directoryAt + 2 + index * 12;
      const length = small.readUInt32LE(entry + 4) * (small.readUInt16LE(entry + 2) === 3 ? 2 : 4);
      if (length > 4 || small.readUInt16LE(entry) === 273)
        small.writeUInt32LE(small.readUInt32LE(entry + 8) + base, entry + 8);
    }
    const file = tiffFile({ ...rgb, extra: [{ tag: 330, type: 4, values: [base + directoryAt] }] });
    return Buffer.concat([file, Buffer.alloc(base - file.length), small]);
  }

  it('leaves smaller copies of the dark original behind without a word', async () => {
    const photo = await decode(withSubDirectory(1), 'photo.tif');
    expect(photo.raster.data).toEqual(make.rgb8());
    expect(codes(photo.notices)).toEqual([]);
    const { path, notices } = await encode(photo, 'tiff');
    expect(codes(notices)).toEqual([]);
    expect(readFileSync(path).includes('SMALL-DARK')).toBe(false);
    expect((await sharp(path).metadata()).subifds).toBeUndefined();
  });

  it('says that a picture of its own stays behind', async () => {
    const photo = await decode(withSubDirectory(0), 'photo.tif');
    expect(photo.notices.map(({ sentence }) => sentence)).toEqual([
      'The second picture inside the original no longer fits and was left out.',
    ]);
    expect(readFileSync((await encode(photo, 'tiff')).path).includes('SMALL-DARK')).toBe(false);
  });
});

/** Adobe's, the value of the standard. */
const deflate = 8;

describe('TIFF: what ties it to the ground', () => {
  const scale = { tag: 33_550, type: 2, values: Buffer.from('ground\0') } as const;
  const page = { tag: 285, type: 2, values: Buffer.from('Folio 7\0') } as const;
  const geoTiff = () => tiffFile({ ...rgb, extra: [page, scale] });

  it('stays in a TIFF, and the name of the page', async () => {
    const { path, notices } = await encode(await decode(geoTiff(), 'a.tif'), 'tiff');
    expect(codes(notices)).toEqual([]);
    const bytes = readFileSync(path);
    expect([bytes.includes('ground'), bytes.includes('Folio 7')]).toEqual([true, true]);
  });

  it('is left out elsewhere, with a notice, and without one where places are not wanted', async () => {
    const photo = await decode(geoTiff(), 'a.tif');
    const { path, notices } = await encode(photo, 'jpeg');
    expect(codes(notices)).toEqual(['output.geoDropped']);
    expect(readFileSync(path).includes('Folio 7')).toBe(true);
    const without = await encode(photo, 'tiff', { keepGps: false });
    expect(codes(without.notices)).toEqual([]);
    expect(readFileSync(without.path).includes('ground')).toBe(false);
  });
});

describe('TIFF: the rest of its tags', () => {
  it.each([
    ['of an unknown number', { tag: 50_001, type: 3, values: [7] }],
    ['that says nonsense of the resolution', { tag: 296, type: 3, values: [99] }],
    ['that says nonsense of the orientation', { tag: 274, type: 3, values: [77] }],
    ['whose value should be text', { tag: 306, type: 5, values: [0, 0] }],
  ] as const)('reads the picture past a tag %s', async (_, field) => {
    const photo = await decode(tiffFile({ ...rgb, extra: [field] }), 'photo.tif');
    expect(photo.raster.data).toEqual(make.rgb8());
    expect((await encode(photo, 'tiff')).path).toBeTruthy();
  });

  it('reads the picture past a tag whose value lies outside of the file', async () => {
    const file = tiffFile({ ...rgb, extra: [{ tag: 305, type: 2, values: Buffer.from('a longer text\0') }] });
    const directory = file.readUInt32LE(4);
    for (let index = 0; index < file.readUInt16LE(directory); index++) {
      const entry = directory + 2 + index * 12;
      if (file.readUInt16LE(entry) === 305) file.writeUInt32LE(0x7fff_fff0, entry + 8);
    }
    expect((await decode(file, 'photo.tif')).raster.data).toEqual(make.rgb8());
  });

  it.each([
    ['deflate', { compression: 'deflate' }],
    ['LZW', { compression: 'lzw' }],
    ['no compression', { compression: 'none' }],
    ['PackBits', { compression: 'packbits' }],
    ['tiles', { compression: 'deflate', tile: true }],
  ] as const)('reads %s and writes deflate, never JPEG', async (_, options) => {
    const file = await make.image(make.rgb8(), 'srgb').tiff(options).toBuffer();
    const photo = await decode(file, 'photo.tif');
    expect(photo.raster.data).toEqual(make.rgb8());
    const written = readFileSync((await encode(photo, 'tiff')).path);
    const tiff = openTiff(memorySource(written))!;
    expect(numberOf(tiff, readIfd(tiff, tiff.firstIfd)!, 259)).toBe(deflate);
  });
});
