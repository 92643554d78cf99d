import { describe, expect, it } from 'vitest';
import { decodePhoto } from '../../src/engine/photo/decodePhoto';
import { orientationExif, image, rgb8, size } from '../fixtures/photos';
import { codes, decode, encode, maxDifference, signal } from '../support/codec';
import { readFileSync, writeFileSync } from 'node:fs';

describe('decodePhoto: AVIF', () => {
  it('does not turn a picture by its EXIF, which its own boxes overrule', async () => {
    const file = await image(rgb8(), 'srgb').avif({ lossless: true }).toBuffer();
    const photo = await decode(file, 'photo.avif');
    const written = await encode({ ...photo, metadata: { exif: orientationExif(6) } }, 'avif', {
      quality: 100,
    });
    const bytes = readFileSync(written.path);
    // Our own writer sets the tag to 1; another program's file may say otherwise.
    const at = bytes.indexOf(Buffer.from('01120003000000010001', 'hex'));
    expect(at).toBeGreaterThan(0);
    bytes[at + 9] = 6;
    writeFileSync(written.path, bytes);
    const back = await decodePhoto(written.path, { signal });
    expect([back.raster.width, back.raster.height]).toEqual([size.width, size.height]);
    expect(maxDifference(back.raster.data, rgb8())).toBe(0);
  });

  it('reads the first picture of a sequence', async () => {
    const file = Buffer.from(await image(rgb8(), 'srgb').avif({ lossless: true }).toBuffer());
    file.write('avis', 8, 'latin1');
    const photo = await decode(file, 'photo.avif');
    expect(maxDifference(photo.raster.data, rgb8())).toBe(0);
    expect(codes(photo.notices)).toEqual([]);
  });
});
