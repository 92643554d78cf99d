import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CandelaError, OutputSettings } from '@contract';
import { decodePhoto } from '../../src/engine/photo/decodePhoto';
import { encodePhoto } from '../../src/engine/photo/encodePhoto';
import { damaged } from '../support/damage';

/** CANDELA_FUZZ=5000 runs more; CANDELA_FUZZ_FROM starts at another case. */
const cases = Number(process.env.CANDELA_FUZZ ?? 600);
const from = Number(process.env.CANDELA_FUZZ_FROM ?? 0);
const signal = new AbortController().signal;

const provenance = {
  software: 'Candela test',
  model: 'none',
  modelVersion: '1',
  modelSha256: '0'.repeat(64),
  provider: 'cpu',
  settings: '{}',
};

const exif = {
  IFD0: { Make: 'Camera', Model: 'Model', Artist: 'Somebody' },
  IFD2: { ExposureTime: '1/30', LensModel: 'Lens' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 8/1 0/1' },
};
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>';

function picture(channels: 3 | 4) {
  const noise = { type: 'gaussian' as const, mean: 60, sigma: 30 };
  const base = sharp({ create: { width: 61, height: 43, channels: 3, background: '#223', noise } });
  return (channels === 4 ? base.ensureAlpha(0.5) : base).withExif(exif).withXmp(xmp).withIccProfile('p3');
}

async function seeds(): Promise<[string, Buffer][]> {
  const made: [string, Promise<Buffer>][] = [
    ['a.jpg', picture(3).jpeg({ quality: 88 }).toBuffer()],
    ['progressive.jpg', picture(3).jpeg({ progressive: true }).toBuffer()],
    ['a.png', picture(4).png().toBuffer()],
    ['sixteen.png', picture(3).toColourspace('rgb16').png().toBuffer()],
    ['palette.png', picture(4).png({ palette: true }).toBuffer()],
    ['deflate.tif', picture(3).tiff({ compression: 'deflate' }).toBuffer()],
    ['sixteen.tif', picture(3).toColourspace('rgb16').tiff({ compression: 'lzw' }).toBuffer()],
    [
      'tiled.tif',
      picture(4).tiff({ compression: 'none', tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer(),
    ],
    ['a.webp', picture(4).webp().toBuffer()],
    ['lossless.webp', picture(3).webp({ lossless: true }).toBuffer()],
    ['a.avif', picture(3).avif({ effort: 0 }).toBuffer()],
    ['a.gif', picture(3).gif().toBuffer()],
  ];
  return Promise.all(made.map(async ([name, bytes]): Promise<[string, Buffer]> => [name, await bytes]));
}

describe('damaged photos', () => {
  let folder = '';
  let files: [string, Buffer][] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'candela-fuzz-'));
    files = await seeds();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** `fine`, or the code of the failure; anything but a CandelaError is thrown on. */
  async function fate(path: string, out: string): Promise<string> {
    try {
      const photo = await decodePhoto(path, { signal });
      const request = {
        target: join(out, 'result.png'),
        format: 'png' as const,
        output: OutputSettings.parse({}),
        provenance,
      };
      await encodePhoto(photo, request, { signal });
      return 'fine';
    } catch (error) {
      if (error instanceof CandelaError) return error.code;
      throw error;
    }
  }

  it(
    `end in a result or a sentence, ${String(cases)} times, and leave nothing behind`,
    { timeout: 60_000 + cases * 400 },
    async () => {
      const fates = new Map<string, number>();
      for (let number = from; number < from + cases; number += 1) {
        const [name, bytes] = files[number % files.length]!;
        const path = join(folder, name);
        const out = join(folder, 'out');
        await mkdir(out);
        await writeFile(path, damaged(bytes, number));
        const end = await fate(path, out).catch((error: unknown) => {
          throw new Error(`case ${String(number)} (${name})`, { cause: error });
        });
        expect(end, `case ${String(number)} (${name})`).not.toBe('internal.unexpected');
        expect(await readdir(out)).toEqual(end === 'fine' ? ['result.png'] : []);
        await rm(out, { recursive: true });
        fates.set(end, (fates.get(end) ?? 0) + 1);
      }
      // Both kinds must occur, or the damage is too light or too heavy to show anything.
      expect(fates.get('fine') ?? 0).toBeGreaterThan(cases / 50);
      expect(fates.get('photo.damaged') ?? 0).toBeGreaterThan(cases / 5);
    },
  );
});
