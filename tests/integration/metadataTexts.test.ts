import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as make from '../fixtures/photos';
import { decode, encode } from '../support/codec';
import { readBack } from '../support/readBack';

const text = (keyword: string, words: string | Buffer): Buffer =>
  make.pngChunk('tEXt', Buffer.concat([Buffer.from(`${keyword}\0`), Buffer.from(words)]));
const packed = (keyword: string, words: string): Buffer =>
  make.pngChunk(
    'zTXt',
    Buffer.concat([Buffer.from(`${keyword}\0\0`), deflateSync(Buffer.from(words, 'latin1'))]),
  );
const international = (keyword: string, words: string): Buffer =>
  make.pngChunk('iTXt', Buffer.from(`${keyword}\0\0\0de\0Titel\0${words}`));
const xmp = (properties: string): Buffer =>
  make.pngChunk(
    'iTXt',
    Buffer.from(
      `XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`,
    ),
  );

const photoWith = async (...chunks: Buffer[]) =>
  decode(make.withChunks(await make.image(make.rgb8(), 'srgb').png().toBuffer(), ...chunks), 'photo.png');

const sentences = (notices: readonly { sentence: string }[]): string[] =>
  notices.map(({ sentence }) => sentence);

it.each(['jpeg', 'png', 'webp', 'tiff'] as const)('a comment stays in %s', async (format) => {
  const com = make.segment(0xfe, 'Gr\xfc\xdfe vom Berg');
  const photo = await decode(make.withSegments(await make.p3Jpeg(), com), 'a.jpg');
  const { path, notices } = await encode(photo, format);
  expect(sentences(notices)).toEqual([]);
  const { bytes, xmp: written } = await readBack(path);
  if (format === 'jpeg') expect(bytes.includes(com)).toBe(true);
  else expect(written).toContain('Gr\u00fc\u00dfe vom Berg</rdf:li></rdf:Alt></exif:UserComment>');
});

it('makers’ segments are named', async () => {
  const segments = [
    make.segment(0xe1, 'FLIR\0\x01'),
    make.segment(0xe3, '\x01\x02'),
    make.segment(0xe7, 'HUAWEI\0'),
  ];
  const photo = await decode(make.withSegments(await make.p3Jpeg(), ...segments), 'a.jpg');
  const all = sentences(photo.notices).join(' ');
  for (const name of ['FLIR', 'APP3', 'APP7 “HUAWEI”']) expect(all).toContain(name);
});

describe('texts of a PNG', () => {
  it('are taken under keywords in lower case', async () => {
    const { path, notices } = await encode(
      await photoWith(text('comment', 'hello'), text('title', 'Pont')),
      'png',
    );
    expect(sentences(notices)).toEqual([]);
    const { properties } = await readBack(path);
    expect(JSON.stringify(properties['exif:UserComment'])).toContain('hello');
    expect(JSON.stringify(properties['dc:title'])).toContain('Pont');
  });

  it.each(['png', 'jpeg', 'avif'] as const)('become XMP in %s', async (format) => {
    const photo = await photoWith(
      text('Copyright', Buffer.from('\xa9 Zo\xeb', 'latin1')),
      text('Author', 'Zo\u00eb'),
      packed('Description', 'Pont de nuit'),
      international('Title', '\u6a4b'),
      text('Creation Time', 'Sat, 31 Jan 2026 23:59:05 +0100'),
      text('Software', 'GIMP'),
    );
    const { path, notices } = await encode(photo, format);
    expect(sentences(notices)).toEqual([]);
    const { properties } = await readBack(path);
    expect(JSON.stringify(properties['dc:rights'])).toContain('\u00a9 Zo\u00eb');
    expect(JSON.stringify(properties['dc:creator'])).toContain('Zo\u00eb');
    expect(JSON.stringify(properties['dc:description'])).toContain('Pont de nuit');
    expect(JSON.stringify(properties['dc:title'])).toContain('\u6a4b');
    expect(properties['xmp:CreateDate']).toBe('2026-01-31T22:59:05.000Z');
  });

  it('leave what XMP says', async () => {
    const photo = await photoWith(
      text('Source', ''),
      text('Copyright', 'old'),
      xmp('<dc:rights>new</dc:rights>'),
    );
    const { path, notices } = await encode(photo, 'png');
    expect(sentences(notices)).toEqual([]);
    expect((await readBack(path)).properties['dc:rights']).toBe('new');
  });

  it.each([
    ['2026:01:31 23:59:05', '2026-01-31T23:59:05'],
    ['2026-01-31T23:59:05+01:00', '2026-01-31T23:59:05+01:00'],
  ])('keep the time %s', async (words, kept) => {
    const { path } = await encode(await photoWith(text('Creation Time', words)), 'png');
    expect((await readBack(path)).properties['xmp:CreateDate']).toBe(kept);
  });

  it('are named where they have no place', async () => {
    const photo = await photoWith(text('parameters', 'seen at night'), text('Creation Time', 'last winter'));
    const { notices } = await encode(photo, 'png');
    expect(sentences(notices)).toEqual([
      'Some metadata could not be kept: its text “parameters”.',
      'Some metadata could not be kept: its text “Creation Time”.',
    ]);
    expect(sentences((await encode(photo, 'png', { metadata: 'none' })).notices)).toEqual([]);
  });

  it('cost nothing but themselves when they are damaged', async () => {
    const broken = make.pngChunk('zTXt', Buffer.from('Title\0\0not compressed'));
    const { notices } = await photoWith(broken, text('Author', 'Zo\u00eb'));
    expect(sentences(notices)).toEqual(['Some metadata could not be kept: a text.']);
  });
});
