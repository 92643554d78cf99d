/** @file A sidecar `.xmp` beside a photo. docs/decisions/0014 says which counts and for what. */
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataSets } from '../../src/engine/photo/metadata/iptc';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { cameraExif, developed, iptc, photoshopResources } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { codes, encode, onDisk, signal } from '../support/codec';
import { readBack } from '../support/readBack';
import { list, packet, upright, withXmp, written, type Beside } from '../support/sidecar';

/** As Lightroom writes it. */
const lightroom = packet(
  'xmp:Rating="2" xmp:Label="Red" dc:format="image/x-canon-cr2" photoshop:City="Quayside" photoshop:SidecarForExtension="CR2" crs:Version="15.0" crs:Exposure2012="+1.35" crs:HasSettings="True"',
  [
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Quay &amp; rain</rdf:li><rdf:li xml:lang="de-DE">Kai</rdf:li></rdf:Alt></dc:title>`,
    `<dc:description>${list('Alt', 'Late at night')}</dc:description>`,
    `<dc:subject>${list('Bag', 'harbour', 'rain')}</dc:subject>`,
    `<dc:creator>${list('Seq', 'Grace Dusk')}</dc:creator>`,
    `<lr:hierarchicalSubject>${list('Bag', 'place|harbour')}</lr:hierarchicalSubject>`,
  ].join('\n'),
);

const rating = (stars: number): string => packet(`xmp:Rating="${stars}"`);

const sentences = (notices: readonly { sentence: string }[]): string[] =>
  notices.map(({ sentence }) => sentence);

describe('a sidecar', () => {
  it.each(['jpeg', 'png', 'tiff', 'webp', 'avif'] as const)(
    'wins over the XMP of the photo, in %s',
    async (format) => {
      const embedded = upright.replace(
        '<xmpMM:History>',
        `<dc:subject xmlns:dc="http://purl.org/dc/elements/1.1/">${list('Bag', 'old')}</dc:subject><xmpMM:History>`,
      );
      const { properties, xmp, notices } = await written(
        await withXmp(embedded),
        { 'photo.xmp': lightroom },
        { format },
      );
      expect(properties).toMatchObject({ 'xmp:Rating': '2', 'xmp:Label': 'Red' });
      for (const words of ['Quay &amp; rain', 'xml:lang="de-DE">Kai', 'Late at night', 'place|harbour'])
        expect(xmp).toContain(words);
      expect(properties['dc:subject']).toEqual({ 'rdf:Bag': { 'rdf:li': ['harbour', 'rain'] } });
      expect(properties['dc:creator']).toEqual({ 'rdf:Seq': { 'rdf:li': 'Grace Dusk' } });
      expect(xmp.match(/Rating/g)).toHaveLength(xmp.includes('<xmp:Rating>') ? 2 : 1);
      // The photo's own city stays; the format of a raw is none of the result's.
      expect([properties['photoshop:City'], properties['dc:format']]).toEqual(['Lutetia', undefined]);
      expect(sentences(notices)).toEqual([
        'The result took from the sidecar photo.xmp: rating, label, title, description, keywords, creator and other fields.',
        'The develop settings in the sidecar photo.xmp were not applied; the history in the result’s XMP lists them.',
      ]);
      expect(xmp).toMatch(/sidecar=photo\.xmp; develop settings of the sidecar: [^"]*Exposure2012=\+1\.35/);
      expect(xmp).not.toContain('crs:');
    },
  );

  it('gives a photo without XMP its own', async () => {
    const { properties } = await written(await make.jpeg(), { 'photo.xmp': lightroom });
    expect(properties).toMatchObject({ 'xmp:Rating': '2', 'photoshop:City': 'Quayside' });
  });

  it('is read in RDF’s other form, with any prefix, in UTF-16 and behind a declaration', async () => {
    const elements = packet('', '<xmp:Rating>3</xmp:Rating><dc:title>Plain</dc:title>');
    const renamed = elements.replaceAll('xmp:Rating', 'a:Rating').replace('xmlns:xmp', 'xmlns:a');
    const text = Buffer.from(`\ufeff<?xml version="1.0"?>\n${renamed}`, 'utf16le');
    const { properties } = await written(await make.jpeg(), { 'photo.xmp': text });
    expect(properties['xmp:Rating']).toBe('3');
    expect(JSON.stringify(properties['dc:title'])).toContain('"Plain"');
  });

  it('brings IPTC and EXIF into agreement', async () => {
    const file = make.withSegments(
      await make.jpeg(),
      make.segment(0xe1, 'Exif\0\0', cameraExif(true, 1).block),
      make.segment(0xed, 'Photoshop 3.0\0', photoshopResources(iptc)),
    );
    const { path, exif, properties } = await written(file, { 'photo.xmp': lightroom });
    const { metadata } = await decodePhoto(path, { signal });
    const textsOf = (wanted: number): string[] =>
      dataSets(metadata.iptc ?? new Uint8Array())
        .filter(({ record, number }) => record === 2 && number === wanted)
        .map(({ value }) => Buffer.from(value).toString());
    expect([5, 25, 80, 90, 120].map(textsOf)).toEqual([
      ['Quay & rain'],
      ['harbour', 'rain'],
      ['Grace Dusk'],
      ['Lutetia'],
      ['Late at night'],
    ]);
    expect(exif).toMatchObject({ Artist: 'Grace Dusk', Make: 'Cambrium' });
    // IPTC tells another city.
    expect(properties['photoshop:City']).toBeUndefined();
  });

  it('wins over IPTC where that becomes XMP', async () => {
    const file = make.withSegments(
      await make.jpeg(),
      make.segment(0xed, 'Photoshop 3.0\0', photoshopResources(iptc)),
    );
    const { properties, xmp } = await written(file, { 'photo.xmp': lightroom }, { format: 'png' });
    expect(properties['dc:subject']).toEqual({ 'rdf:Bag': { 'rdf:li': ['harbour', 'rain'] } });
    expect([properties['photoshop:City'], xmp.match(/<dc:title>/g)?.length]).toEqual(['Lutetia', 1]);
  });

  it('tells no place where none is wanted', async () => {
    const there = packet('exif:GPSLatitude="48,51.5N" photoshop:City="Quayside" xmp:Rating="2"');
    const kept = await written(await make.jpeg(), { 'photo.xmp': there });
    expect(kept.properties).toMatchObject({ 'exif:GPSLatitude': '48,51.5N', 'photoshop:City': 'Quayside' });
    const { xmp, properties } = await written(
      await make.jpeg(),
      { 'photo.xmp': there },
      { output: { keepGps: false } },
    );
    expect(properties['xmp:Rating']).toBe('2');
    expect(xmp).not.toMatch(/48,51|Quayside/);
  });

  it('adds a position only to a photo that states none', async () => {
    const there = { 'photo.xmp': packet('exif:GPSLatitude="1,2.0N"') };
    const placed = make.withSegments(
      await make.jpeg(),
      make.segment(0xe1, 'Exif\0\0', cameraExif(true, 1).block),
    );
    expect((await written(placed, there)).properties['exif:GPSLatitude']).toBeUndefined();
    // A GPS directory that states its version and nothing more.
    const gps =
      '4d4d002a0000000800018825000400000001' + '0000001a0000000000010000000100000004' + '0203000000000000';
    const versionOnly = make.withSegments(
      await make.jpeg(),
      make.segment(0xe1, 'Exif\0\0', Buffer.from(gps, 'hex')),
    );
    expect((await written(versionOnly, there)).properties['exif:GPSLatitude']).toBe('1,2.0N');
  });

  it('is left where it is when no metadata is wanted', async () => {
    const { xmp, notices } = await written(
      await make.jpeg(),
      { 'photo.xmp': lightroom },
      { output: { metadata: 'none' } },
    );
    expect([xmp, notices]).toEqual(['', []]);
  });

  it('keeps the develop settings of the photo apart from its own', async () => {
    const { xmp, notices } = await written(
      await withXmp(developed.attributes.replace('tiff:Orientation="6"', '')),
      { 'photo.xmp': lightroom },
    );
    expect(codes(notices)).toEqual(['output.sidecarUsed', 'output.sidecarDevelop', 'output.developDropped']);
    expect(xmp).toMatch(/Exposure2012=\+1\.00[^"]*sidecar: [^"]*Exposure2012=\+1\.35/);
  });
});

describe('the name of a sidecar', () => {
  const stars = async (beside: Beside, name = 'photo.jpg'): Promise<unknown> =>
    (await written(await make.jpeg(), beside, { name })).properties['xmp:Rating'];

  it.each<[string, Beside, string | undefined, string?]>([
    ['is that of the file', { 'photo.jpg.xmp': rating(3) }, '3'],
    ['is that of the file without its extension', { 'photo.xmp': rating(2) }, '2'],
    ['may have capitals in its extensions', { 'photo.XMP': rating(2) }, '2'],
    ['may differ in capitals of the photo’s extension', { 'photo.jpg.xmp': rating(3) }, '3', 'photo.JPG'],
    ['is better with the extension', { 'photo.xmp': rating(2), 'photo.jpg.xmp': rating(3) }, '3'],
    ['belongs to a raw beside it', { 'photo.xmp': rating(2), 'photo.CR2': 'raw' }, undefined],
    [
      'belongs to a raw, and the other to the photo',
      { 'photo.xmp': rating(2), 'photo.jpg.xmp': rating(3), 'photo.nef': '' },
      '3',
    ],
    ['is not that of a raw of another name', { 'photo.xmp': rating(2), 'other.CR2': 'raw' }, '2'],
    ['is not that of another photo', { 'photo2.xmp': rating(2), 'photo.png.xmp': rating(3) }, undefined],
    ['may have dots', { 'photo.1.xmp': rating(2) }, '2', 'photo.1.jpg'],
  ])('%s', async (_, beside, expected, name) => {
    expect(await stars(beside, name)).toBe(expected);
  });
});

describe('a sidecar that cannot be used', () => {
  const deep = `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`;

  it.each([
    ['empty', ''],
    ['no XML', 'exposure = 1'],
    ['cut off', lightroom.slice(0, -40)],
    ['HTML', '<html><body>moved</body></html>'],
    ['a document type with entities', `<!DOCTYPE a [<!ENTITY b "c">]>${lightroom}`],
    ['very deep', deep],
    ['full of comments that never end', '<!--'.repeat(1_000_000)],
    ['full of zeros', `${'\0'.repeat(4_000_000)}x`],
    ['one long text', packet('', `<dc:title>${'&amp;'.repeat(400_000)}<dc:title>`)],
  ])(
    'costs the photo nothing when it is %s',
    async (_, text) => {
      const { notices, properties } = await written(await withXmp(), { 'photo.xmp': text });
      expect(sentences(notices)).toEqual(['The sidecar photo.xmp was left out: it is not readable XMP.']);
      expect(properties['xmp:Rating']).toBe('4');
    },
    20_000,
  );

  it('is not read when it is larger than 16 MB', async () => {
    const path = onDisk(await withXmp(), 'photo.jpg');
    const sidecar = join(dirname(path), 'photo.xmp');
    writeFileSync(sidecar, lightroom);
    truncateSync(sidecar, 16 * 1024 * 1024 + 1);
    const { notices, path: result } = await encode(await decodePhoto(path, { signal }), 'jpeg');
    expect(sentences(notices)).toEqual(['The sidecar photo.xmp was left out: it is larger than 16 MB.']);
    expect((await readBack(result)).properties['xmp:Rating']).toBe('4');
  });

  it('is none when it is a folder or says nothing of the photo', async () => {
    const path = onDisk(await withXmp(), 'photo.jpg');
    mkdirSync(join(dirname(path), 'photo.xmp'));
    expect((await encode(await decodePhoto(path, { signal }), 'jpeg')).notices).toEqual([]);
    const { notices } = await written(await withXmp(), { 'photo.xmp': packet('dc:format="image/jpeg"') });
    expect(notices).toEqual([]);
  });

  it('leaves what is long to XMP', async () => {
    const long = 'Night. '.repeat(20_000);
    const beside = packet('', `<dc:description>${list('Alt', long)}</dc:description>`);
    const file = make.withSegments(
      await make.jpeg(),
      make.segment(0xe1, 'Exif\0\0', cameraExif(true, 1).block),
      make.segment(0xed, 'Photoshop 3.0\0', photoshopResources(iptc)),
    );
    const { path, notices } = await written(file, { 'photo.xmp': beside });
    expect(codes(notices)).toEqual(['output.sidecarUsed']);
    expect(readFileSync(path).includes('Night. Night. Night.')).toBe(true);
    expect((await decodePhoto(path, { signal })).metadata.extendedXmp).toContain(long.trim());
  });
});
