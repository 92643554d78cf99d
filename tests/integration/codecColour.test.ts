import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import * as make from '../fixtures/photos';
import { tiffFile } from '../fixtures/tiffFile';
import { codes, decode, encode, maxDifference, signal } from '../support/codec';

const { width, height } = make.size;
const u16 = (values: readonly number[]): Uint8Array => new Uint8Array(Uint16Array.from(values).buffer);

describe('decodePhoto: colour', () => {
  it('keeps stored values and profile of a Display P3 photo', async () => {
    const file = await make.p3Jpeg();
    const photo = await decode(file, 'photo.jpg');
    const stored = await sharp(file, { ignoreIcc: true }).raw().toBuffer();
    expect(maxDifference(photo.raster.data, stored)).toBe(0);
    expect(photo.profile).toEqual(await make.p3Profile());
  });

  it('keeps stored values and profile of a 16-bit Display P3 photo', async () => {
    const profile = await make.p3Profile();
    const written = await encode(
      { ...(await decode(await make.image(make.rgb16(), 'rgb16').png().toBuffer(), 'a.png')), profile },
      'png',
    );
    const photo = await decodePhoto(written.path, { signal });
    expect(photo.raster.data).toEqual(make.rgb16());
    expect(photo.profile).toEqual(profile);
  });

  it.each([
    ['cut off', (icc: Buffer) => icc.subarray(0, 200)],
    ['without its mark', (icc: Buffer) => Buffer.from(icc).fill(0, 36, 40)],
    [
      'of another colour space',
      (icc: Buffer) => Buffer.concat([icc.subarray(0, 16), Buffer.from('CMYK'), icc.subarray(20)]),
    ],
  ])('assumes sRGB when the profile is %s', async (_, spoil) => {
    const icc = spoil(await make.p3Profile());
    const file = make.withSegments(await make.jpeg(), make.segment(0xe2, 'ICC_PROFILE\0\x01\x01', icc));
    const photo = await decode(file, 'photo.jpg');
    expect(photo.profile).toBeUndefined();
    expect(codes(photo.notices)).toEqual(['photo.badProfile']);
  });

  it.each([
    ['without a profile', undefined],
    ['with a profile', 'cmyk'],
  ])('converts CMYK %s to sRGB, with a notice', async (_, profile) => {
    const base = sharp({ create: { width: 8, height: 8, channels: 3, background: '#0000ff' } }).toColourspace(
      'cmyk',
    );
    const file = await (profile === undefined ? base : base.withIccProfile(profile))
      .jpeg({ quality: 100 })
      .toBuffer();
    const photo = await decode(file, 'photo.jpg');
    const [red = 0, green = 0, blue = 0] = photo.raster.data;
    expect(photo.raster.channels).toBe(3);
    expect(blue).toBeGreaterThan(Math.max(red, green) + 50);
    expect(codes(photo.notices)).toEqual(['photo.cmykConverted']);
    expect(photo.profile).toBeUndefined();
  });

  it('knows YCCK from CMYK by its Adobe mark', async () => {
    const base = sharp({ create: { width: 8, height: 8, channels: 3, background: '#0000ff' } });
    const cmyk = await base.toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    const ycck = Buffer.from(cmyk);
    const transform = ycck.indexOf('Adobe') + 11;
    expect(ycck[transform]).toBe(0);
    ycck[transform] = 2;
    const [one, other] = [await decode(cmyk, 'photo.jpg'), await decode(ycck, 'photo.jpg')];
    expect(codes(other.notices)).toEqual(['photo.cmykConverted']);
    expect(maxDifference(one.raster.data, other.raster.data)).toBeGreaterThan(50);
  });

  it('converts 16-bit Lab to sRGB, with a notice', async () => {
    const file = tiffFile({
      width: 1,
      height: 1,
      bits: 16,
      samples: 3,
      photometric: 8,
      data: u16([65_535, 0, 0]),
    });
    const photo = await decode(file, 'photo.tif');
    expect(Math.min(...photo.raster.data)).toBeGreaterThan(65_000);
    expect(codes(photo.notices)).toEqual(['photo.labConverted']);
  });

  it.each([
    ['Display P3', 12, 13],
    ['sRGB', 1, 13],
  ])('gives a PNG that signals %s by code points its profile', async (name, primaries, transfer) => {
    const chunk = make.pngChunk('cICP', Uint8Array.of(primaries, transfer, 0, 1));
    const photo = await decode(
      make.withChunks(await make.image(make.rgb8(), 'srgb').png().toBuffer(), chunk),
      'photo.png',
    );
    expect(photo.profile).toEqual(name === 'sRGB' ? undefined : await make.p3Profile());
    expect(photo.raster.data).toEqual(make.rgb8());
  });

  it('leaves the values of a PNG with a gamma of its own alone', async () => {
    const gamma = Buffer.alloc(4);
    gamma.writeUInt32BE(100_000);
    const file = make.withChunks(
      await make.image(make.rgb8(), 'srgb').png().toBuffer(),
      make.pngChunk('gAMA', gamma),
    );
    expect((await decode(file, 'photo.png')).raster.data).toEqual(make.rgb8());
  });
});

/** Pixels of the upright picture as EXIF orientation `orientation` displays a stored one. */
function upright(stored: Uint8Array, orientation: number): Uint8Array {
  const turned = orientation >= 5;
  const [outWidth, outHeight] = turned ? [height, width] : [width, height];
  const from = (x: number, y: number): [number, number] =>
    (
      [
        [x, y],
        [width - 1 - x, y],
        [width - 1 - x, height - 1 - y],
        [x, height - 1 - y],
        [y, x],
        [y, height - 1 - x],
        [width - 1 - y, height - 1 - x],
        [width - 1 - y, x],
      ] as [number, number][]
    )[orientation - 1]!;
  return Uint8Array.from({ length: stored.length }, (_, index) => {
    const pixel = Math.floor(index / 3);
    const [x, y] = from(pixel % outWidth, Math.floor(pixel / outWidth));
    expect(y).toBeLessThan(outHeight > 0 ? height : 0);
    return stored[(y * width + x) * 3 + (index % 3)]!;
  });
}

describe('decodePhoto: orientation', () => {
  const makers = {
    jpg: make.jpegWithOrientation,
    png: make.pngWithOrientation,
    tif: (orientation: number) => Promise.resolve(make.tiffWithOrientation(orientation)),
    webp: make.webpWithOrientation,
  };
  it.each(
    Object.keys(makers).flatMap((format) =>
      [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => [format, orientation] as const),
    ),
  )('shows a %s of orientation %i upright, once', async (format, orientation) => {
    const photo = await decode(await makers[format as keyof typeof makers](orientation), `photo.${format}`);
    expect([photo.raster.width, photo.raster.height]).toEqual(
      orientation < 5 ? [width, height] : [height, width],
    );
    expect(maxDifference(photo.raster.data, upright(make.rgb8(), orientation))).toBeLessThanOrEqual(
      format === 'jpg' ? 12 : 0,
    );
  });
});

describe('decodePhoto: more than one picture', () => {
  it.each([
    ['animated WebP', 'webp', make.animatedWebp],
    ['animated GIF', 'gif', make.animatedGif],
    [
      'animated PNG',
      'png',
      async () =>
        make.withChunks(
          await make.image(make.rgb8(), 'srgb').png().toBuffer(),
          make.pngChunk('acTL', Buffer.from('0000000200000000', 'hex')),
        ),
    ],
  ])('takes the first frame of an %s, with a notice', async (_, extension, file) => {
    const photo = await decode(await file(), `photo.${extension}`);
    expect([photo.raster.width, photo.raster.height]).toEqual([width, height]);
    expect(maxDifference(photo.raster.data, make.rgb8())).toBeLessThanOrEqual(extension === 'gif' ? 40 : 0);
    expect(photo.notices.map(({ sentence }) => sentence)).toContain(
      'Only the first of 2 frames was enhanced.',
    );
  });

  it.each([
    [
      'a gain map',
      'output.gainMapDropped',
      'xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"',
    ],
    [
      'a motion video',
      'output.embeddedDropped',
      'xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" GCamera:MotionPhoto="1"',
    ],
  ])('says that %s stays behind, and takes its mark off the result', async (_, code, attributes) => {
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${attributes}/></rdf:RDF></x:xmpmeta>`;
    const file = make.withSegments(
      await make.jpeg(),
      make.segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', Buffer.from(xmp)),
    );
    const photo = await decode(Buffer.concat([file, Buffer.from('....ftypmp42')]), 'photo.jpg');
    expect(codes(photo.notices)).toEqual([code]);
    const written = readFileSync((await encode(photo, 'jpeg')).path).toString('latin1');
    expect(written).not.toMatch(/hdrgm:Version|MotionPhoto|ftypmp42/);
  });

  it('says that content credentials stay behind', async () => {
    const box = Buffer.concat([
      Buffer.from('JP\0\x01\0\0\0\x01\0\0\0\x20jumb'),
      Buffer.from('c2pa'.repeat(6)),
    ]);
    const photo = await decode(make.withSegments(await make.jpeg(), make.segment(0xeb, box)), 'photo.jpg');
    expect(codes(photo.notices)).toEqual(['output.credentialsDropped']);
    const written = readFileSync((await encode(photo, 'jpeg')).path).toString('latin1');
    expect(written).not.toContain('c2pa');
  });

  it('says that data behind the picture stays behind', async () => {
    const photo = await decode(
      Buffer.concat([await make.jpeg(), Buffer.from('unknown trailer')]),
      'photo.jpg',
    );
    expect(codes(photo.notices)).toEqual(['output.embeddedDropped']);
  });
});
