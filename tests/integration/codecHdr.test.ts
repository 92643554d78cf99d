import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { PrimariesName } from '@core';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { matrixProfile } from '../../src/engine/photo/colour/matrixProfile';
import { profileKind } from '../../src/engine/photo/colour/profileKind';
import { avifWithCodePoints } from '../fixtures/avif';
import * as make from '../fixtures/photos';
import { codes, decode, encode, maxDifference, signal } from '../support/codec';

/** Code points: primaries, transfer, matrix, full range. */
const cicp = (primaries: number, transfer: number, fullRange = 1): Buffer =>
  make.pngChunk('cICP', Uint8Array.of(primaries, transfer, 0, fullRange));

const png8 = (data: Uint8Array = make.rgb8()): Promise<Buffer> => make.image(data, 'srgb').png().toBuffer();

/** Left half at HDR reference white (203 cd/m²), right half at 1000 cd/m², in PQ. */
function pqSteps(): Uint16Array {
  const [white, lamp] = [0.5807, 0.7518].map((value) => Math.round(value * 65_535));
  return Uint16Array.from({ length: make.rgb16().length }, (_, index) =>
    Math.floor(index / 3) % make.size.width < make.size.width / 2 ? (white ?? 0) : (lamp ?? 0),
  );
}

describe('decodePhoto: HDR', () => {
  it.each([
    ['PQ', 16],
    ['HLG', 18],
  ])('tone-maps a PNG that signals %s, with a notice', async (kind, transfer) => {
    const photo = await decode(make.withChunks(await png8(), cicp(9, transfer)), 'photo.png');
    expect(photo.notices).toEqual([
      {
        code: 'photo.toneMapped',
        sentence: `The photo is HDR (${kind}); it was tone-mapped to the normal range.`,
      },
    ]);
    expect(Buffer.from(photo.profile ?? [])).toEqual(Buffer.from(matrixProfile('rec2020', 'srgb')));
    expect(photo.raster.data).not.toEqual(make.rgb8());
    expect(photo.source.bits).toBe(8);
  });

  it('brings lamps of 1000 cd/m² to white and reference white near it, in 16 bits', async () => {
    const file = make.withChunks(await make.image(pqSteps(), 'rgb16').png().toBuffer(), cicp(9, 16));
    const { raster } = await decode(file, 'photo.png');
    const [white = 0, lamp = 0] = [raster.data[0], raster.data.at(-1)];
    expect(lamp).toBeGreaterThan(65_400);
    expect(white / 65_535).toBeGreaterThan(0.8);
    expect(white / 65_535).toBeLessThan(0.95);
  });

  it.each([
    ['PQ', 16],
    ['HLG', 18],
  ])('tone-maps an AVIF that signals %s as it does a PNG', async (_, transfer) => {
    const ofAvif = await decode(await avifWithCodePoints(9, transfer), 'photo.avif');
    const ofPng = await decode(make.withChunks(await png8(), cicp(9, transfer)), 'photo.png');
    expect(codes(ofAvif.notices)).toEqual(['photo.toneMapped']);
    expect(ofAvif.raster.data).toEqual(ofPng.raster.data);
    expect(ofAvif.profile).toEqual(ofPng.profile);
  });

  it('needs no profile where HDR has the primaries of sRGB, and keeps those of Display P3', async () => {
    const ofSrgb = await decode(make.withChunks(await png8(), cicp(1, 16)), 'photo.png');
    const ofP3 = await decode(make.withChunks(await png8(), cicp(12, 16)), 'photo.png');
    expect(ofSrgb.profile).toBeUndefined();
    expect(ofP3.profile).toEqual(await make.p3Profile());
  });

  it('knows HDR by the code points of an ICC profile, too', async () => {
    const plain = Buffer.from(matrixProfile('rec2020', 'srgb'));
    const tag = Buffer.from('cicp\0\0\0\0\x09\x10\0\x01', 'latin1');
    // The list of tags grows by one, so all data moves by twelve bytes.
    const count = plain.readUInt32BE(128);
    const tags = Array.from({ length: count }, (_, index) => {
      const entry = Buffer.from(plain.subarray(132 + index * 12, 144 + index * 12));
      entry.writeUInt32BE(entry.readUInt32BE(4) + 12, 4);
      return entry;
    });
    const own = Buffer.from('cicp\0\0\0\0\0\0\0\x0c', 'latin1');
    own.writeUInt32BE(plain.length + 12, 4);
    const icc = Buffer.concat([
      plain.subarray(0, 128),
      Buffer.of(0, 0, 0, count + 1),
      ...tags,
      own,
      plain.subarray(132 + count * 12),
      tag,
    ]);
    icc.writeUInt32BE(icc.length, 0);
    const file = make.withSegments(await make.jpeg(), make.segment(0xe2, 'ICC_PROFILE\0\x01\x01', icc));
    const photo = await decode(file, 'photo.jpg');
    expect(codes(photo.notices)).toEqual(['photo.toneMapped']);
    expect(Buffer.from(photo.profile ?? [])).toEqual(plain);
  });

  it('writes what it tone-mapped with a profile that says the same, and signals no HDR', async () => {
    const photo = await decode(await avifWithCodePoints(9, 16), 'photo.avif');
    for (const format of ['png', 'avif'] as const) {
      const back = await decodePhoto((await encode(photo, format, { quality: 100 })).path, { signal });
      expect(back.raster.data).toEqual(photo.raster.data);
      expect(Buffer.from(back.profile ?? [])).toEqual(Buffer.from(photo.profile ?? []));
      expect(codes(back.notices)).toEqual([]);
    }
  });
});

describe('decodePhoto: colours signalled without a profile', () => {
  it.each([
    ['Rec. 2020', 9, 1, 'rec2020', 'bt709'],
    ['Rec. 2020 for 12 bits', 9, 15, 'rec2020', 'bt709'],
    ['Rec. 2020 with the curve of sRGB', 9, 13, 'rec2020', 'srgb'],
    ['linear light', 1, 8, 'rec709', 'linear'],
    ['gamma 2.2', 1, 4, 'rec709', 'gamma22'],
  ] as const)(
    'keeps the values of %s and attaches a profile of it',
    async (_, primaries, transfer, name, curve) => {
      const ofPng = await decode(make.withChunks(await png8(), cicp(primaries, transfer)), 'photo.png');
      const ofAvif = await decode(await avifWithCodePoints(primaries, transfer), 'photo.avif');
      for (const photo of [ofPng, ofAvif]) {
        expect(photo.raster.data).toEqual(make.rgb8());
        expect(Buffer.from(photo.profile ?? [])).toEqual(Buffer.from(matrixProfile(name, curve)));
        expect(codes(photo.notices)).toEqual([]);
      }
    },
  );

  it('takes the curve of video with the primaries of sRGB for sRGB, as everybody does', async () => {
    const photo = await decode(await avifWithCodePoints(1, 1), 'photo.avif');
    expect(photo.profile).toBeUndefined();
  });

  it('stretches a PNG of narrow range', async () => {
    const narrow = make.rgb8().map((value) => Math.round(16 + (value / 255) * 219));
    const photo = await decode(make.withChunks(await png8(narrow), cicp(1, 13, 0)), 'photo.png');
    expect(maxDifference(photo.raster.data, make.rgb8())).toBeLessThanOrEqual(1);
  });
});

describe('matrixProfile', () => {
  // Colorants of Rec. 2020 and Adobe RGB under D50, as in the published profiles of both.
  it.each([
    ['rec2020', [0.6735, 0.279, -0.0019], [0.1657, 0.6753, 0.03], [0.1251, 0.0456, 0.797]],
    ['adobeRgb', [0.6097, 0.3111, 0.0195], [0.2053, 0.6257, 0.0609], [0.1492, 0.0632, 0.7446]],
  ] as [PrimariesName, ...number[][]][])('states the colorants of %s', (name, ...expected) => {
    const profile = Buffer.from(matrixProfile(name, 'srgb'));
    for (const [index, tag] of ['rXYZ', 'gXYZ', 'bXYZ'].entries()) {
      const at = profile.readUInt32BE(profile.indexOf(tag, 128) + 4) + 8;
      const found = [0, 4, 8].map((offset) => profile.readInt32BE(at + offset) / 65_536);
      for (const [axis, value] of expected[index]!.entries()) expect(found[axis]).toBeCloseTo(value, 3);
    }
  });

  it.each([
    // Grey of one half is 0.2140 of light in sRGB's curve, 0.2599 in BT.2020's; sRGB encodes that as 0.547.
    ['rec2020', 'srgb', 128, 128],
    ['rec2020', 'bt709', 128, 140],
    ['rec2020', 'linear', 55, 128],
    ['adobeRgb', 'adobe', 128, 129],
  ] as const)(
    'is read by a colour engine: %s %s shows %i as %i of sRGB',
    async (name, curve, stored, shown) => {
      const data = Uint8Array.from({ length: 48 }, () => stored);
      const file = make.segment(0xe2, 'ICC_PROFILE\0\x01\x01', matrixProfile(name, curve));
      const jpeg = await sharp(data, { raw: { width: 4, height: 4, channels: 3 } })
        .jpeg({ quality: 100 })
        .toBuffer();
      const pixels = await sharp(make.withSegments(jpeg, file)).toColourspace('srgb').raw().toBuffer();
      for (const value of pixels) expect(Math.abs(value - shown)).toBeLessThanOrEqual(2);
    },
  );

  it('shows the green of Rec. 2020 beyond what sRGB holds, and the red of sRGB inside it', async () => {
    const profile = make.segment(0xe2, 'ICC_PROFILE\0\x01\x01', matrixProfile('rec2020', 'srgb'));
    const flat = Uint8Array.from({ length: 48 }, (_, index) => [202, 66, 23][index % 3]!);
    const jpeg = await sharp(flat, { raw: { width: 4, height: 4, channels: 3 } })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const pixels = await sharp(make.withSegments(jpeg, profile)).toColourspace('srgb').raw().toBuffer();
    // ITU-R BT.2087: red of BT.709 is 0.6274, 0.0691, 0.0164 of BT.2020's light.
    expect(maxDifference(pixels.subarray(0, 3), [255, 0, 0])).toBeLessThanOrEqual(24);
  });
});

describe('profileKind', () => {
  it.each([
    [
      'srgb',
      () =>
        sharp({ create: { width: 1, height: 1, channels: 3, background: '#888' } })
          .withIccProfile('srgb')
          .png()
          .toBuffer(),
    ],
    ['other', make.p3Jpeg],
  ] as const)("knows libvips' profiles: %s", async (kind, file) => {
    const { icc } = await sharp(await file()).metadata();
    expect(profileKind(icc ?? Buffer.alloc(0))).toBe(kind);
  });

  it.each([
    ['rec709', 'srgb', 'srgb'],
    ['adobeRgb', 'adobe', 'adobeRgb'],
    ['rec709', 'linear', 'other'],
    ['rec2020', 'srgb', 'other'],
  ] as const)('calls %s %s %s', (name, curve, kind) => {
    expect(profileKind(matrixProfile(name, curve))).toBe(kind);
  });

  it('calls what it cannot read another space', () => {
    expect(profileKind(new Uint8Array(10))).toBe('other');
  });
});
