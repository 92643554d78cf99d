import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { CandelaError, OutputSettings, type OutputFormat } from '@contract';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { PhotoCache } from '../../src/engine/preview/PhotoCache';
import { visiblePhoto } from '../../src/engine/preview/visiblePhoto';
import { encodePhoto } from '../../src/engine/photo/write/encodePhoto';
import { cameraExif, iptc, photoshopResources, xmpForms } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { decode, encode, provenance, signal } from '../support/codec';
import { damaged } from '../support/damage';
import { tempFolder } from '../support/tempFolder';

/** CANDELA_FUZZ=5000 runs more; CANDELA_FUZZ_FROM starts at another case. */
const cases = Number(process.env.CANDELA_FUZZ ?? 600);
const from = Number(process.env.CANDELA_FUZZ_FROM ?? 0);
const formats: readonly OutputFormat[] = ['png', 'jpeg', 'tiff', 'webp', 'avif'];

/** A photo with every block of metadata: EXIF with a maker's note, XMP, IPTC, a wide profile. */
async function rich(): Promise<Buffer> {
  return make.withSegments(
    await make.p3Jpeg(),
    make.segment(0xe1, 'Exif\0\0', cameraExif(true).block),
    make.segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', Buffer.from(xmpForms.attributes)),
    make.segment(0xed, 'Photoshop 3.0\0', photoshopResources(iptc)),
  );
}

function picture(channels: 3 | 4): Sharp {
  const noise = { type: 'gaussian' as const, mean: 60, sigma: 30 };
  const base = sharp({ create: { width: 61, height: 43, channels: 3, background: '#223', noise } });
  return channels === 4 ? base.ensureAlpha(0.5) : base;
}

/** Whole photos: the rich one in each format, and the odder ways of storing pixels. */
async function seeds(): Promise<[string, Buffer][]> {
  const original = await rich();
  const photo = await decode(original, 'rich.jpg');
  const files: [string, Buffer][] = [['rich.jpg', original]];
  for (const format of formats)
    files.push([`rich.${format}`, await readFile((await encode(photo, format)).path)]);
  const odd: [string, Sharp][] = [
    ['progressive.jpg', picture(3).jpeg({ progressive: true })],
    ['sixteen.png', picture(3).toColourspace('rgb16').png()],
    ['palette.png', picture(4).png({ palette: true })],
    ['sixteen.tif', picture(3).toColourspace('rgb16').tiff({ compression: 'lzw' })],
    ['tiled.tif', picture(4).tiff({ compression: 'none', tile: true, tileWidth: 16, tileHeight: 16 })],
    ['lossless.webp', picture(4).webp({ lossless: true })],
    ['a.gif', picture(3).gif()],
  ];
  for (const [name, image] of odd) files.push([name, await image.toBuffer()]);
  return files;
}

describe('damaged photos', () => {
  const photos = new PhotoCache(1e6);

  /** `fine`, or the code of the failure; anything but a CandelaError is thrown on. */
  async function fate(path: string, out: string, number: number): Promise<string> {
    try {
      const photo = await decodePhoto(path, { signal });
      const format = formats[number % formats.length]!;
      const output = OutputSettings.parse({ keepGps: number % 3 > 0 });
      const request = { target: join(out, 'result'), format, output, provenance };
      await encodePhoto(photo, request, { signal });
      return 'fine';
    } catch (error) {
      if (error instanceof CandelaError) return error.code;
      throw error;
    }
  }

  /** `seen` where a part of a damaged photo can be shown, or the code of the failure. */
  async function sight(path: string): Promise<string> {
    try {
      const { damage } = await visiblePhoto({ path, size: 64 }, photos, { signal });
      return damage?.code === 'photo.damaged' ? 'seen' : 'taken for sound';
    } catch (error) {
      if (error instanceof CandelaError) return error.code;
      throw error;
    }
  }

  it(
    `end in a result or a sentence, ${String(cases)} times, and leave nothing behind`,
    { timeout: 60_000 + cases * 400 },
    async () => {
      const folder = tempFolder();
      const files = await seeds();
      const fates = new Map<string, number>();
      const count = (end: string) => fates.set(end, (fates.get(end) ?? 0) + 1);
      for (let number = from; number < from + cases; number += 1) {
        const [name, bytes] = files[number % files.length]!;
        const path = join(folder, name);
        const out = join(folder, 'out');
        await mkdir(out);
        await writeFile(path, damaged(bytes, number));
        const end = await fate(path, out, number).catch((error: unknown) => {
          throw new Error(`case ${String(number)} (${name})`, { cause: error });
        });
        expect(end, `case ${String(number)} (${name})`).not.toBe('internal.unexpected');
        if (end === 'photo.damaged') count(await sight(path));
        expect(await readdir(out)).toEqual(end === 'fine' ? ['result'] : []);
        await rm(out, { recursive: true });
        count(end);
      }
      // Both kinds must occur, or the damage is too light or too heavy to show anything.
      expect(fates.get('fine') ?? 0).toBeGreaterThan(cases / 50);
      expect(fates.get('photo.damaged') ?? 0).toBeGreaterThan(cases / 5);
      expect(fates.get('seen') ?? 0).toBeGreaterThan(cases / 50);
      expect(fates.get('taken for sound') ?? 0).toBe(0);
    },
  );
});
