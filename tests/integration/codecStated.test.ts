import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { profileKind } from '../../src/engine/photo/colour/profileKind';
import * as make from '../fixtures/photos';
import { codes, decode, encode, signal } from '../support/codec';

const counted = (type: string, ...values: number[]): Buffer => {
  const data = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => data.writeUInt32BE(Math.round(value * 100_000), index * 4));
  return make.pngChunk(type, data);
};

const gamma = (exponent: number): Buffer => counted('gAMA', exponent);
const chromaticities = (...values: number[]): Buffer => counted('cHRM', ...values);

const srgb = [0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06];
const adobe = [0.3127, 0.329, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06];
/** Under another white, D50. */
const wide = [0.3457, 0.3585, 0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001];

const photoWith = async (...chunks: Buffer[]): Promise<Buffer> =>
  make.withChunks(await make.image(make.rgb8(), 'srgb').png().toBuffer(), ...chunks);

/** What a flat PNG of one stored value looks like in sRGB, by the codec's own colour management. */
async function seen(rgb: [number, number, number], profile: Uint8Array): Promise<number[]> {
  const [r, g, b] = rgb;
  const raw = { width: 8, height: 8, channels: 3 } as const;
  const pixels = Uint8Array.from({ length: 192 }, (_, index) => [r, g, b][index % 3] ?? 0);
  const photo = await decode(await sharp(pixels, { raw }).png().toBuffer(), 'flat.png');
  const { path } = await encode({ ...photo, profile }, 'png');
  return [...(await sharp(path).toColourspace('srgb').raw().toBuffer()).subarray(0, 3)];
}

describe('decodePhoto: PNG that states its colours in numbers', () => {
  it.each([
    ['the gamma of sRGB', [gamma(0.45455)]],
    ['the gamma of sRGB, less exactly', [gamma(0.4545)]],
    ['gamma and primaries of sRGB', [gamma(0.45455), chromaticities(...srgb)]],
    ['other numbers than the mark of sRGB beside them', [make.pngChunk('sRGB', Uint8Array.of(0)), gamma(1)]],
  ])('takes %s for sRGB', async (_, chunks) => {
    const photo = await decode(await photoWith(...chunks), 'photo.png');
    expect(photo.profile).toBeUndefined();
    expect(photo.notices).toEqual([]);
  });

  it('keeps the values and the meaning of another gamma', async () => {
    const photo = await decode(await photoWith(gamma(1 / 1.8)), 'photo.png');
    expect(photo.raster.data).toEqual(make.rgb8());
    expect(photo.notices).toEqual([]);
    // 128 of 255 at a gamma of 1.8 is 0.289 of light, and that is 147 in sRGB.
    for (const value of await seen([128, 128, 128], photo.profile!)) expect(value).toBeCloseTo(147, -0.4);
    const { path } = await encode(photo, 'jpeg');
    expect((await decodePhoto(path, { signal })).profile).toEqual(photo.profile);
  });

  it('keeps the meaning of other primaries', async () => {
    const photo = await decode(await photoWith(gamma(256 / 563), chromaticities(...adobe)), 'photo.png');
    expect(profileKind(photo.profile!)).toBe('adobeRgb');
    const alone = await decode(await photoWith(chromaticities(...adobe)), 'photo.png');
    expect(profileKind(alone.profile!)).toBe('adobeRgb');
  });

  it('adapts another white', async () => {
    const photo = await decode(await photoWith(gamma(0.5), chromaticities(...wide)), 'photo.png');
    const [r = 0, g = 0, b = 0] = await seen([200, 200, 200], photo.profile!);
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThanOrEqual(2);
  });

  it('gives grey a profile of grey', async () => {
    const grey = await make.image(make.grey8(), 'b-w').png().toBuffer();
    const photo = await decode(make.withChunks(grey, gamma(1)), 'grey.png');
    expect(photo.raster.channels).toBe(1);
    expect(Buffer.from(photo.profile!).toString('latin1', 16, 20)).toBe('GRAY');
    const { path } = await encode(photo, 'png');
    expect((await decodePhoto(path, { signal })).profile).toEqual(photo.profile);
  });

  it.each([
    ['a gamma of nothing', [gamma(0)]],
    ['primaries on one line', [chromaticities(0.3127, 0.329, 0.1, 0.1, 0.2, 0.2, 0.3, 0.3)]],
    ['primaries of nothing', [chromaticities(0, 0, 0, 0, 0, 0, 0, 0)]],
  ])('says that it does not know what to make of %s', async (_, chunks) => {
    const photo = await decode(await photoWith(...chunks), 'photo.png');
    expect(photo.profile).toBeUndefined();
    expect(codes(photo.notices)).toEqual(['photo.badProfile']);
  });
});
