import { describe, expect, it } from 'vitest';
import { cameraExif } from '../../../tests/fixtures/exif';
import { exposureOf } from './exposure';

const packet = (attributes: string, inside = ''): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"
 xmlns:exifEX="http://cipa.jp/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" ${attributes}>${inside}</rdf:Description>
</rdf:RDF></x:xmpmeta>`;

describe('exposureOf', () => {
  it.each([true, false])('reads what the camera wrote (little-endian: %s)', async (littleEndian) => {
    expect(await exposureOf({ exif: cameraExif(littleEndian).block })).toEqual({
      taken: '2024-12-24T22:33:44.678',
      camera: 'Cambrium Nocturne 2',
      lens: 'Nuit 35mm ƒ/1.4',
      shutter: 0.125,
      aperture: 1.4,
      iso: 6400,
    });
  });

  it('says nothing of what is not there or not sound', async () => {
    expect(await exposureOf({})).toEqual({});
    expect(await exposureOf({ exif: Buffer.from('no EXIF at all, whatever it may say') })).toEqual({});
    expect(await exposureOf({ exif: cameraExif(true).block.subarray(0, 60) })).toEqual({});
    expect(await exposureOf({ xmp: '<x:xmpmeta><rdf:RDF>' })).toEqual({});
  });

  it('takes from XMP what EXIF does not say', async () => {
    const xmp = packet(
      `exif:DateTimeOriginal="2025-06-07T23:10:05.25+02:00" xmp:CreateDate="2025-06-08T00:00:00"
 tiff:Make="Lumen" tiff:Model="One" exif:ExposureTime="1/15" exif:FNumber="28/10" aux:Lens="Lumen &amp; Co 35"`,
      '<exif:ISOSpeedRatings><rdf:Seq><rdf:li>3200</rdf:li></rdf:Seq></exif:ISOSpeedRatings>',
    );
    expect(await exposureOf({ xmp })).toEqual({
      taken: '2025-06-07T23:10:05.25',
      camera: 'Lumen One',
      lens: 'Lumen & Co 35',
      shutter: 1 / 15,
      aperture: 2.8,
      iso: 3200,
    });
    expect(await exposureOf({ exif: cameraExif(true).block, xmp })).toMatchObject({
      taken: '2024-12-24T22:33:44.678',
      camera: 'Cambrium Nocturne 2',
    });
  });

  it.each([
    ['xmp:CreateDate="2025-06-08T00:01:02"', '2025-06-08T00:01:02'],
    ['xmp:CreateDate="2025-06-08T00:01:02" photoshop:DateCreated="2025-06-07"', '2025-06-07'],
    ['exif:ExposureTime="1/0" exif:FNumber="-4"', undefined],
  ])('of %s takes the time %s', async (attributes, taken) => {
    expect(await exposureOf({ xmp: packet(attributes) })).toEqual(taken === undefined ? {} : { taken });
  });
});
