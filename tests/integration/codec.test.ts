import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { CandelaError, type OutputFormat } from '@contract';
import { decodePhoto, inspectPhoto } from '../../src/engine/photo/decodePhoto';
import { scaleToFit } from '../../src/engine/photo/scaleToFit';
import * as make from '../fixtures/photos';
import { tiffFile, twoPageTiff } from '../fixtures/tiffFile';
import { codes, decode, encode, maxDifference, onDisk, signal } from '../support/codec';

const { width, height } = make.size;
const u16 = (values: readonly number[]): Uint8Array => new Uint8Array(Uint16Array.from(values).buffer);
const f32 = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

describe('decodePhoto: depth and channels', () => {
  it.each([
    ['png', 'srgb', make.rgb8(), undefined],
    ['png', 'srgb', make.rgb8(), make.alpha8()],
    ['png', 'rgb16', make.rgb16(), undefined],
    ['png', 'rgb16', make.rgb16(), make.alpha16()],
    ['png', 'b-w', make.grey8(), undefined],
    ['png', 'b-w', make.grey8(), make.alpha8()],
    ['png', 'grey16', make.grey16(), undefined],
    ['png', 'grey16', make.grey16(), make.alpha16()],
    ['tiff', 'srgb', make.rgb8(), undefined],
    ['tiff', 'srgb', make.rgb8(), make.alpha8()],
    ['tiff', 'rgb16', make.rgb16(), undefined],
    ['tiff', 'rgb16', make.rgb16(), make.alpha16()],
    ['tiff', 'b-w', make.grey8(), undefined],
    ['tiff', 'b-w', make.grey8(), make.alpha8()],
    ['tiff', 'grey16', make.grey16(), undefined],
    ['tiff', 'grey16', make.grey16(), make.alpha16()],
    ['webp', 'srgb', make.rgb8(), undefined],
    ['webp', 'srgb', make.rgb8(), make.alpha8()],
  ] as const)('gives the stored values of a %s in %s', async (format, space, data, alpha) => {
    const options = { compression: 'deflate', lossless: true, exact: true } as const;
    const photo = await decode(
      await make.image(data, space, alpha).toFormat(format, options).toBuffer(),
      `photo.${format}`,
    );
    expect(photo.raster).toMatchObject({
      width,
      height,
      channels: space === 'b-w' || space === 'grey16' ? 1 : 3,
    });
    expect(photo.raster.data).toEqual(data);
    expect(photo.alpha).toEqual(alpha);
  });

  it.each([1, 2, 4] as const)('expands %i-bit grey', async (bits) => {
    const levels = 2 ** bits;
    const grey = Uint8Array.from({ length: 8 }, (_, x) => (x % levels) * (255 / (levels - 1)));
    const packed = Buffer.alloc(bits);
    grey.forEach((_, x) => {
      const at = (x * bits) >> 3;
      packed[at] = (packed[at] ?? 0) | ((x % levels) << (8 - bits - ((x * bits) & 7)));
    });
    const photo = await decode(
      tiffFile({ width: 8, height: 1, bits, samples: 1, photometric: 1, data: packed }),
      'photo.tif',
    );
    expect([...photo.raster.data]).toEqual([...grey]);
    expect(photo.source.bits).toBe(bits);
  });

  it('expands a palette with transparency', async () => {
    const file = await sharp(await make.image(make.rgb8(), 'srgb', make.alpha8()).png().toBuffer())
      .png({ palette: true })
      .toBuffer();
    const photo = await decode(file, 'photo.png');
    expect((await sharp(file).metadata()).isPalette).toBe(true);
    expect(photo.raster.channels).toBe(3);
    expect(photo.alpha).toHaveLength(width * height);
  });

  it.each([
    ['8-bit', 8, Uint8Array.of(0, 1, 128, 255), [255, 254, 127, 0]],
    ['16-bit', 16, u16([0, 1, 32_768, 65_535]), [65_535, 65_534, 32_767, 0]],
  ])('turns %s grey round where white is stored as 0', async (_, bits, data, expected) => {
    const photo = await decode(
      tiffFile({ width: 4, height: 1, bits, samples: 1, photometric: 0, data }),
      'photo.tif',
    );
    expect([...photo.raster.data]).toEqual(expected);
  });

  it('takes associated alpha off the colours of a TIFF', async () => {
    const data = Uint8Array.of(50, 25, 10, 128, 200, 100, 50, 255);
    const file = tiffFile({
      width: 2,
      height: 1,
      bits: 8,
      samples: 4,
      photometric: 2,
      data,
      extra: [{ tag: 338, type: 3, values: [1] }],
    });
    const photo = await decode(file, 'photo.tif');
    expect(maxDifference(photo.raster.data, [100, 50, 20, 200, 100, 50])).toBeLessThanOrEqual(1);
    expect([...(photo.alpha ?? [])]).toEqual([128, 255]);
  });

  it('takes the first extra channel of a TIFF for alpha and leaves the others', async () => {
    const data = Uint8Array.of(50, 25, 10, 128, 7, 200, 100, 50, 255, 9);
    const file = tiffFile({
      width: 2,
      height: 1,
      bits: 8,
      samples: 5,
      photometric: 2,
      data,
      extra: [{ tag: 338, type: 3, values: [2, 0] }],
    });
    const photo = await decode(file, 'photo.tif');
    expect([...photo.raster.data]).toEqual([50, 25, 10, 200, 100, 50]);
    expect([...(photo.alpha ?? [])]).toEqual([128, 255]);
  });

  it.each([
    ['colour', 3, 2, f32([0, 0.25, 1]), [0, 35_199, 65_535]],
    ['grey', 1, 1, f32([0.25]), [35_199]],
  ])('makes 16 bits of floating-point %s, with a notice', async (_, samples, photometric, data, expected) => {
    const extra = [{ tag: 339, type: 3 as const, values: Array.from({ length: samples }, () => 3) }];
    const photo = await decode(
      tiffFile({ width: 1, height: 1, bits: 32, samples, photometric, data, extra }),
      'photo.tif',
    );
    expect([...photo.raster.data]).toEqual(expected);
    expect(photo.source.bits).toBe(32);
    expect(codes(photo.notices)).toEqual(['photo.floatReduced']);
  });

  it.each([10, 12] as const)('brings %i-bit AVIF to full scale', async (bits) => {
    const data = make.rgb16().map((value) => (value >> (16 - bits)) << (16 - bits));
    data.fill(65_535, 0, 3);
    const file = await make.image(data, 'rgb16').avif({ lossless: true, bitdepth: 12 }).toBuffer();
    const photo = await decode(file, 'photo.avif');
    expect([...photo.raster.data.slice(0, 3)]).toEqual([65_535, 65_535, 65_535]);
    expect(maxDifference(photo.raster.data, data)).toBeLessThan(64);
  });

  it.each([
    ['32-bit integers', 32, 1, []],
    ['signed numbers', 16, 1, [{ tag: 339, type: 3 as const, values: [2] }]],
  ])('refuses a TIFF of %s', async (kind, bits, samples, extra) => {
    const file = tiffFile({
      width: 2,
      height: 1,
      bits,
      samples,
      photometric: 1,
      data: new Uint8Array(8),
      extra,
    });
    await expect(decode(file, 'photo.tif')).rejects.toMatchObject({
      code: 'photo.unsupported',
      details: { kind: `a TIFF of ${kind}` },
    });
  });
});

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
      'TIFF of two pages',
      'tif',
      () => twoPageTiff({ ...make.size, bits: 8, samples: 3, photometric: 2, data: make.rgb8() }),
    ],
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

  it('says that data behind the picture stays behind', async () => {
    const photo = await decode(
      Buffer.concat([await make.jpeg(), Buffer.from('unknown trailer')]),
      'photo.jpg',
    );
    expect(codes(photo.notices)).toEqual(['output.embeddedDropped']);
  });
});

describe('decodePhoto: limits and broken files', () => {
  const cut = (file: Buffer, share: number): Buffer => file.subarray(0, Math.floor(file.length * share));
  const big = (format: 'jpeg' | 'png' | 'webp' | 'avif' | 'gif'): Promise<Buffer> =>
    sharp({
      create: {
        width: 300,
        height: 200,
        channels: 3,
        background: '#234',
        noise: { type: 'gaussian', mean: 90, sigma: 40 },
      },
    })
      .toFormat(format)
      .toBuffer();

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('calls a truncated %s damaged', async (format) => {
    const file = await big(format);
    for (const share of [0.3, 0.6, 0.95]) {
      await expect(decode(cut(file, share), `photo.${format}`)).rejects.toMatchObject({
        code: 'photo.damaged',
      });
    }
  });

  it('says why a truncated JPEG is damaged', async () => {
    await expect(decode(cut(await big('jpeg'), 0.5), 'photo.jpg')).rejects.toThrow(
      /is damaged: the file ends too early\.$/,
    );
  });

  it('refuses a header that claims 50 000 × 50 000 pixels before any memory is taken', async () => {
    const path = onDisk(await make.hugePng(), 'huge.png');
    const before = process.memoryUsage().rss;
    for (const read of [decodePhoto, inspectPhoto]) {
      await expect(read(path, { signal })).rejects.toMatchObject({
        code: 'photo.tooLarge',
        details: { width: 50_000, limit: 268 },
      });
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });

  it('decodes 1×1 and 3×5000', async () => {
    for (const [w, h] of [
      [1, 1],
      [3, 5000],
    ] as const) {
      const file = await sharp({ create: { width: w, height: h, channels: 3, background: '#123' } })
        .png()
        .toBuffer();
      expect((await decode(file, 'photo.png')).raster).toMatchObject({ width: w, height: h });
    }
  });

  it('reads a JPEG with junk between its segments, whose picture is whole', async () => {
    const file = await make.jpeg();
    const behindTables = 4 + file.readUInt16BE(4);
    const junk = Buffer.concat([
      file.subarray(0, behindTables),
      Buffer.alloc(3),
      file.subarray(behindTables),
    ]);
    const photo = await decode(junk, 'photo.jpg');
    expect(maxDifference(photo.raster.data, (await decode(file, 'photo.jpg')).raster.data)).toBe(0);
  });

  it('never counts a JPEG that lacks its middle as success', async () => {
    const file = await big('jpeg');
    const broken = Buffer.concat([file.subarray(0, file.length * 0.4), file.subarray(file.length * 0.7)]);
    await expect(decode(broken, 'photo.jpg')).rejects.toMatchObject({ code: 'photo.damaged' });
  });

  it('refuses an SVG even when its name and the sniffer say PNG', async () => {
    await expect(decode(make.svg, 'photo.png')).rejects.toMatchObject({
      code: 'photo.notAPhoto',
      details: { kind: 'an SVG drawing' },
    });
    await expect(sharp(make.svg).metadata()).rejects.toThrow('unsupported image format');
  });

  it('says that a photo changed while it was read', async () => {
    const path = onDisk(await make.jpeg(), 'photo.jpg');
    let isRunning = true;
    const running = decodePhoto(path, { signal }).finally(() => {
      isRunning = false;
    });
    running.catch(() => undefined);
    while (isRunning) {
      writeFileSync(path, Buffer.alloc(1), { flag: 'a' });
      await new Promise(setImmediate);
    }
    await expect(running).rejects.toMatchObject({ code: 'photo.changed' });
  });

  it('stops when it is aborted', async () => {
    const aborted = AbortSignal.abort();
    await expect(decodePhoto(onDisk(await make.jpeg(), 'a.jpg'), { signal: aborted })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('inspectPhoto', () => {
  it.each([
    ['jpg', () => make.jpegWithOrientation(6)],
    ['png', () => make.image(make.grey16(), 'grey16', make.alpha16()).png().toBuffer()],
    ['tif', () => Promise.resolve(make.tiffWithOrientation(8))],
  ])('foretells size, channels and memory of a %s', async (extension, file) => {
    const path = onDisk(await file(), `photo.${extension}`);
    const info = await inspectPhoto(path, { signal });
    const { raster, alpha } = await decodePhoto(path, { signal });
    expect(info).toMatchObject({
      width: raster.width,
      height: raster.height,
      channels: raster.channels,
      hasAlpha: alpha !== undefined,
    });
    expect(info.decodedBytes).toBe(raster.data.byteLength + (alpha?.byteLength ?? 0));
  });
});

describe('encodePhoto: pixels', () => {
  const lossless: [OutputFormat, object][] = [
    ['png', {}],
    ['tiff', {}],
    ['webp', { quality: 100 }],
    ['avif', { quality: 100 }],
  ];
  it.each(lossless)('gives 8-bit colours and alpha back exactly from %s', async (format, output) => {
    const photo = await decode(
      await make.image(make.rgb8(), 'srgb', make.alpha8()).png().toBuffer(),
      'photo.png',
    );
    const back = await decodePhoto((await encode(photo, format, output)).path, { signal });
    expect(back.raster.data).toEqual(make.rgb8());
    expect(back.alpha).toEqual(make.alpha8());
  });

  it.each(['png', 'tiff'] as const)('gives 16-bit colours and alpha back exactly from %s', async (format) => {
    const photo = await decode(
      await make.image(make.rgb16(), 'rgb16', make.alpha16()).png().toBuffer(),
      'photo.png',
    );
    const back = await decodePhoto((await encode(photo, format)).path, { signal });
    expect(back.raster.data).toEqual(make.rgb16());
    expect(back.alpha).toEqual(make.alpha16());
  });

  it.each(['png', 'tiff'] as const)(
    'keeps more than 60 000 levels of a 16-bit gradient in %s',
    async (format) => {
      const gradient = Uint16Array.from({ length: 65_536 }, (_, index) => index);
      const file = await sharp(gradient, { raw: { width: 256, height: 256, channels: 1 } })
        .toColourspace('grey16')
        .png()
        .toBuffer();
      const back = await decodePhoto((await encode(await decode(file, 'a.png'), format)).path, { signal });
      expect(new Set(back.raster.data).size).toBe(65_536);
    },
  );

  it('writes 12 bits of a 16-bit photo into AVIF', async () => {
    const photo = await decode(await make.image(make.rgb16(), 'rgb16').png().toBuffer(), 'photo.png');
    const { path, notices } = await encode(photo, 'avif', { quality: 100 });
    expect((await sharp(path).metadata()).bitsPerSample).toBe(12);
    const back = await decodePhoto(path, { signal });
    expect(maxDifference(back.raster.data, make.rgb16())).toBeLessThan(16);
    expect(codes(notices)).toEqual([]);
  });

  it.each(['jpeg', 'webp'] as const)(
    'rounds 16 bits to the 8 that %s holds, with a notice',
    async (format) => {
      const photo = await decode(await make.image(make.grey16(), 'grey16').png().toBuffer(), 'photo.png');
      const { path, notices } = await encode(photo, format, { quality: 100 });
      expect(codes(notices)).toEqual(['output.depthReduced']);
      const back = await decodePhoto(path, { signal });
      const grey = back.raster.data.filter((_, index) => index % back.raster.channels === 0);
      expect(
        maxDifference(
          grey,
          make.grey16().map((value) => Math.round(value / 257)),
        ),
      ).toBeLessThanOrEqual(format === 'jpeg' ? 3 : 0);
    },
  );

  it('rounds, never cuts, when 8 bits are asked for', async () => {
    const photo = await decode(await make.image(make.grey16(), 'grey16').png().toBuffer(), 'photo.png');
    const { path, notices } = await encode(photo, 'png', { bitDepth: 8 });
    const back = await decodePhoto(path, { signal });
    expect([...back.raster.data]).toEqual([...make.grey16()].map((value) => Math.round(value / 257)));
    expect(codes(notices)).toEqual([]);
  });

  it('stretches 8 bits to 16 when asked', async () => {
    const photo = await decode(await make.image(make.rgb8(), 'srgb').png().toBuffer(), 'photo.png');
    const back = await decodePhoto((await encode(photo, 'tiff', { bitDepth: 16 })).path, { signal });
    expect([...back.raster.data]).toEqual([...make.rgb8()].map((value) => value * 257));
  });

  it.each([
    ['jpeg', 1],
    ['png', 1],
    ['tiff', 1],
    ['webp', 3],
    ['avif', 3],
  ] as const)('writes grey to %s in %i channels', async (format, channels) => {
    const photo = await decode(await make.image(make.grey8(), 'b-w').png().toBuffer(), 'photo.png');
    const { path } = await encode(photo, format, { quality: 99 });
    expect((await sharp(path).metadata()).channels).toBe(channels);
    const back = await decodePhoto(path, { signal });
    const grey = back.raster.data.filter((_, index) => index % back.raster.channels === 0);
    expect(maxDifference(grey, make.grey8())).toBeLessThanOrEqual(['png', 'tiff'].includes(format) ? 0 : 24);
  });

  it('lays transparent parts over white in a JPEG, with a notice', async () => {
    const alpha = new Uint8Array(width * height).fill(255).fill(0, 0, width * 8);
    const photo = await decode(
      await make
        .image(new Uint8Array(width * height * 3), 'srgb', alpha)
        .png()
        .toBuffer(),
      'photo.png',
    );
    const { path, notices } = await encode(photo, 'jpeg', { quality: 100 });
    const { data } = (await decodePhoto(path, { signal })).raster;
    expect(data[0]).toBeGreaterThan(250);
    expect(data.at(-1)).toBeLessThan(5);
    expect(codes(notices)).toEqual(['output.alphaFlattened']);
  });

  it('says nothing of transparency where there is none', async () => {
    const photo = await decode(
      await make
        .image(make.rgb8(), 'srgb', new Uint8Array(width * height).fill(255))
        .png()
        .toBuffer(),
      'photo.png',
    );
    expect((await encode(photo, 'jpeg')).notices).toEqual([]);
  });

  it.each([
    [95, '4:4:4', '4:4:4'],
    [90, '4:2:0', '4:2:0'],
    [61, '4:4:4', '4:4:4'],
    [30, '4:2:0', '4:2:0'],
  ])('keeps quality %i and %s of a JPEG', async (quality, chromaSubsampling, expected) => {
    const photo = await decode(await make.jpeg({ quality, chromaSubsampling }), 'photo.jpg');
    expect(photo.source.jpeg).toEqual({ quality, chromaSubsampling });
    const back = await decodePhoto((await encode(photo, 'jpeg')).path, { signal });
    expect(back.source.jpeg).toEqual({ quality, chromaSubsampling: expected });
  });

  it('uses the quality that was asked for', async () => {
    const photo = await decode(await make.jpeg(), 'photo.jpg');
    const back = await decodePhoto((await encode(photo, 'jpeg', { quality: 42 })).path, { signal });
    expect(back.source.jpeg?.quality).toBe(42);
  });

  it.each([
    ['webp', 16_384, 1, 'WebP'],
    ['avif', 1, 16_385, 'AVIF'],
    ['jpeg', 65_536, 1, 'JPEG'],
  ] as const)('refuses a %s of %i × %i before the work', async (format, w, h, label) => {
    const photo = await decode(await make.jpeg(), 'photo.jpg');
    const raster = { width: w, height: h, channels: 1 as const, data: new Uint8Array(w * h) };
    await expect(encode({ ...photo, raster }, format)).rejects.toMatchObject({
      code: 'photo.tooLargeForFormat',
      details: { format: label },
    });
  });
});

describe('scaleToFit', () => {
  it.each([
    ['8-bit colour', make.rgb8(), 3],
    ['16-bit grey', make.grey16(), 1],
  ] as const)('brings the long edge of %s down and keeps depth and channels', async (_, data, channels) => {
    const small = await scaleToFit({ width, height, channels, data }, 16, { signal });
    expect(small).toMatchObject({ width: 16, height: 12, channels });
    expect(small.data.constructor).toBe(data.constructor);
    expect(small.data).toHaveLength(16 * 12 * channels);
    const mean = (values: ArrayLike<number>): number =>
      Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean(small.data) - mean(data))).toBeLessThan(mean(data) * 0.05);
  });

  it('leaves a raster alone that fits', async () => {
    const raster = { width, height, channels: 3 as const, data: make.rgb8() };
    expect(await scaleToFit(raster, 32, { signal })).toBe(raster);
  });
});

const corpus = process.env['CANDELA_DATA'];
describe.skipIf(corpus === undefined)('a folder of odd files (set CANDELA_DATA to run)', () => {
  const formats = corpus === undefined ? '' : join(corpus, 'formats');
  const files =
    corpus === undefined
      ? []
      : readdirSync(formats, { recursive: true, encoding: 'utf8' }).filter((name) =>
          statSync(join(formats, name)).isFile(),
        );
  it('gives every file a photo or a sentence', async () => {
    const surprises: string[] = [];
    for (const name of files) {
      try {
        const photo = await decodePhoto(join(formats, name), { signal });
        await encode(photo, photo.source.format === 'gif' ? 'png' : photo.source.format);
      } catch (error) {
        if (
          !(error instanceof CandelaError) ||
          error.code === 'internal.unexpected' ||
          error.code.startsWith('output.')
        )
          surprises.push(`${name}: ${String(error)}`);
      }
    }
    expect(surprises).toEqual([]);
    expect(files.length).toBeGreaterThan(200);
  });
});
