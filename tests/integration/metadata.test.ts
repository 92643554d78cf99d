import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OutputFormat } from '@contract';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { cameraExif, developed, iptc, iptcSet, thumbnailMark, xmpForms } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { codes, decode, encode, onDisk, provenance, signal } from '../support/codec';
import { readBack } from '../support/readBack';
import { rich } from '../support/richPhoto';

const formats: OutputFormat[] = ['jpeg', 'png', 'tiff', 'webp', 'avif'];
const orders = [
  ['little', true],
  ['big', false],
] as const;

describe.each(formats)('metadata in %s', (format) => {
  it.each(orders)('keeps what the camera wrote, %s-endian', async (_, littleEndian) => {
    const { exif } = await readBack((await encode(await rich({ littleEndian }), format)).path);
    expect(exif).toMatchObject({
      Make: 'Cambrium',
      Model: 'Nocturne 2',
      Artist: 'Ada Night',
      ExposureTime: 0.125,
      FNumber: 1.4,
      ISO: 6400,
      DateTimeOriginal: '2024:12:24 22:33:44',
      OffsetTimeOriginal: '+01:00',
      SubSecTimeOriginal: '678',
    });
    expect(JSON.stringify(exif)).toContain('Nuit 35mm');
  });

  it('keeps the place', async () => {
    const { exif } = await readBack((await encode(await rich(), format)).path);
    expect(exif).toMatchObject({ GPSLatitudeRef: 'N', GPSLatitude: [48, 51, 30], GPSLongitude: [2, 17, 40] });
  });

  it('leaves no trace of the place when it is not wanted', async () => {
    const { path } = await encode(await rich(), format, { keepGps: false });
    const { exif, xmp, bytes } = await readBack(path);
    expect(Object.keys(exif).filter((key) => /gps|latitude|longitude/i.test(key))).toEqual([]);
    expect(xmp).not.toMatch(/GPS|City|Lutetia|Gallia/);
    expect(bytes.toString('latin1')).not.toMatch(/Lutetia|Gallia/);
    expect(exif).toMatchObject({ Make: 'Cambrium', DateTimeOriginal: '2024:12:24 22:33:44' });
    expect(bytes.includes(Buffer.from('3000000001000000', 'hex'))).toBe(false);
  });

  it('says what changed: upright, its size, its software, its date', async () => {
    const { exif, orientation } = await readBack((await encode(await rich(), format)).path);
    expect(orientation ?? 1).toBe(1);
    expect(exif).toMatchObject({
      ExifImageWidth: make.size.height,
      ExifImageHeight: make.size.width,
      Software: provenance.software,
    });
    expect(exif.ModifyDate).not.toBe('2024:12:24 22:33:44');
    expect(exif.ModifyDate).toMatch(/^20\d\d:\d\d:\d\d \d\d:\d\d:\d\d$/);
    expect(exif.OffsetTime).toMatch(/^[+-]\d\d:\d\d$/);
  });

  it('is shown the same way by a reader that turns pictures', async () => {
    const photo = await rich();
    const { path } = await encode(photo, format);
    const { width, height } = (await sharp(path).metadata()).autoOrient;
    expect([width, height]).toEqual([photo.raster.width, photo.raster.height]);
  });

  it('drops the thumbnail of the dark original', async () => {
    expect(readFileSync((await encode(await rich(), format)).path).includes(thumbnailMark)).toBe(false);
  });

  it.each(orders)("keeps the maker's note whole, at its offset, %s-endian", async (_, littleEndian) => {
    const { path, notices } = await encode(await rich({ littleEndian }), format);
    const { makerNote } = cameraExif(littleEndian);
    const meta = await sharp(path).metadata();
    const base =
      meta.exif === undefined
        ? readFileSync(path)
        : meta.exif.subarray(meta.exif.toString('latin1', 0, 4) === 'Exif' ? 6 : 0);
    expect(base.subarray(makerNote.at, makerNote.at + makerNote.bytes.length)).toEqual(makerNote.bytes);
    expect(codes(notices)).toEqual([]);
  });

  it.each(Object.entries(xmpForms))(
    'edits XMP in the form of %s and leaves the rest of it',
    async (_, xmp) => {
      const { xmp: written, properties } = await readBack((await encode(await rich({ xmp }), format)).path);
      expect(written).toContain('<?xpacket end="w"?>');
      expect(properties).toMatchObject({
        'xmp:Rating': '4',
        'xmp:Label': 'Blue',
        'aux:Lens': 'Nuit 35mm',
        'xmpMM:DocumentID': 'xmp.did:1',
        'tiff:Orientation': '1',
        'xmp:CreatorTool': provenance.software,
      });
      expect(properties['xmp:ModifyDate']).toMatch(/^20[2-9]\d-.*Z$/);
      expect(properties['xmpMM:InstanceID']).toMatch(/^xmp\.iid:[0-9a-f-]{36}$/);
    },
  );

  it.each(Object.entries(developed))(
    'moves develop settings in the form of %s into the history, and says so',
    async (_, xmp) => {
      const { path, notices } = await encode(await rich({ xmp }), format);
      expect(codes(notices)).toEqual(['output.developDropped']);
      const { properties, xmp: written } = await readBack(path);
      expect(Object.keys(properties).filter((name) => name.startsWith('crs:'))).toEqual([]);
      expect(properties).toMatchObject({ 'xmp:Rating': '4', 'aux:Lens': 'Nuit 35mm' });
      for (const setting of ['HasSettings=True', 'Exposure2012=+1.00', 'HasCrop=True', 'CropTop=0.25'])
        expect(written).toMatch(new RegExp(`stEvt:parameters="[^"]*${setting.replace('+', '\\+')}`));
      expect(written).toContain('ToneCurvePV2012=(0, 0, 64, 90)');
      expect(written).toContain('Look=(Name=Adobe &amp; Vivid, Amount=1)');
    },
  );

  it.each(Object.entries(xmpForms))('adds itself to the history in the form of %s', async (_, xmp) => {
    const { properties } = await readBack((await encode(await rich({ xmp }), format)).path);
    const history = properties['xmpMM:History'] as { 'rdf:Seq': { 'rdf:li': Record<string, string>[] } };
    const events = history['rdf:Seq']['rdf:li'];
    expect(events).toHaveLength(2);
    expect(JSON.stringify(events[0])).toContain('Earlier');
    expect(events[1]).toMatchObject({ 'stEvt:action': 'edited', 'stEvt:softwareAgent': provenance.software });
    const { 'stEvt:parameters': parameters = '' } = events[1] ?? {};
    expect(parameters).toContain(
      `model=identity 1.0.0; sha256=${provenance.modelSha256}; provider=cpu; settings=`,
    );
    expect(parameters).toContain(provenance.settings);
  });

  it('begins XMP and EXIF where there were none', async () => {
    const { exif, properties } = await readBack(
      (await encode(await decode(await make.jpeg(), 'bare.jpg'), format)).path,
    );
    expect(exif).toMatchObject({ Software: provenance.software, ExifImageWidth: make.size.width });
    expect(properties['xmp:CreatorTool']).toBe(provenance.software);
    expect(JSON.stringify(properties['xmpMM:History'])).toContain(provenance.modelSha256);
  });

  it('keeps the profile byte for byte', async () => {
    expect((await readBack((await encode(await rich(), format)).path)).icc).toEqual(await make.p3Profile());
  });

  it('keeps captions, credits and rights of IPTC', async () => {
    const { path, notices } = await encode(await rich(), format);
    const { iptc: kept, xmp, properties } = await readBack(path);
    if (format === 'jpeg' || format === 'tiff') {
      expect(Buffer.from(kept ?? []).includes(iptc)).toBe(true);
    } else {
      expect(properties).toMatchObject({
        'photoshop:Headline': 'Headline',
        'photoshop:Credit': 'Credit',
        'photoshop:Country': 'Gallia',
      });
      expect(xmp).toMatch(
        /<dc:subject><rdf:Bag><rdf:li>night<\/rdf:li><rdf:li>street &amp; rain<\/rdf:li><\/rdf:Bag><\/dc:subject>/,
      );
      expect(xmp).toMatch(
        /<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A &lt;dark&gt; street<\/rdf:li>/,
      );
      expect(xmp).toMatch(/<dc:rights>.*All rights.*<\/dc:rights>.*|<dc:creator><rdf:Seq><rdf:li>Ada Night/s);
    }
    expect(codes(notices)).toEqual([]);
  });

  it('says so when IPTC has what XMP has no place for', async () => {
    const photo = await rich();
    const { notices } = await encode(
      { ...photo, metadata: { ...photo.metadata, iptc: iptcSet(7, 'edit status') } },
      format,
    );
    expect(codes(notices)).toEqual(format === 'jpeg' || format === 'tiff' ? [] : ['output.metadataDropped']);
  });

  it('keeps the resolution', async () => {
    const back = await decodePhoto((await encode(await rich(), format)).path, { signal });
    const { x = 0, unit } = back.metadata.density ?? {};
    expect(unit === 'cm' ? x * 2.54 : x).toBeCloseTo(300, 0);
  });

  it('keeps a broken XMP packet out, with a notice', async () => {
    const { path, notices } = await encode(
      await rich({ xmp: xmpForms.attributes.replace('</rdf:RDF>', '') }),
      format,
    );
    expect(codes(notices)).toEqual(['photo.metadataUnreadable']);
    expect((await readBack(path)).properties['xmp:CreatorTool']).toBe(provenance.software);
  });

  it.each([
    [
      'points at itself',
      (block: Buffer) => block.writeUInt32LE(8, block.indexOf(Buffer.from('6987', 'hex')) + 8),
    ],
    ['lies outside', (block: Buffer) => block.writeUInt32LE(0xfffffff0, 4)],
    ['is cut off', (block: Buffer) => block.fill(0xff, 8)],
  ])('leaves out EXIF whose directory %s, with a notice', async (_, spoil) => {
    const { block } = cameraExif(true);
    spoil(block);
    const photo = await rich();
    const { path, notices } = await encode(
      { ...photo, metadata: { ...photo.metadata, exif: block } },
      format,
    );
    expect(codes(notices)).toEqual(['photo.metadataUnreadable']);
    expect((await readBack(path)).exif).toMatchObject({ Software: provenance.software });
  });
});

describe('metadata through all formats in turn', () => {
  it.each(formats)('comes back from %s as it went in', async (format) => {
    const first = await decodePhoto((await encode(await rich(), format)).path, { signal });
    const { path } = await encode(first, 'jpeg');
    const { exif, properties, icc } = await readBack(path);
    expect(exif).toMatchObject({
      Make: 'Cambrium',
      ISO: 6400,
      GPSLatitude: [48, 51, 30],
      DateTimeOriginal: '2024:12:24 22:33:44',
    });
    expect(properties).toMatchObject({ 'xmp:Rating': '4' });
    expect(icc).toEqual(await make.p3Profile());
  });

  it("says that a maker's note cannot leave a TIFF", async () => {
    const { path } = await encode(await rich(), 'tiff');
    const photo = await decodePhoto(path, { signal });
    expect(photo.notices.map(({ sentence }) => sentence)).toEqual([expect.stringContaining("maker's note")]);
  });

  it("says that a big-endian maker's note cannot go into a 16-bit TIFF", async () => {
    const photo = await rich({ littleEndian: false });
    const { path, notices } = await encode(photo, 'tiff', { bitDepth: 16 });
    expect(notices.map(({ sentence }) => sentence)).toEqual([expect.stringContaining("maker's note")]);
    expect((await readBack(path)).exif).toMatchObject({
      Make: 'Cambrium',
      ISO: 6400,
      GPSLatitude: [48, 51, 30],
    });
    expect((await sharp(path).metadata()).depth).toBe('ushort');
  });
});

describe('EXIF of a JPEG written by a program before PNG had a place for it', () => {
  it('is read from its text', async () => {
    const { block } = cameraExif(true);
    const body = `\nexif\n${block.length + 6}\n${Buffer.concat([Buffer.from('Exif\0\0'), block]).toString('hex')}\n`;
    const text = make.pngChunk('tEXt', Buffer.from(`Raw profile type exif\0${body}`, 'latin1'));
    const file = make.withChunks(await make.image(make.rgb8(), 'srgb').png().toBuffer(), text);
    const photo = await decodePhoto(onDisk(file, 'old.png'), { signal });
    expect(Buffer.from(photo.metadata.exif ?? [])).toEqual(block);
  });
});
