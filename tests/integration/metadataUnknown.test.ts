/** @file Metadata that a result has no place for is kept where it fits, and is named where it does not. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { avifWithAuxiliary, avifWithItem } from '../fixtures/avif';
import { xmpForms } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { tiffFile } from '../fixtures/tiffFile';
import { codes, decode, encode } from '../support/codec';
import { readBack } from '../support/readBack';

const unknown = (...names: string[]): string =>
  `Data of the camera’s maker or of another program was left out, since it may not fit the new pixels: ${names.join(', ')}.`;
const sentences = (notices: readonly { sentence: string }[]): string[] =>
  notices.map(({ sentence }) => sentence);

const plainPng = (): Promise<Buffer> => make.image(make.rgb8(), 'srgb').png().toBuffer();

describe('PNG', () => {
  it('names chunks of other programs once each', async () => {
    const chunks = ['abCd', 'abCd', 'sCAL'].map((type) => make.pngChunk(type, Buffer.from('words')));
    const { notices } = await decode(make.withChunks(await plainPng(), ...chunks), 'a.png');
    expect(sentences(notices)).toEqual([unknown('the PNG chunk “abCd”', 'the PNG chunk “sCAL”')]);
  });

  it('says nothing of chunks that say nothing of the photo, nor of empty ones', async () => {
    const chunks = [
      make.pngChunk('pHYs', Buffer.from('00002e2300002e2301', 'hex')),
      make.pngChunk('bKGD', Buffer.alloc(6)),
      make.pngChunk('sBIT', Buffer.from('080808', 'hex')),
      make.pngChunk('tIME', Buffer.from('07e80c18162c2d', 'hex')),
      make.pngChunk('vpAg', Buffer.alloc(9)),
      make.pngChunk('iDOT', Buffer.alloc(28, 1)),
      make.pngChunk('abCd', Buffer.alloc(0)),
    ];
    expect((await decode(make.withChunks(await plainPng(), ...chunks), 'a.png')).notices).toEqual([]);
  });
});

function riffChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
}

describe('WebP', () => {
  const plain = (): Promise<Buffer> =>
    make
      .image(make.rgb8(), 'srgb')
      .withExif({ IFD0: { Make: 'C' } })
      .webp({ lossless: true })
      .toBuffer();

  it('names chunks of other programs', async () => {
    const file = Buffer.concat([await plain(), riffChunk('ABCD', Buffer.from('words'))]);
    file.writeUInt32LE(file.length - 8, 4);
    expect(sentences((await decode(file, 'a.webp')).notices)).toEqual([unknown('the WebP chunk “ABCD”')]);
  });

  it('takes nothing behind the file’s own end for a chunk', async () => {
    const file = Buffer.concat([await plain(), riffChunk('ABCD', Buffer.from('words'))]);
    expect((await decode(file, 'a.webp')).notices).toEqual([]);
  });
});

const blocks = (...texts: string[]): Buffer =>
  Buffer.concat([
    ...texts.flatMap((text) => [Buffer.of(Buffer.byteLength(text)), Buffer.from(text)]),
    Buffer.of(0),
  ]);
/** What leads a reader past XMP, which is stored without lengths. */
const landing = Buffer.concat([Buffer.of(1), Buffer.from(Array.from({ length: 256 }, (_, n) => 255 - n))]);

async function gifWith(...extensions: Buffer[]): Promise<Buffer> {
  const file = await make.image(make.rgb8(), 'srgb').gif().toBuffer();
  const flags = file.readUInt8(10);
  const at = 13 + ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  return Buffer.concat([file.subarray(0, at), ...extensions, file.subarray(at)]);
}

describe('GIF', () => {
  const comment = Buffer.concat([Buffer.of(0x21, 0xfe), blocks('Rain, ', 'café')]);
  const xmp = Buffer.concat([
    Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1'),
    Buffer.from(xmpForms.attributes.replace('tiff:Orientation="6"', '')),
    landing,
    Buffer.of(0),
  ]);

  it('keeps its comment and its XMP', async () => {
    const photo = await decode(await gifWith(comment, xmp), 'a.gif');
    const { path, notices } = await encode(photo, 'png');
    expect(codes([...photo.notices, ...notices])).toEqual(['output.formatChanged']);
    const { properties } = await readBack(path);
    expect(properties).toMatchObject({ 'xmp:Rating': '4', 'xmp:Label': 'Blue' });
    expect(JSON.stringify(properties['exif:UserComment'])).toContain('Rain, café');
    const jpeg = await encode(photo, 'jpeg');
    expect(readFileSync(jpeg.path).includes(make.segment(0xfe, Buffer.from('Rain, café')))).toBe(true);
  });

  it('keeps what stands behind its frames', async () => {
    const file = await make.animatedGif();
    const photo = await decode(Buffer.concat([file.subarray(0, -1), comment, file.subarray(-1)]), 'a.gif');
    expect(photo.metadata.comments?.map((each) => Buffer.from(each).toString())).toEqual(['Rain, café']);
    expect(codes(photo.notices)).toEqual(['photo.firstFrame']);
  });

  it('names what other programs store in it', async () => {
    const other = Buffer.concat([Buffer.from('\x21\xff\x0bICCRGBG1012', 'latin1'), blocks('profile')]);
    const { notices } = await decode(await gifWith(other), 'a.gif');
    expect(sentences(notices)).toEqual([unknown('the GIF extension “ICCRGBG1012”')]);
  });

  it('is read where its blocks break off', async () => {
    const file = await gifWith(comment);
    const broken = Buffer.concat([file.subarray(0, -1), Buffer.of(0x21, 0xfe, 200, 65)]);
    const { metadata, notices } = await decode(broken, 'a.gif');
    expect([metadata.comments?.length, notices]).toEqual([2, []]);
  });
});

const rgb = { ...make.size, bits: 8, samples: 3, photometric: 2, data: make.rgb8() };
const ascii = (text: string): Buffer => Buffer.from(`${text}\0`);
const layered = (key: string): Buffer =>
  Buffer.concat([
    Buffer.from('Adobe Photoshop Document Data Block\0'),
    Buffer.from(`MIB8ttaP\x04\0\0\0PATTMIB8${Buffer.from(key).reverse().toString()}\x04\0\0\0LAYR`, 'latin1'),
  ]);

describe('TIFF', () => {
  it('names tags of other programs, at most eight', async () => {
    const extra = Array.from({ length: 10 }, (_, index) => ({
      tag: 50_001 + index,
      type: 2 as const,
      values: ascii('words'),
    }));
    const one = await decode(tiffFile({ ...rgb, extra: extra.slice(0, 1) }), 'a.tif');
    expect(sentences(one.notices)).toEqual([unknown('TIFF tag 50001')]);
    const ten = await decode(tiffFile({ ...rgb, extra }), 'a.tif');
    expect(sentences(ten.notices).join()).toMatch(/TIFF tag 50008 and 2 more\.$/);
  });

  it('says nothing of tags about storage, of what a program notes for itself, and of zeros', async () => {
    const extra = [
      { tag: 254, type: 4, values: [0] },
      { tag: 266, type: 3, values: [1] },
      { tag: 297, type: 3, values: [0, 1] },
      { tag: 50_341, type: 7, values: Buffer.from('PrintIM\x000300') },
      { tag: 59_932, type: 7, values: Buffer.alloc(2060, 1) },
      { tag: 50_001, type: 3, values: [0] },
      { tag: 37_724, type: 7, values: layered('Patt') },
    ] as const;
    expect((await decode(tiffFile({ ...rgb, extra }), 'a.tif')).notices).toEqual([]);
  });

  it('names Photoshop’s layers and a clipping path', async () => {
    const extra = [
      { tag: 343, type: 1, values: Buffer.from('path') },
      { tag: 37_724, type: 7, values: layered('Layr') },
    ] as const;
    expect(sentences((await decode(tiffFile({ ...rgb, extra }), 'a.tif')).notices)).toEqual([
      unknown('a clipping path (TIFF tag 343)', 'the layers of Photoshop'),
    ]);
  });

  it.each(['tiff', 'jpeg'] as const)(
    'keeps EXIF tags that stand among the main ones, in %s',
    async (format) => {
      const extra = [
        { tag: 34_855, type: 3, values: [1600] },
        { tag: 36_867, type: 2, values: ascii('2024:12:24 22:33:44') },
      ] as const;
      const photo = await decode(tiffFile({ ...rgb, extra }), 'a.tif');
      const { path, notices } = await encode(photo, format);
      expect([...photo.notices, ...notices]).toEqual([]);
      expect((await readBack(path)).exif).toMatchObject({
        ISO: 1600,
        DateTimeOriginal: '2024:12:24 22:33:44',
      });
    },
  );
});

describe('AVIF', () => {
  it('names an auxiliary picture that is neither opacity nor depth', async () => {
    const file = await avifWithAuxiliary(make.alpha8(), 'urn:of:a:matte:12345');
    const photo = await decode(file, 'a.avif');
    expect(sentences(photo.notices)).toContain(unknown('an auxiliary picture (urn:of:a:matte:12345)'));
  });

  it('names an item of another program, a second picture and a second XMP packet', async () => {
    const noticesOf = async (type: string, contentType?: string) =>
      sentences((await decode(await avifWithItem(type, contentType), 'a.avif')).notices);
    expect(await noticesOf('mime', 'text/plain')).toEqual([unknown('an item of the type “text/plain”')]);
    expect((await noticesOf('av01')).join()).toContain('second picture');
    expect(await noticesOf('mime', 'application/rdf+xml')).toEqual([]);
  });
});

describe('a JPEG with a block twice', () => {
  const segment = (text: string): Buffer =>
    make.segment(0xe1, 'Exif\0\0', Buffer.concat([make.orientationExif(1), Buffer.from(text)]));

  it('names what is not read, and no copy', async () => {
    const twice = make.withSegments(await make.jpeg(), segment(''), segment('more'));
    expect(sentences((await decode(twice, 'a.jpg')).notices)).toEqual([
      unknown('a second block of EXIF data'),
    ]);
    const copied = make.withSegments(await make.jpeg(), segment(''), segment(''));
    expect((await decode(copied, 'a.jpg')).notices).toEqual([]);
  });
});
