import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { toneMap, type Raster } from '@core';
import { decodePhoto, inspectPhoto } from '../../src/engine/photo/read/decodePhoto';
import { sniffPhoto } from '../../src/engine/photo/read/sniff/sniffPhoto';
import { expectedJxl, jxlFile, jxlNames } from '../fixtures/decodedFiles';
import { box } from '../fixtures/heifFile';
import { orientationExif } from '../fixtures/photos';
import { codes, decode, encode, maxDifference, onDisk, signal } from '../support/codec';
import { readBack } from '../support/readBack';
import { packet } from '../support/sidecar';

const hdr: Readonly<Record<string, 'hlg' | 'pq'>> = { 'hlg-lossless': 'hlg', pq: 'pq' };

/** Two versions of the decoder round in different ways; tone mapping makes that larger where its curve is steep. */
function allowedFor(name: string, wanted: Raster): number {
  if (name.endsWith('-lossless')) return 0;
  if (hdr[name]) return 200;
  return wanted.data instanceof Uint16Array ? 8 : 1;
}

describe('a JPEG XL', () => {
  it.each(jxlNames)('has the pixels that libjxl decodes: %s', async (name) => {
    const { width, height, bits, colours, alpha: opacity } = expectedJxl(name);
    const { raster, alpha, source } = await decode(jxlFile(name), 'a.jxl');
    const channels = name.startsWith('grey') ? 1 : 3;
    const wanted: Raster = { width, height, channels, data: colours };
    const transfer = hdr[name];
    if (transfer) toneMap(wanted, { transfer, primaries: 'rec2020', isNarrow: false });
    expect(raster).toMatchObject({ width, height, channels });
    expect(source).toMatchObject({ format: 'jxl', bits, size: { width, height }, orientation: 1 });
    expect(raster.data.constructor).toBe(wanted.data.constructor);
    expect(maxDifference(raster.data, wanted.data)).toBeLessThanOrEqual(allowedFor(name, wanted));
    expect(maxDifference(alpha ?? [], opacity ?? [])).toBe(0);
  });

  it.each([...jxlNames, 'alpha16', 'float'])('foretells size, channels and memory: %s', async (name) => {
    const path = onDisk(jxlFile(name), 'a.jxl');
    const info = await inspectPhoto(path, { signal });
    const { raster, alpha, source } = await decodePhoto(path, { signal });
    const { width, height, channels } = raster;
    expect(info).toMatchObject({ width, height, channels, hasAlpha: alpha !== undefined, bits: source.bits });
    expect(info.decodedBytes).toBe(raster.data.byteLength + (alpha?.byteLength ?? 0));
    expect(info.decoderBytes).toBeGreaterThan(info.decodedBytes);
    expect(await sniffPhoto(path, { signal })).toEqual({ format: 'jxl', bits: source.bits });
  });

  it('keeps alpha of another depth than its colours', async () => {
    const { raster, alpha } = await decode(jxlFile('alpha16'), 'a.jxl');
    expect(alpha).toBeInstanceOf(Uint16Array);
    const { width, height } = raster;
    // It was stored with loss, in 8 bits.
    const off = (at: number): number =>
      (alpha?.[at] ?? 0) - (65_535 * ((at % width) + Math.floor(at / width))) / (width + height - 2);
    const most = Math.max(...[0, 71, 2000, width * height - 1].map((at) => Math.abs(off(at))));
    expect(most).toBeLessThan(4 * 257);
  });

  it('of floating-point values becomes 16 bits, with what is out of range told', async () => {
    const { raster, source, notices } = await decode(jxlFile('float'), 'a.jxl');
    expect(source.bits).toBe(32);
    expect(codes(notices)).toEqual(['photo.floatReduced', 'photo.floatClipped', 'photo.floatNegative']);
    const at = (30 * 72 + 36) * 3;
    const stored = [36 / 72, 30 / 64, 0.1].map((part) => (part * 2.1 - 0.1) * 65_535);
    // It was stored with loss.
    expect(maxDifference(raster.data.subarray(at, at + 3), stored)).toBeLessThan(1500);
    expect([...raster.data.subarray(0, 3)]).toEqual([0, 0, 65_535]);
  });

  it.each([
    ['rgb8', undefined],
    ['p3-lossless', 480],
    ['profile-lossless', 588],
  ])('has the profile that it signals or brings: %s', async (name, length) => {
    const { profile, notices } = await decode(jxlFile(name), 'a.jxl');
    expect(profile?.length).toBe(length);
    expect(notices).toEqual([]);
  });

  it.each([
    ['hlg-lossless', 'HLG'],
    ['pq', 'PQ'],
  ])('that is HDR is tone-mapped: %s', async (name, kind) => {
    const { notices, profile } = await decode(jxlFile(name), 'a.jxl');
    expect(notices.map(({ sentence }) => sentence)).toEqual([
      `The photo is HDR (${kind}); it was tone-mapped to the normal range.`,
    ]);
    expect(
      Buffer.from(profile ?? [])
        .toString('latin1')
        .replaceAll('\0', ''),
    ).toContain('2020');
  });

  it('gives its first frame, and says so', async () => {
    const { notices } = await decode(jxlFile('animated'), 'a.jxl');
    expect(notices.map(({ sentence }) => sentence)).toEqual(['Only the first of 3 frames was enhanced.']);
  });

  it('is scaled to the size that is asked for', async () => {
    const { raster } = await decodePhoto(onDisk(jxlFile('rgb16'), 'a.jxl'), { signal, fit: 36 });
    expect([raster.width, raster.height]).toEqual([36, 32]);
  });
});

const head = box('JXL ', [0x0d, 0x0a, 0x87, 0x0a]);
const ftyp = box('ftyp', 'jxl ', [0, 0, 0, 0], 'jxl ');
const code = jxlFile('rgb8-lossless');
const exif = Buffer.concat([Buffer.alloc(4), orientationExif(6)]);
const xmp = Buffer.from(packet('photoshop:Headline="Old harbour"'));

describe('what a JPEG XL says beside its picture', () => {
  it.each<[string, Buffer[]]>([
    ['plain', [box('Exif', exif), box('xml ', xmp)]],
    ['packed', [box('brob', 'Exif', brotliCompressSync(exif)), box('brob', 'xml ', brotliCompressSync(xmp))]],
  ])('goes into the result, without turning it once more: %s', async (_, blocks) => {
    const photo = await decode(Buffer.concat([head, ftyp, ...blocks, box('jxlc', code)]), 'a.jxl');
    expect(photo.metadata.exif).toEqual(orientationExif(6));
    expect(photo.raster.width).toBe(72);
    const { path, notices } = await encode(photo, 'png');
    const back = await readBack(path);
    expect(back.orientation ?? 1).toBe(1);
    expect(back.xmp).toContain('Old harbour');
    expect(codes(notices)).toEqual(['output.formatChanged']);
  });

  it('may come in pieces', async () => {
    const pieces = [
      box('jxlp', [0, 0, 0, 0], code.subarray(0, 50)),
      box('Exif', exif),
      box('jxlp', [0x80, 0, 0, 1], code.subarray(50)),
    ];
    const { raster, metadata } = await decode(Buffer.concat([head, ftyp, ...pieces]), 'a.jxl');
    expect(maxDifference(raster.data, expectedJxl('rgb8-lossless').colours)).toBe(0);
    expect(metadata.exif).toEqual(orientationExif(6));
  });

  it('is named where it is dropped or cannot be read', async () => {
    const blocks = [
      box('jumb', Buffer.alloc(20)),
      box('jhgm', Buffer.alloc(20)),
      box('brob', 'xml ', 'nothing'),
    ];
    const { notices } = await decode(Buffer.concat([head, ftyp, box('jxlc', code), ...blocks]), 'a.jxl');
    expect(codes(notices).sort()).toEqual([
      'output.credentialsDropped',
      'output.gainMapDropped',
      'photo.metadataUnreadable',
    ]);
  });
});

describe('a damaged JPEG XL', () => {
  it.each([0.02, 0.3, 0.6, 0.9, 0.99])('is noticed where it ends: at %f', async (part) => {
    for (const file of [
      jxlFile('rgb16'),
      Buffer.concat([head, ftyp, box('jxlc', code), box('Exif', exif)]),
    ]) {
      const cut = file.subarray(0, Math.max(12, Math.floor(file.length * part)));
      await expect(decode(cut, 'a.jxl')).rejects.toMatchObject({ code: 'photo.damaged' });
    }
  });

  it('is noticed if its data are no picture', async () => {
    const file = Buffer.from(jxlFile('turned'));
    file.fill(0, file.length - 400, file.length - 200);
    await expect(decode(file, 'a.jxl')).rejects.toMatchObject({ code: 'photo.damaged' });
  });

  it.each(Array.from({ length: 20 }, (_, index) => index))(
    'never breaks the program: change %i',
    async (seed) => {
      const file = Buffer.from(jxlFile(seed % 2 === 0 ? 'rgb16' : 'turned'));
      for (let change = 0; change < 4; change++)
        file[(seed * 7919 + change * 104_729) % file.length] = (seed * 31 + change * 17) & 255;
      try {
        const { raster } = await decode(file, 'a.jxl');
        expect(raster.width * raster.height).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^photo\./) as string });
      }
    },
  );
});

describe('the thread that decodes a JPEG XL', () => {
  it('ends when the work is cancelled', async () => {
    const path = onDisk(jxlFile('rgb16'), 'a.jxl');
    const controller = new AbortController();
    const timer = setTimeout(() => {
      controller.abort();
    }, 20);
    await expect(decodePhoto(path, { signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    clearTimeout(timer);
    expect((await decodePhoto(path, { signal })).raster.width).toBe(72);
  });
});
