import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePhoto, inspectPhoto } from '../../src/engine/photo/read/decodePhoto';
import { iptc } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { tiffFile } from '../fixtures/tiffFile';
import { joinPages } from '../fixtures/tiffPages';
import { codes, decode, encode, maxDifference, onDisk, signal } from '../support/codec';
import { readBack } from '../support/readBack';

const ascii = (text: string): Buffer => Buffer.from(`${text}\0`, 'latin1');
const rationals = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);
const rgb = { bits: 8, samples: 3, photometric: 2 } as const;
const xmp = (title: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Label="${title}"/></rdf:RDF></x:xmpmeta>`;

const firstSize = { width: 50, height: 40 };
const firstData = new Uint8Array(50 * 40 * 3).map((_, i) => (i * 7) % 251);
const describedBy = (maker: string, dpi: number) =>
  [
    { tag: 271, type: 2, values: ascii(maker) },
    { tag: 282, type: 5, values: rationals(dpi, 1) },
    { tag: 283, type: 5, values: rationals(dpi, 1) },
    { tag: 296, type: 3, values: [2] },
    { tag: 700, type: 1, values: Buffer.from(xmp(maker)) },
  ] as const;

const first = (): Buffer =>
  tiffFile({ ...rgb, ...firstSize, data: firstData, extra: describedBy('First', 72) });

/** A smaller copy of the page before it. */
const copy = (): Buffer =>
  tiffFile({
    ...rgb,
    width: 10,
    height: 8,
    data: new Uint8Array(240).fill(99),
    extra: [{ tag: 254, type: 4, values: [1] }],
  });

/** 16 bits, turned, with a profile and metadata of its own. */
const second = (profile: Uint8Array): Buffer =>
  tiffFile({
    ...rgb,
    ...make.size,
    bits: 16,
    data: Buffer.from(make.rgb16().buffer),
    extra: [
      ...describedBy('Second', 300),
      { tag: 274, type: 3, values: [3] },
      { tag: 33723, type: 7, values: iptc },
      { tag: 34675, type: 7, values: profile },
    ],
  });

/** 8-bit Lab: mid-grey. */
const third = (): Buffer =>
  tiffFile({
    ...make.size,
    bits: 8,
    samples: 3,
    photometric: 8,
    data: new Uint8Array(make.size.width * make.size.height * 3).map((_, i) => (i % 3 === 0 ? 128 : 0)),
  });

let scan: Buffer;
let profile: Buffer;

beforeAll(async () => {
  profile = await make.p3Profile();
  scan = joinPages([first(), copy(), second(profile), copy(), third()]);
});

const page = (number?: number) => decodePhoto(onDisk(scan, 'scan.tif'), { signal, page: number });

describe('decodePhoto: a page of a TIFF', () => {
  it('is the first where none is asked for, and says that there are others', async () => {
    for (const photo of [await page(1), await page()]) {
      expect(photo.raster).toMatchObject(firstSize);
      expect(maxDifference(photo.raster.data, firstData)).toBe(0);
      expect(photo.source).toMatchObject({ bits: 8, page: 1, pages: 3 });
      expect(photo.notices.map(({ sentence }) => sentence)).toEqual([
        'Page 1 of 3 was enhanced; another can be chosen (--page).',
      ]);
    }
  });

  it('is counted without smaller copies, and has its own depth and orientation', async () => {
    const { raster, source, notices } = await page(2);
    expect([raster.width, raster.height, source.bits, source.page]).toEqual([32, 24, 16, 2]);
    const turned = await sharp(make.rgb16(), { raw: { ...make.size, channels: 3 } })
      .rotate(180)
      .toColourspace('rgb16')
      .raw({ depth: 'ushort' })
      .toBuffer();
    const samples = new Uint16Array(turned.buffer, turned.byteOffset, turned.length / 2);
    expect(maxDifference(raster.data, samples)).toBe(0);
    expect(codes(notices)).toEqual(['photo.onePage']);
  });

  it('has the metadata of its own directory alone', async () => {
    const photo = await page(2);
    expect(photo.metadata.density).toEqual({ x: 300, y: 300, unit: 'inch' });
    expect(photo.metadata.xmp).toBe(xmp('Second'));
    expect(Buffer.from(photo.profile ?? []).equals(profile)).toBe(true);
    const { exif, properties, iptc: kept } = await readBack((await encode(photo, 'tiff')).path);
    expect(exif).toMatchObject({ Make: 'Second' });
    expect(properties).toMatchObject({ 'xmp:Label': 'Second' });
    expect(Buffer.from(kept ?? []).includes(iptc)).toBe(true);
    const other = await page(1);
    expect(other.metadata).toMatchObject({ xmp: xmp('First'), density: { x: 72 } });
    expect([other.profile, other.metadata.iptc]).toEqual([undefined, undefined]);
    expect((await page(3)).metadata).toEqual({});
  });

  it('is converted from Lab where it is Lab, and only there', async () => {
    const lab = await page(3);
    expect(codes(lab.notices)).toEqual(['photo.onePage', 'photo.labConverted']);
    expect([...lab.raster.data.subarray(0, 3)]).toEqual([119, 119, 119]);
  });

  it('comes in a smaller size as well, and is inspected alone', async () => {
    const path = onDisk(scan, 'scan.tif');
    const { raster } = await decodePhoto(path, { signal, page: 2, fit: 16 });
    expect([raster.width, raster.height]).toEqual([16, 12]);
    expect(await inspectPhoto(path, { signal, page: 2 })).toMatchObject({
      ...make.size,
      bits: 16,
      page: 2,
      pages: 3,
    });
  });

  it('has its transparency where it has some', async () => {
    const data = new Uint8Array(make.size.width * make.size.height * 4).map((_, i) => (i % 4 === 3 ? 77 : 5));
    const extra = [{ tag: 338, type: 3, values: [2] }] as const;
    const clear = tiffFile({ ...make.size, bits: 8, samples: 4, photometric: 2, data, extra });
    const file = onDisk(joinPages([first(), clear]), 'clear.tif');
    expect((await decodePhoto(file, { signal })).alpha).toBeUndefined();
    const { alpha } = await decodePhoto(file, { signal, page: 2 });
    expect([alpha?.length, alpha?.[0]]).toEqual([make.size.width * make.size.height, 77]);
  });

  it('is read although a tag of another page makes no sense', async () => {
    const senseless = (): Buffer =>
      tiffFile({ ...rgb, ...firstSize, data: firstData, extra: [{ tag: 274, type: 3, values: [99] }] });
    const file = onDisk(joinPages([senseless(), second(profile), senseless()]), 'odd.tif');
    for (const number of [3, 2, 1])
      expect((await decodePhoto(file, { signal, page: number })).source.page).toBe(number);
  });

  it('is the full picture where a smaller copy comes first', async () => {
    const photo = await decode(joinPages([copy(), first()]), 'copyFirst.tif');
    expect(photo.raster).toMatchObject(firstSize);
    expect(photo.notices).toEqual([]);
  });

  it.each([
    ['scan.tif', 4, () => joinPages([first(), copy(), second(profile), third()]), '3 pages'],
    ['one.tif', 2, first, '1 page'],
    ['photo.jpg', 2, make.jpeg, '1 page'],
  ])('of %s is refused where there is no page %i', async (name, number, file, has) => {
    const missing = onDisk(await file(), name);
    for (const read of [decodePhoto, inspectPhoto]) {
      await expect(read(missing, { signal, page: number })).rejects.toMatchObject({
        code: 'photo.noPage',
        message: `${missing} has ${has}; there is no page ${String(number)}.`,
      });
    }
  });

  it('takes page 1 of photos that have no pages', async () => {
    const { notices } = await decodePhoto(onDisk(await make.jpeg(), 'a.jpg'), { signal, page: 1 });
    expect(notices).toEqual([]);
  });
});
