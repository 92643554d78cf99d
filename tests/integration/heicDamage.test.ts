import { describe, expect, it } from 'vitest';
import { decodePhoto, inspectPhoto } from '../../src/engine/photo/read/decodePhoto';
import { expectedHeic, heicFile } from '../fixtures/decodedFiles';
import * as heif from '../fixtures/heifFile';
import { image, rgb8 } from '../fixtures/photos';
import { codes, decode, maxDifference, onDisk, signal } from '../support/codec';

const message = (text: string) => expect.stringContaining(text) as string;
const endsEarly = { code: 'photo.damaged', message: message('a.heic is damaged: the file ends too early.') };
const undecodable = {
  code: 'photo.damaged',
  message: message('a.heic is damaged: parts of the picture cannot be decoded.'),
};

/** A file with its data behind its tables, as phones and cameras write it. */
const whole = (): Buffer => heif.heifOf('rgb8-444');

describe('a truncated HEIC', () => {
  const file = heicFile('described');
  const places = [0.04, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.99].map((part) => Math.floor(file.length * part));

  it.each([...places, file.length - 1, 40])('is damaged, wherever it ends: %i', async (end) => {
    await expect(decode(file.subarray(0, end), 'a.heic')).rejects.toMatchObject(endsEarly);
  });

  it('is damaged if its tables were to come last', async () => {
    const file = heif.heifOf('rgb8-444', [], { isMdatFirst: true });
    for (const part of [0.3, 0.6, 0.9, 0.999]) {
      const cut = file.subarray(0, Math.floor(file.length * part));
      await expect(decode(cut, 'a.heic')).rejects.toMatchObject(endsEarly);
    }
  });

  it('can be looked at', async () => {
    const path = onDisk(whole().subarray(0, -20), 'a.heic');
    expect(await inspectPhoto(path, { signal })).toMatchObject({ width: 72, height: 64 });
    const { raster } = await decodePhoto(path, { signal, isTolerant: true });
    expect([raster.width, raster.height]).toEqual([72, 64]);
    // The first rows were coded before the end.
    const rows = 8 * 72 * 3;
    const { colours } = expectedHeic('rgb8-444');
    expect(maxDifference(raster.data.subarray(0, rows), colours.subarray(0, rows))).toBeLessThanOrEqual(8);
  });
});

describe('a damaged HEIC', () => {
  const broken = (change: (file: Buffer, data: { at: number; end: number }) => void): Buffer => {
    const file = whole();
    change(file, { at: file.indexOf('mdat') + 4, end: file.length });
    return file;
  };

  it.each([
    ['whose end was never written', broken((file, { at, end }) => file.fill(0, (at + end) >> 1, end))],
    ['with a hole', broken((file, { at, end }) => file.fill(0, at + 60, Math.min(end, at + 80)))],
    ['whose units do not fill it', broken((file, { at }) => file.writeUInt32BE(7, at))],
  ])('is noticed: %s', async (_, file) => {
    await expect(decode(file, 'a.heic')).rejects.toMatchObject(undecodable);
  });

  it.each<[string, string, number[]]>([
    ['that says nothing of its size', 'ispe', [0x66, 0x72, 0x65, 0x65]],
    ['that says nothing of its coding', 'hvcC', [0x66, 0x72, 0x65, 0x65]],
    ['that does not say which picture is the main one', 'pitm', [0x66, 0x72, 0x65, 0x65]],
  ])('has a header that makes no sense: %s', async (_, box, type) => {
    const file = whole();
    Buffer.from(type).copy(file, file.indexOf(box));
    await expect(decode(file, 'a.heic')).rejects.toMatchObject({
      code: 'photo.damaged',
      message: message('its header makes no sense'),
    });
  });

  it('whose size is not that of its pixels is not believed', async () => {
    const { data, properties } = heif.codedPicture('rgb8-444');
    const others = properties.filter((property) => !property.includes('ispe'));
    const item = { id: 1, type: 'hvc1', data, properties: [...others, heif.size(720, 640)] };
    const file = heif.heifFile({ primary: 1, items: [item] });
    await expect(decode(file, 'a.heic')).rejects.toMatchObject({ code: 'photo.damaged' });
  });

  it('that claims more pixels than anybody has takes no memory', async () => {
    const { data, properties } = heif.codedPicture('rgb8-444');
    const others = properties.filter((property) => !property.includes('ispe'));
    const item = { id: 1, type: 'hvc1', data, properties: [...others, heif.size(60_000, 60_000)] };
    const path = onDisk(heif.heifFile({ primary: 1, items: [item] }), 'a.heic');
    await expect(inspectPhoto(path, { signal })).rejects.toMatchObject({ code: 'photo.tooLarge' });
  });

  it('of tiles that consist of each other is refused', async () => {
    const grid = (id: number) => ({
      ...{ id, type: 'grid', data: heif.gridData(1, 1, 72, 64) },
      properties: [heif.size(72, 64)],
    });
    const references = [
      { type: 'dimg', from: 1, to: [2] },
      { type: 'dimg', from: 2, to: [1] },
    ];
    const file = heif.heifFile({ primary: 1, items: [grid(1), grid(2)], references });
    await expect(decode(file, 'a.heic')).rejects.toMatchObject({ code: 'photo.damaged' });
  });

  it.each(Array.from({ length: 40 }, (_, index) => index))(
    'never breaks the program: change %i',
    async (seed) => {
      const file = heicFile(seed % 2 === 0 ? 'described' : 'alpha10');
      for (let change = 0; change < 6; change++)
        file[(seed * 7919 + change * 104_729) % file.length] = (seed * 31 + change * 17) & 255;
      try {
        const { raster } = await decode(file, 'a.heic');
        expect(raster.width * raster.height).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^photo\./) as string });
      }
    },
  );
});

describe('a HEIF file that Candela does not read', () => {
  const ofType = (type: string): Buffer => {
    const { data, properties } = heif.codedPicture('rgb8-444');
    return heif.heifFile({ primary: 1, brand: 'mif1', items: [{ id: 1, type, data, properties }] });
  };

  it.each([
    ['jpeg', 'a HEIF picture coded as JPEG'],
    ['avc1', 'a HEIF picture coded as AVC (H.264)'],
    ['vvc1', 'a HEIF picture coded as VVC (H.266)'],
    ['j2k1', 'a HEIF picture coded as JPEG 2000'],
    ['unci', 'an uncompressed HEIF picture'],
    ['wxyz', 'a HEIF picture of an unknown coding (wxyz)'],
  ])('is refused by name: %s', async (type, kind) => {
    await expect(decode(ofType(type), 'a.heic')).rejects.toMatchObject({
      code: 'photo.unsupported',
      message: message(`is ${kind}, which Candela does not read yet.`),
    });
  });

  it('is refused by name: a sequence alone', async () => {
    const file = Buffer.concat([
      heif.box('ftyp', 'hevc', [0, 0, 0, 0], 'msf1hevc'),
      heif.box('moov', heif.box('mvhd', Buffer.alloc(100))),
      heif.box('mdat', Buffer.alloc(100)),
    ]);
    await expect(decode(file, 'a.heic')).rejects.toMatchObject({
      code: 'photo.unsupported',
      message: message('is an HEVC sequence without a still picture, which'),
    });
  });

  it('is told from an AVIF of that name', async () => {
    const file = await image(rgb8(), 'srgb').avif().toBuffer();
    const { source, notices } = await decode(file, 'a.heic');
    expect(source.format).toBe('avif');
    expect(notices.map(({ sentence }) => sentence)).toEqual([
      'The file is AVIF although its name says otherwise.',
    ]);
  });

  it.each([
    ['no bytes', Buffer.alloc(0), 'photo.empty'],
    ['zeros', Buffer.alloc(5000), 'photo.notAPhoto'],
    ['text', Buffer.from('not a photo at all, but words'), 'photo.notAPhoto'],
    ['a brand alone', heif.box('ftyp', 'heic', [0, 0, 0, 0], 'mif1heic'), 'photo.damaged'],
  ])('is no photo: %s', async (_, file, code) => {
    await expect(decode(file, 'a.heic')).rejects.toMatchObject({ code });
  });

  it('is a photo under another name', async () => {
    const { source, notices } = await decode(heicFile('rgb8-420'), 'a.jpg');
    expect(source.format).toBe('heic');
    expect(codes(notices)).toEqual(['photo.extension']);
  });
});

describe('the thread that decodes a HEIC', () => {
  it('ends when the work is cancelled, and leaves this one to others', async () => {
    const { data, properties } = heif.codedPicture('rgb8-444');
    const tiles = Array.from({ length: 400 }, (_, index) => ({
      ...{ id: index + 2, type: 'hvc1', data, properties },
      isHidden: true,
    }));
    const size = [20 * 72, 20 * 64] as const;
    const file = heif.heifFile({
      primary: 1,
      items: [
        { id: 1, type: 'grid', data: heif.gridData(20, 20, ...size), properties: [heif.size(...size)] },
        ...tiles,
      ],
      references: [{ type: 'dimg', from: 1, to: tiles.map(({ id }) => id) }],
    });
    const path = onDisk(file, 'a.heic');
    const controller = new AbortController();
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
      if (ticks === 5) controller.abort();
    }, 1);
    try {
      await expect(decodePhoto(path, { signal: controller.signal })).rejects.toMatchObject({
        name: 'AbortError',
      });
      expect(ticks).toBeGreaterThanOrEqual(5);
    } finally {
      clearInterval(timer);
    }
    expect((await decodePhoto(path, { signal, fit: 72 })).raster).toMatchObject({ width: 72, height: 64 });
  });
});
