import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OutputFormat } from '@contract';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { scalePixels } from '../../src/engine/photo/codec/scaleToFit';
import { cameraExif, iptc, photoshopResources, xmpForms } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { codes, decode, encode, maxDifference, signal } from '../support/codec';
import { enhance, place, settingsFor } from '../support/engine';
import { writeModel } from '../support/models';
import { noisyRaster, storedSamples, writeRaster } from '../support/photos';
import { readBack } from '../support/readBack';

const formats: OutputFormat[] = ['jpeg', 'png', 'tiff', 'webp', 'avif'];

async function richJpeg(): Promise<Buffer> {
  return make.withSegments(
    await make.p3Jpeg(),
    make.segment(0xe1, 'Exif\0\0', cameraExif(true, 6).block),
    make.segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', Buffer.from(xmpForms.attributes)),
    make.segment(0xed, 'Photoshop 3.0\0', photoshopResources(iptc)),
  );
}

describe('output without metadata', () => {
  it.each(formats)('keeps pixels and profile of a %s, and nothing else', async (format) => {
    const photo = await decode(await richJpeg(), 'rich.jpg');
    const kept = await encode(photo, format, { quality: 90 });
    const bare = await encode(photo, format, { quality: 90, metadata: 'none' });
    const bytes = await readFile(bare.path);
    const { exif, xmp, icc, iptc: captions, orientation = 1 } = await sharp(bytes).metadata();
    expect(bytes.toString('latin1')).not.toMatch(/Cambrium|Nocturne|Candela|Lutetia|Ada Night|Paris/);
    expect({ exif, xmp, captions, orientation }).toEqual({ orientation: 1 });
    expect(icc?.equals(photo.profile!)).toBe(true);
    expect(codes(bare.notices)).toEqual([]);
    const { raster } = await decodePhoto(bare.path, { signal });
    expect(maxDifference(raster.data, (await decodePhoto(kept.path, { signal })).raster.data)).toBe(0);
    // The original was turned upright when it was read.
    expect([raster.width, raster.height]).toEqual([make.size.height, make.size.width]);
  });

  it('keeps 16 bits of a TIFF', async () => {
    const tiff = await make.image(make.rgb16(), 'rgb16').tiff({ compression: 'lzw' }).toBuffer();
    const { path } = await encode(await decode(tiff, 'a.tif'), 'tiff', { metadata: 'none' });
    const { raster } = await decodePhoto(path, { signal });
    expect(maxDifference(raster.data, make.rgb16())).toBe(0);
  });
});

describe('output with a long edge', () => {
  it.each([
    [{ channels: 3, bits: 8 }, 'a.png'],
    [{ channels: 3, bits: 16 }, 'a.png'],
    [{ channels: 1, bits: 8 }, 'a.png'],
    [{ channels: 1, bits: 16 }, 'a.tiff'],
  ] as const)('makes results of %j smaller, at their depth', async (kind, name) => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = join(at.folder, name);
    const slope = smooth(200, 120, kind);
    await writeRaster(slope, input);
    const { output } = await enhance(at, input, settingsFor(model, { output: { longEdge: 50 } }));
    const { data: samples, channels, width } = (await decodePhoto(output!, { signal })).raster;
    const full = kind.bits === 8 ? 255 : 65_535;
    expect({ channels, width, length: samples.length }).toEqual({
      channels: kind.channels,
      width: 50,
      length: 50 * 30 * kind.channels,
    });
    // A slope stays the slope: each result lies at the middle of four pixels.
    const middle = 15 * 50 * kind.channels;
    for (let x = 10; x < 40; x += 1) {
      const expected = ((x * 4 + 1.5) / 199) * full;
      expect(Math.abs(samples[middle + x * kind.channels]! - expected)).toBeLessThan(full / 200);
    }
    if (kind.bits === 16) expect([...samples].some((value) => value % 257 !== 0)).toBe(true);
  });

  it('leaves smaller photos as they are', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = join(at.folder, 'a.png');
    await writeRaster(noisyRaster(60, 40), input);
    const { output } = await enhance(at, input, settingsFor(model, { output: { longEdge: 60 } }));
    expect(maxDifference((await storedSamples(output!)).samples, noisyRaster(60, 40).data)).toBe(0);
  });

  it.each([1, 3] as const)(
    'lets nothing transparent shine through: %i channels, 8 and 16 bits',
    async (channels) => {
      for (const bits of [8, 16] as const) {
        const full = bits === 8 ? 255 : 65_535;
        const wide = smooth(64, 32, { channels, bits });
        // Left half opaque and dark, right half transparent and white.
        const data = wide.data.map((_, i) => (Math.floor(i / channels) % 64 < 31 ? full / 5 : full));
        const alpha = wide.data.slice(0, 64 * 32).map((_, i) => (i % 64 < 31 ? full : 0));
        const scaled = await scalePixels({ raster: { ...wide, data }, alpha }, 16, { signal });
        expect([scaled.raster.width, scaled.raster.height, scaled.alpha?.length]).toEqual([16, 8, 128]);
        expect(scaled.raster.data).toHaveLength(128 * channels);
        scaled.alpha?.forEach((opacity, i) => {
          if (opacity > full / 50) {
            expect(Math.abs(scaled.raster.data[i * channels]! - full / 5)).toBeLessThan(full / 40);
          }
        });
        expect([scaled.alpha?.[0], scaled.alpha?.[15]]).toEqual([full, 0]);
      }
    },
  );

  it('writes the smaller size into the metadata', async () => {
    const at = await place();
    const model = await writeModel(at.models, 'identity');
    const input = join(at.folder, 'a.jpg');
    await sharp(await richJpeg())
      .keepMetadata()
      .toFile(input);
    const { output } = await enhance(at, input, settingsFor(model, { output: { longEdge: 16 } }));
    const { exif } = await readBack(output!);
    expect(exif).toMatchObject({ ExifImageWidth: 12, ExifImageHeight: 16, Make: 'Cambrium' });
  });
});

/** Rises from 0 at the left to full scale at the right. */
function smooth(width: number, height: number, kind: { channels: 1 | 3; bits: 8 | 16 }) {
  const raster = noisyRaster(width, height, kind);
  const full = kind.bits === 8 ? 255 : 65_535;
  const at = (i: number) => Math.floor(i / kind.channels) % width;
  return { ...raster, data: raster.data.map((_, i) => Math.round((at(i) / (width - 1)) * full)) };
}
