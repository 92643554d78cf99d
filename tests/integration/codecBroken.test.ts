import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { CandelaError, formats } from '@contract';
import { decodePhoto, inspectPhoto } from '../../src/engine/photo/read/decodePhoto';
import * as make from '../fixtures/photos';
import { oddFolder } from '../support/oddFolder';
import { decode, encode, maxDifference, onDisk, signal } from '../support/codec';

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

  it('says so, and forgives bytes between markers, while other photos are decoded', async () => {
    const whole = await big('jpeg');
    const afterHead = 4 + whole.readUInt16BE(4);
    const odd = Buffer.concat([
      whole.subarray(0, afterHead),
      Buffer.from('stray'),
      whole.subarray(afterHead),
    ]);
    const [broken, sound] = [onDisk(cut(whole, 0.5), 'cut.jpg'), onDisk(odd, 'odd.jpg')];
    const other = onDisk(whole, 'whole.jpg');
    const reasons = new Set<unknown>();
    for (let round = 0; round < 60; round += 1) {
      // They end at about the same time as the first two, and empty what libvips has to say.
      const others = Array.from({ length: 4 }, () => decodePhoto(other, { signal }));
      const failure = decodePhoto(broken, { signal }).catch((error: unknown) => error);
      await decodePhoto(sound, { signal });
      reasons.add(
        (await failure) instanceof CandelaError && ((await failure) as CandelaError).details.reason,
      );
      await Promise.all(others);
    }
    expect([...reasons]).toEqual(['the file ends too early']);
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
    const state = { isRunning: true };
    const running = decodePhoto(path, { signal }).finally(() => {
      state.isRunning = false;
    });
    running.catch(() => undefined);
    while (state.isRunning) {
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

describe('a folder of odd files', () => {
  it('gives every file a photo or a sentence', async () => {
    const folder = await oddFolder();
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(folder, name)).isFile(),
    );
    const surprises: string[] = [];
    for (const name of files) {
      try {
        const photo = await decodePhoto(join(folder, name), { signal });
        await encode(photo, formats[photo.source.format].writtenAs);
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
    expect(files.length).toBeGreaterThan(60);
  });
});
