import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { sniffPhoto } from '../../src/engine/photo/read/sniff/sniffPhoto';
import * as make from '../fixtures/photos';
import { tiffFile } from '../fixtures/tiffFile';
import { codes, onDisk, signal } from '../support/codec';
import { tempFolder } from '../support/tempFolder';

describe('sniffPhoto', () => {
  it('goes by content when the name says otherwise, and decoding says so', async () => {
    const path = onDisk(await make.jpeg(), 'really-jpeg.png');
    expect(await sniffPhoto(path, { signal })).toEqual({ format: 'jpeg' });
    expect(codes((await decodePhoto(path, { signal })).notices)).toEqual(['photo.extension']);
  });

  it.each([
    ['a DNG', make.dng()],
    ['an NEF', make.mosaicTiff('NIKON CORPORATION')],
    ['an unnamed camera’s mosaic', make.mosaicTiff('')],
  ])('takes %s for a camera raw, never for a TIFF', async (_kind, file) => {
    for (const name of ['photo.tif', 'photo.jpg', 'photo'])
      expect(await sniffPhoto(onDisk(file, name), { signal })).toEqual({ format: 'raw' });
  });

  it.each<[string, number, number]>([
    ['a JPEG of 12 bits per sample', 0xc1, 12],
    ['a lossless JPEG', 0xc3, 8],
    ['a JPEG-LS picture', 0xf7, 8],
    ['a hierarchical JPEG', 0xc5, 8],
  ])('knows %s by its name', async (kind, frame, bits) => {
    const head = make.segment(frame, Buffer.of(bits, 0, 24, 0, 32, 1, 1, 0x11, 0));
    const file = Buffer.concat([
      Buffer.of(0xff, 0xd8),
      head,
      Buffer.from('ffda0008010100003f0012ffd9', 'hex'),
    ]);
    await expect(sniffPhoto(onDisk(file, 'photo.jpg'), { signal })).rejects.toMatchObject({
      code: 'photo.unsupported',
      details: { kind },
    });
  });

  it('knows Apple’s own form of PNG', async () => {
    const file = Buffer.from(await make.image(make.rgb8(), 'srgb').png().toBuffer());
    const apple = Buffer.concat([
      file.subarray(0, 8),
      make.pngChunk('CgBI', Buffer.alloc(4)),
      file.subarray(8),
    ]);
    await expect(sniffPhoto(onDisk(apple, 'icon.png'), { signal })).rejects.toThrow(/Apple-optimised PNG/);
  });

  it.each([
    ['JPEG 2000', 33_005],
    ['JPEG XL', 50_002],
    ['PNG', 34_933],
    ['Zstandard', 50_000],
  ])('names what a TIFF holds: %s', async (what, packing) => {
    const extra = [{ tag: 259, type: 3 as const, values: [packing] }];
    const file = tiffFile({ ...make.size, bits: 8, samples: 3, photometric: 2, data: make.rgb8(), extra });
    await expect(decodePhoto(onDisk(file, 'photo.tif'), { signal })).rejects.toMatchObject({
      code: 'photo.unsupported',
      details: { kind: `a TIFF that holds ${what}` },
    });
  });

  it('names floating-point values of 64 bits', async () => {
    const extra = [{ tag: 339, type: 3 as const, values: [3] }];
    const data = Buffer.from(Float64Array.from(make.grey8()).buffer);
    const file = tiffFile({ ...make.size, bits: 64, samples: 1, photometric: 1, data, extra });
    await expect(decodePhoto(onDisk(file, 'photo.tif'), { signal })).rejects.toThrow(/64-bit floating-point/);
  });

  it('finds the mosaic in a sub-directory behind an innocent first page', async () => {
    const at = 16;
    const outer = tiffFile({
      ...make.size,
      bits: 8,
      samples: 3,
      photometric: 2,
      data: make.rgb8(),
      extra: [{ tag: 0x014a, type: 4, values: [at] }],
    });
    // A directory of one entry, PhotometricInterpretation = colour filter array, in the place of the first pixels.
    const directory = Buffer.alloc(18);
    directory.writeUInt16LE(1, 0);
    directory.writeUInt16LE(262, 2);
    directory.writeUInt16LE(3, 4);
    directory.writeUInt32LE(1, 6);
    directory.writeUInt16LE(32_803, 10);
    directory.copy(outer, at);
    expect(await sniffPhoto(onDisk(outer, 'photo.tif'), { signal })).toEqual({ format: 'raw' });
  });

  it('ends on a TIFF whose directories point at each other', async () => {
    const file = tiffFile({ ...make.size, bits: 8, samples: 3, photometric: 2, data: make.rgb8() });
    const at = file.readUInt32LE(4);
    file.writeUInt32LE(at, at + 2 + file.readUInt16LE(at) * 12);
    expect(await sniffPhoto(onDisk(file, 'photo.tif'), { signal })).toEqual({ format: 'tiff' });
  });

  it.each([
    ['input.missing', () => join(tempFolder(), 'nothing.jpg')],
    ['photo.empty', () => onDisk(new Uint8Array(0), 'empty.jpg')],
    ['photo.notAPhoto', () => onDisk(Buffer.from('Dear diary'), 'text.jpg')],
    ['photo.notAPhoto', () => onDisk(make.svg, 'drawing.png')],
    [
      'photo.unreadable',
      () => {
        const folder = join(tempFolder(), 'folder.jpg');
        mkdirSync(folder);
        return folder;
      },
    ],
    [
      'photo.unreadable',
      () => {
        const link = join(tempFolder(), 'loop.jpg');
        symlinkSync(link, link);
        return link;
      },
    ],
  ])('fails with %s', async (code, path) => {
    const place = path();
    await expect(sniffPhoto(place, { signal })).rejects.toMatchObject({ code });
    await expect(decodePhoto(place, { signal })).rejects.toMatchObject({ code });
  });

  it.skipIf(process.getuid?.() === 0)('says that a file may not be read', async () => {
    const path = onDisk(await make.jpeg(), 'secret.jpg');
    chmodSync(path, 0);
    await expect(sniffPhoto(path, { signal })).rejects.toMatchObject({ code: 'photo.unreadable' });
  });
});
