import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { matrixProfile } from '../../src/engine/photo/colour/matrixProfile';
import * as make from '../fixtures/photos';
import { tiffFile } from '../fixtures/tiffFile';
import { codes, decode, encode, maxDifference, onDisk, signal } from '../support/codec';

type Extra = NonNullable<Parameters<typeof tiffFile>[0]['extra']>;

const { width, height } = make.size;
const sampleFormat = (samples: number) => ({
  tag: 339,
  type: 3 as const,
  values: Array<number>(samples).fill(3),
});
const profile = (bytes: Uint8Array) => ({ tag: 34_675, type: 7 as const, values: bytes });
const extraSamples = (...kinds: number[]) => ({ tag: 338, type: 3 as const, values: kinds });
const floats = (...values: number[]): Buffer => Buffer.from(Float32Array.from(values).buffer);

/** A floating-point TIFF of equal pixels. */
function flat(pixel: readonly number[], photometric: 1 | 2, extra: Extra = []): Buffer {
  const data = floats(...Array.from({ length: width * height }, () => pixel).flat());
  const fields = [sampleFormat(pixel.length), ...extra];
  return tiffFile({ width, height, bits: 32, samples: pixel.length, photometric, data, extra: fields });
}

/** A TIFF of `rgb8()` with further channels. */
function withChannels(kinds: readonly number[], values: readonly number[], colours = make.rgb8()): Buffer {
  const channels = 3 + values.length;
  const data = Uint8Array.from({ length: width * height * channels }, (_, index) => {
    const [pixel, channel] = [Math.floor(index / channels), index % channels];
    return channel < 3 ? (colours[pixel * 3 + channel] ?? 0) : (values[channel - 3] ?? 0);
  });
  const extra = [extraSamples(...kinds)];
  return tiffFile({ width, height, bits: 8, samples: channels, photometric: 2, data, extra });
}

const level = (value: number): number => Math.round(value * 65_535);

describe('decodePhoto, floating-point TIFF', () => {
  it('keeps the values of a profile, and the profile', async () => {
    const icc = matrixProfile('adobeRgb', 'adobe');
    const photo = await decode(flat([0.12, 0.5, 1], 2, [profile(icc)]), 'a.tif');
    expect([...photo.raster.data.subarray(0, 3)]).toEqual([level(0.12), level(0.5), 65_535]);
    expect(Buffer.from(photo.profile ?? []).equals(Buffer.from(icc))).toBe(true);
    const { path } = await encode(photo, 'tiff');
    expect((await sharp(path).metadata()).icc?.length).toBe(icc.length);
  });

  it('keeps the values of a grey profile', async () => {
    const { greyProfile } = await import('../../src/engine/photo/colour/matrixProfile');
    const photo = await decode(flat([0.118], 1, [profile(greyProfile('gamma22'))]), 'a.tif');
    expect(photo.raster.channels).toBe(1);
    expect(photo.raster.data[0]).toBe(level(0.118));
    expect(photo.profile).toBeDefined();
  });

  it.each([
    ['grey', [0.2140411], 1],
    ['colour', [0.2140411, 0.2140411, 0.2140411], 2],
  ] as const)('takes %s without a profile for light', async (_, pixel, photometric) => {
    const { raster } = await decode(flat(pixel, photometric), 'a.tif');
    expect(Math.abs((raster.data[0] ?? 0) - level(0.5))).toBeLessThan(3);
  });

  it('says what share lies beyond white and was cut off', async () => {
    const data = floats(...Array.from({ length: width * height * 3 }, (_, i) => (i % 4 === 0 ? 7 : 0.25)));
    const file = tiffFile({
      width,
      height,
      bits: 32,
      samples: 3,
      photometric: 2,
      data,
      extra: [sampleFormat(3)],
    });
    const photo = await decode(file, 'a.tif');
    expect(codes(photo.notices)).toEqual(['photo.floatReduced', 'photo.floatClipped']);
    expect(photo.notices[1]?.sentence).toMatch(/^25\.0 % /);
  });

  it('scales to the white that the file states', async () => {
    const white = { tag: 341, type: 11 as const, values: floats(4, 4, 4) };
    const icc = matrixProfile('rec709', 'srgb');
    const photo = await decode(flat([1, 2, 4], 2, [profile(icc), white]), 'a.tif');
    expect([...photo.raster.data.subarray(0, 3)]).toEqual([level(0.25), level(0.5), 65_535]);
    expect(codes(photo.notices)).toEqual(['photo.floatReduced', 'photo.floatScaled']);
  });

  it('knows whole numbers that are kept as floating point', async () => {
    const icc = matrixProfile('rec709', 'srgb');
    const photo = await decode(flat([51, 102, 255], 2, [profile(icc)]), 'a.tif');
    expect([...photo.raster.data.subarray(0, 3)]).toEqual([level(0.2), level(0.4), 65_535]);
    expect(photo.notices.at(-1)?.sentence).toContain('255 became white');
  });

  it.each([
    ['a picture beyond 1 by its brightest value', [1.5, 2, 4.5], 4.5],
    ['a dark picture of whole numbers by 255', [2, 3, 12], 255],
    ['a picture of many levels by 255', [20.5, 30.25, 200.5], 255],
    ['large fractions by the brightest', [100.5, 200.5, 802.5], 802.5],
  ])('scales %s', async (_, values, white) => {
    const icc = matrixProfile('rec709', 'srgb');
    const photo = await decode(flat(values, 2, [profile(icc)]), 'a.tif');
    expect([...photo.raster.data.subarray(0, 3)]).toEqual(values.map((value) => level(value / white)));
    expect(codes(photo.notices)).toContain('photo.floatScaled');
  });

  it('makes black of what is not a number and of what is below it', async () => {
    const icc = matrixProfile('rec709', 'srgb');
    const { raster } = await decode(flat([Number.NaN, -3, 0.5], 2, [profile(icc)]), 'a.tif');
    expect([...raster.data.subarray(0, 3)]).toEqual([0, 0, level(0.5)]);
  });

  it('keeps transparency, and scales with it', async () => {
    const file = flat([0.5, 0.25, 0.75, 0.4], 2, [extraSamples(2), profile(matrixProfile('rec709', 'srgb'))]);
    const whole = await decode(file, 'a.tif');
    expect(whole.alpha?.[0]).toBe(level(0.4));
    const { raster, alpha } = await decodePhoto(onDisk(file, 'a.tif'), { signal, fit: 16 });
    expect(raster.width).toBe(16);
    expect(
      maxDifference(
        raster.data,
        Uint16Array.from({ length: raster.data.length }, (_, i) => level([0.5, 0.25, 0.75][i % 3]!)),
      ),
    ).toBeLessThan(3);
    expect(Math.abs((alpha?.[0] ?? 0) - level(0.4))).toBeLessThan(3);
  });
});

describe('decodePhoto, channels of a TIFF beside colour and opacity', () => {
  it.each<[string, number[], number[]]>([
    ['one channel', [0], [0]],
    ['two channels', [0, 0], [0, 7]],
  ])('leaves %s out and says so', async (_, kinds, values) => {
    const photo = await decode(withChannels(kinds, values), 'a.tif');
    expect(photo.alpha).toBeUndefined();
    expect(photo.raster.data).toEqual(make.rgb8());
    expect(codes(photo.notices)).toEqual(['photo.channelsDropped']);
    const { path, notices } = await encode(photo, 'jpeg', { quality: 100 });
    expect(codes(notices)).toEqual([]);
    const { data } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
    expect(maxDifference(data, make.rgb8())).toBeLessThan(12);
  });

  it.each([3, 4])('leaves %i channels out', async (count) => {
    const kinds = Array.from({ length: count }, () => 0);
    const photo = await decode(withChannels(kinds, kinds), 'a.tif');
    expect(photo.raster.data).toEqual(make.rgb8());
    expect(codes(photo.notices)).toEqual(['photo.channelsDropped']);
  });

  it('takes a channel that the file does not speak of for no opacity', async () => {
    const data = Uint8Array.from({ length: width * height * 4 }, (_, i) =>
      i % 4 === 3 ? 0 : make.rgb8()[Math.floor(i / 4) * 3 + (i % 4)]!,
    );
    const file = tiffFile({ width, height, bits: 8, samples: 4, photometric: 2, data });
    const photo = await decode(file, 'a.tif');
    expect(photo.alpha).toBeUndefined();
    expect(photo.raster.data).toEqual(make.rgb8());
    expect(codes(photo.notices)).toEqual(['photo.channelsDropped']);
  });

  it('finds opacity behind another channel', async () => {
    const photo = await decode(withChannels([0, 2], [9, 128]), 'a.tif');
    expect(photo.raster.data).toEqual(make.rgb8());
    expect(photo.alpha?.[0]).toBe(128);
    expect(codes(photo.notices)).toEqual(['photo.channelsDropped']);
  });

  it('does not weigh a draft’s colours by a mask', async () => {
    const file = withChannels([0], [0], new Uint8Array(width * height * 3).fill(90));
    const { raster } = await decodePhoto(onDisk(file, 'a.tif'), { signal, fit: 16 });
    expect([raster.width, raster.channels]).toEqual([16, 3]);
    expect(maxDifference(raster.data, new Uint8Array(raster.data.length).fill(90))).toBeLessThan(2);
  });
});

/** ITU-R BT.601, full range. */
function toYCbCr(samples: Uint8Array): Uint8Array {
  const clip = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));
  const coded = new Uint8Array(samples.length);
  for (let i = 0; i < samples.length; i += 3) {
    const [r = 0, g = 0, b = 0] = samples.subarray(i, i + 3);
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    coded.set([clip(y), clip((b - y) / 1.772 + 128), clip((r - y) / 1.402 + 128)], i);
  }
  return coded;
}

const subSampling = (across: number, down: number) => ({
  tag: 530,
  type: 3 as const,
  values: [across, down],
});

describe('decodePhoto, YCbCr in a TIFF', () => {
  it.each([
    ['as it is', 1],
    ['packed by deflate', 8],
  ])('shows the right colours, stored %s', async (_, compression) => {
    const { deflateSync } = await import('node:zlib');
    const coded = toYCbCr(make.rgb8());
    const data = compression === 8 ? deflateSync(coded) : coded;
    const extra = [subSampling(1, 1), { tag: 259, type: 3 as const, values: [compression] }];
    const file = tiffFile({ width, height, bits: 8, samples: 3, photometric: 6, data, extra });
    const photo = await decode(file, 'a.tif');
    expect(maxDifference(photo.raster.data, make.rgb8())).toBeLessThan(3);
    expect(photo.alpha).toBeUndefined();
    expect(codes(photo.notices)).toEqual([]);
  });

  it('is refused by name where chroma is smaller than luma', async () => {
    const data = new Uint8Array(width * height * 3);
    const file = tiffFile({
      width,
      height,
      bits: 8,
      samples: 3,
      photometric: 6,
      data,
      extra: [subSampling(2, 2)],
    });
    await expect(decode(file, 'a.tif')).rejects.toMatchObject({
      code: 'photo.unsupported',
      message: expect.stringContaining('YCbCr') as string,
    });
  });
});
