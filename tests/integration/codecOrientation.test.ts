import { deflateSync } from 'node:zlib';
import exifr from 'exifr';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { turnSamples } from '@core';
import type { Photo } from '../../src/engine/photo/Photo';
import { tiffFile } from '../fixtures/tiffFile';
import * as make from '../fixtures/photos';
import { decode, encode, onDisk, signal } from '../support/codec';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { readFile } from 'node:fs/promises';

const xmp = (orientation: string, form: 'attribute' | 'element' = 'element'): Buffer =>
  Buffer.from(
    [
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
      '<rdf:Description rdf:about="" xmlns:t="http://ns.adobe.com/tiff/1.0/"',
      form === 'attribute'
        ? ` t:Orientation="${orientation}"/>`
        : `><t:Orientation>${orientation}</t:Orientation></rdf:Description>`,
      '</rdf:RDF></x:xmpmeta>',
    ].join(''),
  );

/** As ImageMagick writes a block: a name, its length, hexadecimal lines. */
function rawProfile(name: string, block: Buffer): Buffer {
  const lines = block.toString('hex').match(/.{1,72}/g) ?? [];
  return Buffer.from(`\n${name}\n${String(block.length).padStart(8)}\n${lines.join('\n')}\n`, 'latin1');
}

const text = (keyword: string, value: Buffer): Buffer =>
  make.pngChunk('tEXt', Buffer.concat([Buffer.from(`${keyword}\0`, 'latin1'), value]));
const packedText = (keyword: string, value: Buffer): Buffer =>
  make.pngChunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`, 'latin1'), deflateSync(value)]));
const xmpChunk = (packet: Buffer): Buffer =>
  make.pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), packet]));

const internationalText = (keyword: string, value: Buffer): Buffer =>
  make.pngChunk('iTXt', Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1'), value]));
const withXmpPrefix = (packet: Buffer): Buffer =>
  Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1'), packet]);
const withPrefix = (block: Buffer): Buffer => Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block]);
const exif = (orientation: number): Buffer => make.orientationExif(orientation);

const plain = (): Promise<Buffer> => make.image(make.rgb8(), 'srgb').png().toBuffer();

async function before(...chunks: Buffer[]): Promise<Buffer> {
  return make.withChunks(await plain(), ...chunks);
}

/** The chunks stand behind the pixels, as some editors put them. */
async function behind(...chunks: Buffer[]): Promise<Buffer> {
  const file = await plain();
  return Buffer.concat([file.subarray(0, -12), ...chunks, file.subarray(-12)]);
}

const jpegWith = async (...segments: Buffer[]): Promise<Buffer> =>
  make.withSegments(await make.jpeg({ quality: 100, chromaSubsampling: '4:4:4' }), ...segments);
const xmpSegment = (packet: Buffer): Buffer => make.segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', packet);

const turned = (orientation: 6 | 8): Uint8Array =>
  Uint8Array.from(turnSamples(make.rgb8(), { ...make.size, channels: 3 }, orientation));

const kinds: [string, string, () => Promise<Buffer> | Buffer][] = [
  ['eXIf behind the pixels', 'a.png', () => behind(make.pngChunk('eXIf', exif(6)))],
  ['eXIf with a prefix', 'a.png', () => before(make.pngChunk('eXIf', withPrefix(exif(6))))],
  ['eXIf with a prefix, behind', 'a.png', () => behind(make.pngChunk('eXIf', withPrefix(exif(6))))],
  [
    'Raw profile type exif',
    'a.png',
    () => before(text('Raw profile type exif', rawProfile('exif', withPrefix(exif(6))))),
  ],
  [
    'Raw profile type APP1',
    'a.png',
    () => before(packedText('Raw profile type APP1', rawProfile('generic', withPrefix(exif(6))))),
  ],
  [
    'Raw profile type exif, behind',
    'a.png',
    () => behind(packedText('Raw profile type exif', rawProfile('exif', withPrefix(exif(6))))),
  ],
  [
    'Raw profile type exif in international text',
    'a.png',
    () => before(internationalText('Raw profile type exif', rawProfile('exif', withPrefix(exif(6))))),
  ],
  [
    'Raw profile type APP1 with a longer name',
    'a.png',
    () => before(text('Raw profile type APP1', rawProfile('generic profile', withPrefix(exif(6))))),
  ],
  [
    'XMP in Raw profile type APP1',
    'a.png',
    () => before(text('Raw profile type APP1', rawProfile('generic', withXmpPrefix(xmp('6'))))),
  ],
  [
    'a raw profile beside an eXIf that states none',
    'a.png',
    () =>
      before(
        make.pngChunk('eXIf', exif(0)),
        text('Raw profile type exif', rawProfile('exif', withPrefix(exif(6)))),
      ),
  ],
  ['XMP of a PNG', 'a.png', () => before(xmpChunk(xmp('6')))],
  ['XMP of a PNG, behind', 'a.png', () => behind(xmpChunk(xmp('6', 'attribute')))],
  [
    'a senseless EXIF value beside XMP',
    'a.png',
    () => before(make.pngChunk('eXIf', exif(9)), xmpChunk(xmp('6'))),
  ],
  [
    'XMP of a WebP',
    'a.webp',
    async () =>
      sharp(await plain())
        .withXmp(xmp('6').toString())
        .webp({ lossless: true })
        .toBuffer(),
  ],
];

const tagOf = async (
  photo: Photo,
  format: 'png' | 'jpeg' | 'tiff',
): Promise<{ exif: unknown; xmp: string | undefined }> => {
  const { path } = await encode(photo, format);
  const { Orientation } = ((await exifr.parse(await readFile(path), {
    translateValues: false,
    xmp: false,
    tiff: true,
  })) ?? {}) as { Orientation?: number };
  const { xmpAsString } = await sharp(path).metadata();
  return { exif: Orientation, xmp: /Orientation(?:="|>)(\w*)/.exec(xmpAsString ?? '')?.[1] };
};

describe('decodePhoto, the orientation', () => {
  it.each(kinds)('is taken from %s', async (_, name, file) => {
    const { raster } = await decode(Buffer.from(await file()), name);
    expect([raster.width, raster.height]).toEqual([24, 32]);
    expect(raster.data).toEqual(turned(6));
  });

  it('is taken from the XMP of a JPEG', async () => {
    const photo = await decode(await jpegWith(xmpSegment(xmp('6'))), 'a.jpg');
    expect([photo.raster.width, photo.raster.height]).toEqual([24, 32]);
    expect(await tagOf(photo, 'jpeg')).toEqual({ exif: undefined, xmp: '1' });
  });

  it('turns a draft as it turns the whole', async () => {
    const path = onDisk(await behind(make.pngChunk('eXIf', exif(8))), 'a.png');
    const { raster } = await decodePhoto(path, { signal, fit: 16 });
    expect([raster.width, raster.height]).toEqual([12, 16]);
  });

  it('turns transparency with the pixels', async () => {
    const file = await make.image(make.rgb8(), 'srgb', make.alpha8()).png().toBuffer();
    const { alpha } = await decode(make.withChunks(file, xmpChunk(xmp('8'))), 'a.png');
    const expected = turnSamples(make.alpha8(), { ...make.size, channels: 1 }, 8);
    expect(alpha).toEqual(expected);
  });

  it('is not taken from the XMP of a TIFF, where a missing tag means upright', async () => {
    const extra = [{ tag: 700, type: 1 as const, values: [...xmp('6')] }];
    const data = make.rgb8();
    const file = tiffFile({ ...make.size, bits: 8, samples: 3, photometric: 2, data, extra });
    const photo = await decode(file, 'a.tif');
    expect([photo.raster.width, photo.raster.height]).toEqual([32, 24]);
    expect((await tagOf(photo, 'tiff')).xmp).toBe('6');
  });

  it('is EXIF’s where EXIF and XMP differ, and XMP is settled with it', async () => {
    const photo = await decode(await before(make.pngChunk('eXIf', exif(6)), xmpChunk(xmp('8'))), 'a.png');
    expect(photo.raster.data).toEqual(turned(6));
    expect(await tagOf(photo, 'png')).toEqual({ exif: 1, xmp: '1' });
  });

  it.each(['0', '9', 'sideways'])('of “%s” is none, and stays written as it is', async (value) => {
    const photo = await decode(await before(xmpChunk(xmp(value))), 'a.png');
    expect([photo.raster.width, photo.raster.height]).toEqual([32, 24]);
    expect((await tagOf(photo, 'png')).xmp).toBe(value);
  });

  it.each(['a.png', 'a.jpg', 'a.tif'])('that means nothing stays in the EXIF of %s', async (name) => {
    const files: Record<string, () => Promise<Buffer> | Buffer> = {
      'a.png': () => before(make.pngChunk('eXIf', exif(9))),
      'a.jpg': () => jpegWith(make.segment(0xe1, 'Exif\0\0', exif(9))),
      'a.tif': () => make.tiffWithOrientation(9),
    };
    const photo = await decode(Buffer.from(await files[name]!()), name);
    expect([photo.raster.width, photo.raster.height]).toEqual([32, 24]);
    expect((await tagOf(photo, 'jpeg')).exif).toBe(9);
  });
});
