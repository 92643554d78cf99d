/** @file What a camera raw says of its photo, in the result. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import exifr from 'exifr';
import { describe, expect, it } from 'vitest';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { readRaw } from '../../src/engine/photo/read/container/raw';
import { exifOfFacts } from '../../src/engine/photo/read/decoders/raw/exifOfFacts';
import { memorySource } from '../../src/engine/photo/source';
import { cameraExif } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { directory, positive, short, text, type DngTag } from '../fixtures/raw/directory';
import { dngFile, type DngOptions } from '../fixtures/raw/dng';
import { optionsOf } from '../fixtures/raw/shapes';
import { codes, encode, onDisk, signal } from '../support/codec';
import { readBack } from '../support/readBack';
import { packet } from '../support/sidecar';

const exif: DngTag[] = [
  positive(0x829a, 0.125),
  positive(0x829d, 1.4),
  short(0x8827, 6400),
  text(0x9003, '2026:01:31 22:33:44'),
  text(0xa434, 'Nuit 35mm F1.4'),
  { tag: 0x927c, type: 'undefined', values: Buffer.from('CANDY with offsets inside') },
];

const gps: DngTag[] = [
  { tag: 0, type: 'byte', values: [2, 3, 0, 0] },
  text(1, 'N'),
  positive(2, 48, 51, 24),
  text(3, 'E'),
  positive(4, 2, 21, 3),
];

const develop = packet('xmp:Rating="3" crs:Version="15.0" crs:Exposure2012="+1.35" crs:HasSettings="True"');

const file = (more: Partial<DngOptions> = {}): Buffer =>
  dngFile({ ...optionsOf('RGGB'), exif, gps, orientation: 6, ...more });

const exifrOf = (block: Uint8Array | undefined): Promise<Record<string, unknown>> =>
  exifr.parse(Buffer.from(block ?? []), { translateValues: false }) as Promise<Record<string, unknown>>;

describe('the metadata of a raw', () => {
  it.each(['tiff', 'jpeg'] as const)('go into a %s: EXIF, place, lens and XMP', async (format) => {
    const xmp: DngTag = { tag: 700, type: 'byte', values: Buffer.from(develop) };
    const photo = await decodePhoto(onDisk(file({ main: [xmp] }), 'a.dng'), { signal });
    const { path, notices } = await encode(photo, format);
    const back = await readBack(path);
    expect(back.exif).toMatchObject({
      Make: 'Cambrium',
      Model: 'Nocturne 2',
      ISO: 6400,
      FNumber: 1.4,
      LensModel: 'Nuit 35mm F1.4',
    });
    expect(back.exif.latitude).toBeCloseTo(48.8567, 3);
    // The pixels were turned once, so nobody may turn them again.
    expect([undefined, 1, 'Horizontal (normal)']).toContain(back.exif.Orientation);
    expect(back.properties).toMatchObject({ 'xmp:Rating': '3' });
    expect(back.xmp).not.toContain('crs:Exposure');
    expect(codes(notices)).toContain('output.developDropped');
    expect(codes(photo.notices)).toEqual(['photo.metadataUnreadable']);
  });

  it.each(['a.xmp', 'a.dng.xmp'])('take in what the sidecar %s says', async (name) => {
    const path = onDisk(file(), 'a.dng');
    writeFileSync(join(dirname(path), name), packet('xmp:Rating="5" xmp:Label="Green"'));
    const { path: result } = await encode(await decodePhoto(path, { signal }), 'tiff');
    expect((await readBack(result)).properties).toMatchObject({ 'xmp:Rating': '5', 'xmp:Label': 'Green' });
  });

  it('come from the JPEG that Fuji puts into an RAF, with the maker’s note', async () => {
    const camera = cameraExif(false);
    const prefix = Buffer.from('Exif\0\0', 'latin1');
    const jpeg = make.withSegments(await make.jpeg(), make.segment(0xe1, prefix, camera.block));
    const head = Buffer.alloc(200);
    head.write('FUJIFILMCCD-RAW 0201', 'latin1');
    head.writeUInt32BE(200, 84);
    head.writeUInt32BE(jpeg.length, 88);
    const { metadata, extras } = readRaw(memorySource(Buffer.concat([head, jpeg])));
    expect(Buffer.from(metadata.exif ?? []).equals(camera.block)).toBe(true);
    expect(extras).toEqual([]);
  });

  it('come from the JPEG that Panasonic puts into an RW2', async () => {
    const camera = cameraExif(true);
    const prefix = Buffer.from('Exif\0\0', 'latin1');
    const jpeg = make.withSegments(await make.jpeg(), make.segment(0xe1, prefix, camera.block));
    const tags: DngTag[] = [text(271, 'Panasonic'), { tag: 0x2e, type: 'undefined', values: jpeg }];
    const head = Buffer.from('IIU\0\x08\0\0\0', 'latin1');
    const { metadata } = readRaw(memorySource(Buffer.concat([head, directory(tags, 8)])));
    expect(Buffer.from(metadata.exif ?? []).equals(camera.block)).toBe(true);
  });

  it('are read from an ORF as from a TIFF', async () => {
    const head = Buffer.from('IIRO\x08\0\0\0', 'latin1');
    const tags = [text(271, 'OLYMPUS'), text(272, 'E-M1')];
    const { metadata } = readRaw(memorySource(Buffer.concat([head, directory(tags, 8)])));
    expect(await exifrOf(metadata.exif)).toMatchObject({ Make: 'OLYMPUS', Model: 'E-M1' });
  });

  it('are put together from the boxes of a CR3', async () => {
    const box = (type: string, ...parts: Uint8Array[]): Buffer => {
      const content = Buffer.concat(parts);
      const head = Buffer.alloc(8);
      head.writeUInt32BE(content.length + 8);
      head.write(type, 4, 'latin1');
      return Buffer.concat([head, content]);
    };
    const tiff = (...tags: DngTag[]): Buffer =>
      Buffer.concat([Buffer.from('II\x2a\0\x08\0\0\0', 'latin1'), directory(tags, 8)]);
    const canon = Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex');
    const xmp = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
    const parts = [
      box('CMT1', tiff(text(271, 'Canon'), text(272, 'EOS R9'))),
      box('CMT2', tiff(...exif.slice(0, -1))),
      box('CMT3', tiff(text(1, 'secret'))),
      box('CMT4', tiff(...gps)),
    ];
    const cr3 = Buffer.concat([
      box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1')),
      box('moov', box('uuid', canon, ...parts)),
      box('uuid', xmp, Buffer.from(develop), Buffer.alloc(20)),
    ]);
    const { metadata, broken } = readRaw(memorySource(cr3));
    expect(await exifrOf(metadata.exif)).toMatchObject({
      Model: 'EOS R9',
      ISO: 6400,
      latitude: 48.85666666666667,
    });
    expect(metadata.xmp).toBe(develop);
    expect(broken).toEqual(["the camera maker's note"]);
  });

  it('are what LibRaw says where a raw has no EXIF', async () => {
    const taken = new Date(2003, 4, 6, 7, 8, 9).getTime() / 1000;
    const block = exifOfFacts({
      ...{ width: 1, height: 1, channels: 3, flip: 0, bits: 12, make: 'Canon', model: 'EOS D30', lens: '' },
      sensor: { demosaicing: 'ahd', colours: 3, crop: null },
      ...{ iso: 400, shutter: 0.004, aperture: 5.6, focalLength: 35, taken },
    });
    const read = await exifrOf(block);
    expect(read).toMatchObject({ Make: 'Canon', Model: 'EOS D30', ISO: 400, FNumber: 5.6, FocalLength: 35 });
    expect(read['DateTimeOriginal' as string]).toEqual(new Date(2003, 4, 6, 7, 8, 9));
    expect(read).not.toHaveProperty('LensModel');
  });

  it('cost nothing but themselves where they are hostile', () => {
    const head = Buffer.from('FUJIFILMCCD-RAW', 'latin1');
    expect(readRaw(memorySource(head))).toMatchObject({ metadata: {}, broken: ['its metadata'] });
  });
});
