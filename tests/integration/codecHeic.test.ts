import { describe, expect, it } from 'vitest';
import { toneMap, type Raster } from '@core';
import { inspectPhoto } from '../../src/engine/photo/read/decodePhoto';
import { sniffPhoto } from '../../src/engine/photo/read/sniff/sniffPhoto';
import { expectedHeic, heicFile, heicNames } from '../fixtures/decodedFiles';
import { codes, decode, maxDifference, onDisk, signal } from '../support/codec';

/** Builds of the decoder differ by this many steps of the stored depth in smooth areas. */
const steps = 5;

const hdr: Readonly<Record<string, 'hlg' | 'pq'>> = { hlg: 'hlg', pq: 'pq' };

describe('a HEIC', () => {
  it.each(heicNames)('has the pixels that another build of libheif decodes: %s', async (name) => {
    const expected = expectedHeic(name);
    const { width, height, bits } = expected;
    const { raster, alpha, source } = await decode(heicFile(name), `${name}.heic`);
    const channels = name.startsWith('grey') ? 1 : 3;
    expect(raster).toMatchObject({ width, height, channels });
    expect(source).toMatchObject({ format: 'heic', bits, size: { width, height }, orientation: 1 });
    // Tone mapping makes a difference larger where its curve is steep.
    const most = hdr[name] ? 2 * steps : steps;
    const allowed = Math.ceil((most * (bits > 8 ? 65_535 : 255)) / (2 ** bits - 1));
    const wanted: Raster = { width, height, channels, data: expected.colours };
    const transfer = hdr[name];
    if (transfer) toneMap(wanted, { transfer, primaries: 'rec2020', isNarrow: false });
    expect(raster.data.constructor).toBe(wanted.data.constructor);
    expect(maxDifference(raster.data, wanted.data)).toBeLessThanOrEqual(allowed);
    expect(alpha?.constructor).toBe(expected.alpha?.constructor);
    if (alpha && expected.alpha) expect(maxDifference(alpha, expected.alpha)).toBeLessThanOrEqual(allowed);
  });

  it.each(heicNames)('foretells size, channels and memory: %s', async (name) => {
    const path = onDisk(heicFile(name), `${name}.heic`);
    const info = await inspectPhoto(path, { signal });
    const { raster, alpha, source } = await decode(heicFile(name), `${name}.heic`);
    const { width, height, channels } = raster;
    expect(info).toMatchObject({ width, height, channels, hasAlpha: alpha !== undefined, bits: source.bits });
    expect(info.decodedBytes).toBe(raster.data.byteLength + (alpha?.byteLength ?? 0));
    expect(info.decoderBytes).toBeGreaterThan(info.decodedBytes);
  });

  it.each([
    ['hlg', 'HLG'],
    ['pq', 'PQ'],
  ])('that is HDR is tone-mapped: %s', async (name, kind) => {
    const { notices, profile } = await decode(heicFile(name), 'a.heic');
    expect(notices.map(({ sentence }) => sentence)).toEqual([
      `The photo is HDR (${kind}); it was tone-mapped to the normal range.`,
    ]);
    expect(
      Buffer.from(profile ?? [])
        .toString('latin1')
        .replaceAll('\0', ''),
    ).toContain('2020');
  });

  it.each([
    ['rgb8-420', 8],
    ['rgb10-422', 10],
    ['rgb12', 12],
  ])('says its depth with its first bytes: %s', async (name, bits) => {
    expect(await sniffPhoto(onDisk(heicFile(name), 'a.heic'), { signal })).toEqual({ format: 'heic', bits });
  });

  it('says nothing of an ordinary picture', async () => {
    const { notices } = await decode(heicFile('rgb8-420'), 'a.heic');
    expect(codes(notices)).toEqual([]);
  });
});
