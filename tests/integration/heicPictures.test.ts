import { describe, expect, it } from 'vitest';
import { turnRaster, type Orientation, type Raster } from '@core';
import { decodePhoto, inspectPhoto } from '../../src/engine/photo/read/decodePhoto';
import { expectedHeic, heicFile } from '../fixtures/decodedFiles';
import * as heif from '../fixtures/heifFile';
import { orientationExif } from '../fixtures/photos';
import { codes, decode, encode, maxDifference, onDisk, signal } from '../support/codec';
import { readBack } from '../support/readBack';

const { width, height, colours } = expectedHeic('rgb8-444');
const whole: Raster = { width, height, channels: 3, data: colours };
const steps = 5;

function expectLike(raster: Raster, wanted: Raster, tolerance = steps): void {
  expect([raster.width, raster.height]).toEqual([wanted.width, wanted.height]);
  expect(maxDifference(raster.data, wanted.data)).toBeLessThanOrEqual(tolerance);
}

function cropped({ width, data }: Raster, x: number, y: number, w: number, h: number): Raster {
  const rows = Array.from({ length: h }, (_, row) => [
    ...data.subarray(((y + row) * width + x) * 3, ((y + row) * width + x + w) * 3),
  ]);
  return { width: w, height: h, channels: 3, data: Uint8Array.from(rows.flat()) };
}

describe('a HEIC that turns its picture', () => {
  it.each<[string, Buffer[], Orientation]>([
    ['a quarter to the left', [heif.rotation(1)], 8],
    ['upside down', [heif.rotation(2)], 3],
    ['a quarter to the right', [heif.rotation(3)], 6],
    ['mirrored left to right', [heif.mirror(1)], 2],
    ['mirrored top to bottom', [heif.mirror(0)], 4],
    ['turned, then mirrored', [heif.rotation(1), heif.mirror(1)], 7],
    ['mirrored, then turned', [heif.mirror(1), heif.rotation(1)], 5],
  ])('stands upright: %s', async (_, transforms, orientation) => {
    const { raster, source } = await decode(heif.heifOf('rgb8-444', transforms), 'a.heic');
    expectLike(raster, turnRaster(whole, orientation));
    expect(source).toMatchObject({ orientation: 1, settlesOrientation: true });
  });

  it('is not turned once more by its EXIF', async () => {
    const exif = Buffer.concat([Buffer.from([0, 0, 0, 0]), orientationExif(6)]);
    const file = heif.heifOf('rgb8-444', [heif.rotation(3)], {
      items: [{ id: 2, type: 'Exif', data: exif }],
      references: [{ type: 'cdsc', from: 2, to: [1] }],
    });
    const photo = await decode(file, 'a.heic');
    expectLike(photo.raster, turnRaster(whole, 6));
    expect(photo.metadata.exif).toEqual(orientationExif(6));
    const { path } = await encode(photo, 'jpeg');
    const { orientation = 1 } = await readBack(path);
    expect(orientation).toBe(1);
    expectLike((await decodePhoto(path, { signal })).raster, turnRaster(whole, 6), 12);
  });

  it('shows the part that it crops to', async () => {
    // The middle of 40 × 20, moved by 4 to the right and 6 down.
    const { raster } = await decode(heif.heifOf('rgb8-444', [heif.crop(40, 20, 8, 12)]), 'a.heic');
    expectLike(raster, cropped(whole, 20, 28, 40, 20));
  });
});

describe('a HEIC of tiles', () => {
  const { data, properties } = heif.codedPicture('rgb8-444');
  const tiles = [2, 3, 4, 5].map((id) => ({ id, type: 'hvc1', data, properties, isHidden: true }));
  const grid = (more: readonly Buffer[] = [], isInTables = false): Buffer =>
    heif.heifFile({
      primary: 1,
      items: [
        {
          ...{ id: 1, type: 'grid', isInTables, data: heif.gridData(2, 2, 120, 90) },
          properties: [heif.size(120, 90), ...more],
        },
        ...tiles,
      ],
      references: [{ type: 'dimg', from: 1, to: [2, 3, 4, 5] }],
    });

  const double: Raster = (() => {
    const data = new Uint8Array(2 * width * 2 * height * 3);
    for (const [x, y] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const)
      for (let row = 0; row < height; row++)
        data.set(
          colours.subarray(row * width * 3, (row + 1) * width * 3),
          ((y * height + row) * 2 * width + x * width) * 3,
        );
    return { width: 2 * width, height: 2 * height, channels: 3, data };
  })();

  it.each([
    ['whose table lies beside the tiles', grid()],
    ['whose table lies among the tables', grid([], true)],
  ])('is put together: %s', async (_, file) => {
    const { raster, notices } = await decode(file, 'a.heic');
    expectLike(raster, cropped(double, 0, 0, 120, 90));
    expect(codes(notices)).toEqual([]);
  });

  it('may have more than a thousand', async () => {
    const ids = Array.from({ length: 30 * 40 }, (_, index) => index + 2);
    const size = [40 * width, 30 * height] as const;
    const file = heif.heifFile({
      primary: 1,
      items: [
        { id: 1, type: 'grid', data: heif.gridData(30, 40, ...size), properties: [heif.size(...size)] },
        ...ids.map((id) => ({ id, type: 'hvc1', data, properties, isHidden: true })),
      ],
      references: [{ type: 'dimg', from: 1, to: ids }],
    });
    const { raster } = await decode(file, 'a.heic');
    expect([raster.width, raster.height]).toEqual(size);
    expectLike(cropped(raster, 39 * width, 29 * height, width, height), whole);
  });

  it('is turned as a whole', async () => {
    const { raster } = await decode(grid([heif.rotation(3)]), 'a.heic');
    expectLike(raster, turnRaster(cropped(double, 0, 0, 120, 90), 6));
  });
});

describe('a HEIC whose picture is made from another', () => {
  const { data, properties } = heif.codedPicture('rgb8-444');
  const coded = { id: 2, type: 'hvc1', data, properties, isHidden: true };
  const references = [{ type: 'dimg', from: 1, to: [2] }];
  const made = (type: string, table: Uint8Array, more: readonly Buffer[]): Buffer =>
    heif.heifFile({
      ...{ primary: 1, references },
      items: [{ id: 1, type, data: table, properties: [...more], isInTables: true }, coded],
    });

  it('turns it', async () => {
    const file = made('iden', new Uint8Array(1), [heif.size(72, 64), heif.rotation(3)]);
    expectLike((await decode(file, 'a.heic')).raster, turnRaster(whole, 6));
  });

  it('puts it upon a ground', async () => {
    const { raster } = await decode(
      made('iovl', heif.overlayData(80, 70, 4, 3), [heif.size(80, 70)]),
      'a.heic',
    );
    expect([raster.width, raster.height]).toEqual([80, 70]);
    expectLike(cropped(raster, 4, 3, 72, 64), whole);
    expect([...raster.data.subarray(0, 3)]).toEqual([255, 255, 255]);
  });
});

describe('where a HEIC keeps its data', () => {
  it.each<[string, Partial<heif.HeifParts>]>([
    ['in pieces', { isSplit: true }],
    ['before its tables', { isMdatFirst: true }],
    ['in a file whose brand says little', { brand: 'mif1' }],
    ['in a file of a sequence that also has a still picture', { brand: 'msf1' }],
  ])('does not matter: %s', async (_, parts) => {
    expectLike((await decode(heif.heifOf('rgb8-444', [], parts), 'a.heic')).raster, whole);
  });
});

describe('zeros behind a unit of a HEIC', () => {
  /** The picture's data with more bytes in their last unit. */
  const longer = (zeros: number): Buffer => {
    const { data, properties } = heif.codedPicture('rgb8-444');
    let last = 0;
    for (let at = 0; at < data.length; at += 4 + data.readUInt32BE(at)) last = at;
    const padded = Buffer.concat([data, Buffer.alloc(zeros)]);
    padded.writeUInt32BE(data.readUInt32BE(last) + zeros, last);
    return heif.heifFile({ primary: 1, items: [{ id: 1, type: 'hvc1', data: padded, properties }] });
  };

  it('are padding if they are few', async () => {
    expectLike((await decode(longer(40), 'a.heic')).raster, whole);
  });

  it('are a hole if they are many', async () => {
    await expect(decode(longer(400), 'a.heic')).rejects.toMatchObject({ code: 'photo.damaged' });
  });
});

describe('a HEIC of several pictures', () => {
  const several = (): string => onDisk(heicFile('several'), 'a.heic');
  const page = (number: number) => decodePhoto(several(), { signal, page: number });

  it('has the main one as its first page', async () => {
    const { source, notices } = await page(1);
    expect(source).toMatchObject({ page: 1, pages: 3 });
    expect(notices.map(({ sentence }) => sentence)).toEqual([
      'Page 1 of 3 was enhanced; another can be chosen (--page).',
    ]);
    expect(await inspectPhoto(several(), { signal })).toMatchObject({ page: 1, pages: 3 });
  });

  it('has the others as pages of their own', async () => {
    const { raster, source } = await page(2);
    expect(source).toMatchObject({ page: 2, pages: 3 });
    expect(maxDifference(raster.data, expectedHeic('rgb8-420').colours)).toBeLessThanOrEqual(steps);
    expect((await page(3)).raster.data).not.toEqual(raster.data);
  });

  it('has no others', async () => {
    await expect(page(4)).rejects.toMatchObject({ code: 'photo.noPage' });
  });

  it('does not count what is hidden, small copies, and what belongs to another picture', async () => {
    const { data, properties } = heif.codedPicture('grey8');
    const grey = { type: 'hvc1', data, properties };
    const apple = heif.auxiliary('urn:com:apple:photo:2020:aux:hdrgainmap');
    const depth = heif.auxiliary('urn:mpeg:hevc:2015:auxid:2');
    const matte = heif.auxiliary('urn:com:apple:photo:2018:aux:portraiteffectsmatte');
    const file = heif.heifOf('rgb8-444', [], {
      items: [
        { id: 2, ...grey, isHidden: true },
        { id: 3, ...grey },
        { id: 4, ...grey, properties: [...properties, apple] },
        { id: 5, ...grey, properties: [...properties, depth] },
        { id: 6, ...grey, properties: [...properties, matte] },
      ],
      references: [
        { type: 'thmb', from: 3, to: [1] },
        ...[4, 5, 6].map((from) => ({ type: 'auxl', from, to: [1] })),
      ],
    });
    const { notices, source, raster } = await decode(file, 'a.heic');
    expectLike(raster, whole);
    expect(source.pages).toBeUndefined();
    expect(codes(notices).sort()).toEqual([
      'output.embeddedDropped',
      'output.embeddedDropped',
      'output.gainMapDropped',
      'output.unknownDropped',
    ]);
  });
});

describe('the opacity of a HEIC', () => {
  it('is divided out of colours that were multiplied by it', async () => {
    const opacity = expectedHeic('alpha8').alpha ?? new Uint8Array();
    const alpha = heif.codedPicture('grey8');
    const file = heif.heifOf('rgb8-444', [], {
      items: [
        {
          ...{ id: 2, type: 'hvc1', data: alpha.data },
          properties: [...alpha.properties, heif.auxiliary('urn:mpeg:hevc:2015:auxid:1')],
        },
      ],
      references: [
        { type: 'auxl', from: 2, to: [1] },
        { type: 'prem', from: 1, to: [2] },
      ],
    });
    const photo = await decode(file, 'a.heic');
    const grey = expectedHeic('grey8').colours;
    expect(opacity.length).toBe(grey.length);
    expect(maxDifference(photo.alpha ?? [], grey)).toBeLessThanOrEqual(steps);
    const at = 30 * width + 40;
    const stored = colours[at * 3] ?? 0;
    const opaque = (grey[at] ?? 0) / 255;
    expect(Math.abs((photo.raster.data[at * 3] ?? 0) - Math.min(255, stored / opaque))).toBeLessThanOrEqual(
      3 * steps,
    );
  });
});

describe('what a HEIC says beside its picture', () => {
  it('goes into the result', async () => {
    const photo = await decode(heicFile('described'), 'a.heic');
    expect(photo.profile?.length).toBeGreaterThan(128);
    expect(photo.metadata.density).toEqual({ x: 300, y: 300, unit: 'inch' });
    const { path, notices } = await encode(photo, 'jpeg');
    const back = await readBack(path);
    expect(codes(notices)).toEqual(['output.formatChanged']);
    expect(JSON.stringify(back)).toContain('Night One');
    expect(JSON.stringify(back)).toContain('Old harbour');
  });

  it('is its own, not that of a picture that belongs to it', async () => {
    const gainMap = heif.codedPicture('grey8');
    const properties = [
      heif.codePoints(9, 16, 9),
      ...gainMap.properties.filter((property) => !property.includes('nclx')),
      heif.auxiliary('urn:com:apple:photo:2020:aux:hdrgainmap'),
    ];
    const items = [
      { id: 2, type: 'hvc1', data: gainMap.data, properties },
      { id: 1, type: 'hvc1', ...heif.codedPicture('rgb8-444') },
    ];
    const file = heif.heifFile({ primary: 1, items, references: [{ type: 'auxl', from: 2, to: [1] }] });
    expect(codes((await decode(file, 'a.heic')).notices)).toEqual(['output.gainMapDropped']);
  });
});
