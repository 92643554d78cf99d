import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodePhoto } from '../../src/engine/photo/decodePhoto';
import { cameraExif, xmpForms } from '../fixtures/exif';
import { codes, encode, signal } from '../support/codec';
import { readBack } from '../support/readBack';
import { rich } from '../support/richPhoto';

describe('XMP beyond 64 KB', () => {
  const long = xmpForms.attributes.replace(
    'crs:Exposure2012="+1.00"',
    `crs:Exposure2012="${'7'.repeat(100_000)}"`,
  );

  it('goes into a second part of a JPEG and comes back from it', async () => {
    const photo = await rich();
    const { path, notices } = await encode({ ...photo, metadata: { ...photo.metadata, xmp: long } }, 'jpeg');
    expect(notices).toEqual([]);
    const back = await decodePhoto(path, { signal });
    expect(back.metadata.extendedXmp).toContain('7'.repeat(100_000));
    expect(back.metadata.xmp).toContain('HasExtendedXMP');
    const again = await decodePhoto((await encode(back, 'jpeg')).path, { signal });
    expect(again.metadata.extendedXmp).toBe(back.metadata.extendedXmp);
  });

  it('is left out of other formats, with a notice', async () => {
    const photo = await rich();
    const withParts = { ...photo, metadata: { ...photo.metadata, extendedXmp: long } };
    expect(codes((await encode(withParts, 'png')).notices)).toEqual(['output.metadataDropped']);
  });
});

describe('EXIF beyond 64 KB', () => {
  const long = (): Buffer => Buffer.concat([cameraExif(true).block, Buffer.alloc(66_000)]);

  it('is left out of a JPEG, with a notice, and the rest stays', async () => {
    const photo = await rich();
    const { path, notices } = await encode(
      { ...photo, metadata: { ...photo.metadata, exif: long() } },
      'jpeg',
    );
    expect(codes(notices)).toEqual(['output.metadataDropped']);
    const back = await decodePhoto(path, { signal });
    expect(back.metadata.exif).toBeUndefined();
    expect(back.metadata.xmp).toContain('Candela');
  });

  it.each(['png', 'webp', 'avif'] as const)('is kept in %s', async (format) => {
    const photo = await rich();
    const { path, notices } = await encode(
      { ...photo, metadata: { ...photo.metadata, exif: long() } },
      format,
    );
    expect(notices).toEqual([]);
    expect((await readBack(path)).exif).toMatchObject({ Make: 'Cambrium', GPSLatitudeRef: 'N' });
    expect((await decodePhoto(path, { signal })).metadata.exif?.length).toBeGreaterThan(66_000);
  });
});

describe('the second part of XMP in a JPEG, when the place is not wanted', () => {
  it.each(['State', 'Country'])('is left out where it tells of a %s', async (name) => {
    const photo = await rich();
    const extendedXmp = `<photoshop:${name}>Gallia</photoshop:${name}>`;
    const withParts = { ...photo, metadata: { ...photo.metadata, extendedXmp } };
    const { path } = await encode(withParts, 'jpeg', { keepGps: false });
    expect(readFileSync(path).includes('Gallia')).toBe(false);
  });
});
