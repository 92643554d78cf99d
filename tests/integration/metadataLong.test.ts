import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { cameraExif, xmpForms } from '../fixtures/exif';
import { codes, encode, signal } from '../support/codec';
import { readBack } from '../support/readBack';
import { rich } from '../support/richPhoto';

describe('XMP beyond 64 KB', () => {
  const long = xmpForms.attributes.replace('aux:Lens="Nuit 35mm"', `aux:Lens="${'7'.repeat(100_000)}"`);

  it('goes into a second part of a JPEG and comes back from it', async () => {
    const photo = await rich();
    const { path, notices } = await encode({ ...photo, metadata: { ...photo.metadata, xmp: long } }, 'jpeg');
    expect(notices).toEqual([]);
    const back = await decodePhoto(path, { signal });
    expect(back.metadata.extendedXmp).toContain('7'.repeat(100_000));
    expect(back.metadata.xmp).toContain('HasExtendedXMP');
    expect(back.metadata.xmp).toContain('Lutetia');
    const again = await encode(back, 'jpeg');
    expect(again.notices).toEqual([]);
    const { metadata } = await decodePhoto(again.path, { signal });
    expect(metadata.extendedXmp).toContain('7'.repeat(100_000));
    expect(metadata.xmp?.match(/HasExtendedXMP>/g)).toHaveLength(2);
  });

  it.each(['png', 'tiff', 'webp', 'avif'] as const)('is one packet in %s', async (format) => {
    const photo = await rich();
    const { path } = await encode({ ...photo, metadata: { ...photo.metadata, xmp: long } }, 'jpeg');
    const { path: other, notices } = await encode(await decodePhoto(path, { signal }), format);
    expect(codes(notices)).not.toContain('output.metadataDropped');
    const { xmp } = (await decodePhoto(other, { signal })).metadata;
    expect(xmp).toContain('7'.repeat(100_000));
    expect(xmp).not.toContain('HasExtendedXMP');
  });

  it('is left out with a notice where its second part cannot be read', async () => {
    const photo = await rich();
    const withParts = { ...photo, metadata: { ...photo.metadata, extendedXmp: 'no XML' } };
    expect(codes((await encode(withParts, 'png')).notices)).toEqual(['photo.metadataUnreadable']);
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
  it.each(['State', 'Country'])('loses its %s and keeps the rest', async (name) => {
    const photo = await rich();
    const extendedXmp = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"><photoshop:${name}>Gallia</photoshop:${name}><photoshop:Headline>Night</photoshop:Headline></rdf:Description></rdf:RDF>`;
    const withParts = { ...photo, metadata: { ...photo.metadata, extendedXmp } };
    const { path } = await encode(withParts, 'jpeg', { keepGps: false });
    expect(readFileSync(path).includes('Gallia')).toBe(false);
    expect(readFileSync(path).includes('Night')).toBe(true);
  });

  it('is left out where it cannot be read', async () => {
    const photo = await rich();
    const withParts = { ...photo, metadata: { ...photo.metadata, extendedXmp: 'Gallia' } };
    const { path } = await encode(withParts, 'jpeg', { keepGps: false });
    expect(readFileSync(path).includes('Gallia')).toBe(false);
  });
});
