import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { OutputFormat } from '@contract';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { matrixProfile } from '../../src/engine/photo/colour/matrixProfile';
import { resourceId, resourceOf } from '../../src/engine/photo/metadata/photoshop';
import { cameraExif, iptc, iptcSet, xmpForms } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { codes, decode, encode, onDisk, provenance, signal } from '../support/codec';
import { readBack } from '../support/readBack';

const formats: OutputFormat[] = ['jpeg', 'png', 'tiff', 'webp', 'avif'];
const holdIptc: OutputFormat[] = ['jpeg', 'tiff'];
const orders = [
  ['little', true],
  ['big', false],
] as const;

const md5 = (bytes: Uint8Array): Buffer => createHash('md5').update(bytes).digest();

function resource(id: number, data: Uint8Array): Buffer {
  const head = Buffer.alloc(12);
  head.write('8BIM', 'latin1');
  head.writeUInt16BE(id, 4);
  head.writeUInt32BE(data.length, 8);
  return Buffer.concat([head, data, Buffer.alloc(data.length & 1)]);
}

type Blocks = { exif?: Buffer; iptc?: Buffer; digest?: Buffer; xmp?: string; icc?: Uint8Array };

async function jpegWith({ exif, iptc: records, digest, xmp, icc }: Blocks): Promise<Buffer> {
  const resources = [
    ...(records ? [resource(0x0404, records)] : []),
    ...(digest ? [resource(0x0425, digest)] : []),
  ];
  return make.withSegments(
    await make.jpeg(),
    ...(exif ? [make.segment(0xe1, 'Exif\0\0', exif)] : []),
    ...(xmp === undefined ? [] : [make.segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', Buffer.from(xmp))]),
    ...(resources.length > 0 ? [make.segment(0xed, 'Photoshop 3.0\0', ...resources)] : []),
    ...(icc ? [make.segment(0xe2, 'ICC_PROFILE\0\x01\x01', icc)] : []),
  );
}

const photoWith = async (blocks: Blocks) => decode(await jpegWith(blocks), 'photo.jpg');

/** What a result holds of Photoshop's resources. */
async function digestIn(path: string): Promise<{ digest: Buffer | undefined; iptc: Uint8Array | undefined }> {
  const { metadata } = await decodePhoto(path, { signal });
  return { digest: metadata.iptcDigest && Buffer.from(metadata.iptcDigest), iptc: metadata.iptc };
}

describe.each(formats)('EXIF and the colours in %s', (format) => {
  it.each(orders)('keeps the interoperability index of an sRGB photo, %s-endian', async (_, littleEndian) => {
    const { block } = cameraExif(littleEndian, 1, { space: 1, index: 'R98' });
    const { exif, icc } = await readBack((await encode(await photoWith({ exif: block }), format)).path);
    expect(exif).toMatchObject({ ColorSpace: 1, InteropIndex: 'R98' });
    expect(icc).toBeUndefined();
  });

  it.each(orders)(
    'knows Adobe RGB by its index alone and gives it a profile, %s-endian',
    async (_, littleEndian) => {
      const { block } = cameraExif(littleEndian, 1, { space: 65_535, index: 'R03' });
      const photo = await photoWith({ exif: block });
      const { exif, icc } = await readBack((await encode(photo, format)).path);
      expect(exif).toMatchObject({ ColorSpace: 65_535, InteropIndex: 'R03' });
      expect(icc).toEqual(matrixProfile('adobeRgb', 'adobe'));
    },
  );

  it.each(orders)('brings both into agreement with another profile, %s-endian', async (_, littleEndian) => {
    const { block, makerNote } = cameraExif(littleEndian, 1, { space: 1, index: 'R98' });
    const photo = await photoWith({ exif: block, icc: await make.p3Profile() });
    const { exif, bytes } = await readBack((await encode(photo, format)).path);
    expect(exif.ColorSpace).toBe(65_535);
    expect(exif.InteropIndex).toBeUndefined();
    expect(bytes.includes(makerNote.bytes)).toBe(true);
  });

  it('says sRGB of what was converted to it', async () => {
    const { block } = cameraExif(true, 1, { space: 65_535, index: 'R03' });
    const cicp = make.pngChunk('cICP', Uint8Array.of(1, 16, 0, 1));
    const xmp = xmpForms.attributes.replace('xmp:Rating', 'exif:ColorSpace="65535" xmp:Rating');
    const file = make.withChunks(
      await make.image(make.rgb8(), 'srgb').png().toBuffer(),
      cicp,
      make.pngChunk('eXIf', block),
      make.pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`)),
    );
    const { exif, properties, icc } = await readBack(
      (await encode(await decode(file, 'photo.png'), format)).path,
    );
    expect(exif).toMatchObject({ ColorSpace: 1, InteropIndex: 'R98' });
    expect(properties['exif:ColorSpace']).toBe('1');
    expect(icc).toBeUndefined();
  });

  it('says the same of a photo that brought no EXIF', async () => {
    const bare = await readBack((await encode(await photoWith({}), format)).path);
    const wide = await readBack(
      (await encode(await photoWith({ icc: await make.p3Profile() }), format)).path,
    );
    expect(bare.exif.ColorSpace).toBe(1);
    expect(wide.exif.ColorSpace).toBe(65_535);
  });

  it('keeps a resolution that only the container told', async () => {
    const density = make.pngChunk('pHYs', Buffer.from('00002e2300002e2301', 'hex'));
    const file = make.withChunks(await make.image(make.rgb8(), 'srgb').png().toBuffer(), density);
    const back = await decodePhoto((await encode(await decode(file, 'photo.png'), format)).path, { signal });
    const { x = 0, y = 0, unit } = back.metadata.density ?? {};
    for (const side of [x, y]) expect(unit === 'cm' ? side * 2.54 : side).toBeCloseTo(300, 0);
  });

  it("leaves the maker's note out when the place is not wanted, with a notice", async () => {
    const { block, makerNote } = cameraExif(true, 1);
    const { path, notices } = await encode(await photoWith({ exif: block }), format, { keepGps: false });
    expect(codes(notices)).toEqual(['output.makerNoteDropped']);
    expect(readFileSync(path).includes(makerNote.bytes.subarray(10))).toBe(false);
    expect((await readBack(path)).exif).toMatchObject({ Make: 'Cambrium', ISO: 6400 });
  });
});

describe.each(holdIptc)('IPTC in %s', (format) => {
  it('corrects its checksum when it changes', async () => {
    const photo = await photoWith({ iptc, digest: md5(iptc) });
    const { digest, iptc: kept } = await digestIn((await encode(photo, format, { keepGps: false })).path);
    expect(Buffer.from(kept ?? []).includes('Lutetia')).toBe(false);
    expect(digest).toEqual(md5(kept ?? Buffer.alloc(0)));
    expect(digest).not.toEqual(md5(iptc));
  });

  it('keeps a checksum that says that IPTC is newer than XMP', async () => {
    const stale = md5(Buffer.from('an earlier state'));
    const { digest } = await digestIn((await encode(await photoWith({ iptc, digest: stale }), format)).path);
    expect(digest).toEqual(stale);
  });

  it('makes no checksum up', async () => {
    const { digest, iptc: kept } = await digestIn((await encode(await photoWith({ iptc }), format)).path);
    expect(digest).toBeUndefined();
    expect(Buffer.from(kept ?? [])).toEqual(iptc);
  });

  it('becomes UTF-8 from Latin-1, and says so', async () => {
    const old = Buffer.concat([
      Buffer.from([0x1c, 2, 0, 0, 2, 0, 4]),
      Buffer.from([0x1c, 2, 90, 0, 6]),
      Buffer.from('Z\xfcrich', 'latin1'),
    ]);
    const { digest, iptc: kept } = await digestIn(
      (await encode(await photoWith({ iptc: old, digest: md5(old) }), format)).path,
    );
    const expected = Buffer.concat([
      Buffer.from([0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47]),
      Buffer.from([0x1c, 2, 0, 0, 2, 0, 4]),
      iptcSet(90, 'Zürich'),
    ]);
    expect(Buffer.from(kept ?? [])).toEqual(expected);
    expect(digest).toEqual(md5(expected));
  });

  it('loses its preview of the dark original', async () => {
    const photo = await photoWith({
      iptc: Buffer.concat([iptc, iptcSet(200, '\x01'), iptcSet(202, 'DARK-PREVIEW')]),
    });
    const { path } = await encode(photo, format);
    expect(readFileSync(path).includes('DARK-PREVIEW')).toBe(false);
    expect(Buffer.from((await digestIn(path)).iptc ?? [])).toEqual(iptc);
  });

  it('keeps text of a character set that is not known', async () => {
    const foreign = Buffer.concat([Buffer.from([0x1c, 1, 90, 0, 3, 0x1b, 0x24, 0x42]), iptcSet(120, 'JIS')]);
    const { iptc: kept } = await digestIn((await encode(await photoWith({ iptc: foreign }), format)).path);
    expect(Buffer.from(kept ?? [])).toEqual(foreign);
  });
});

describe.each(['png', 'webp', 'avif'] as const)('IPTC as XMP in %s', (format) => {
  const headline = iptcSet(105, 'Newer');
  const xmp = xmpForms.attributes.replace('xmp:Rating', 'photoshop:Headline="Older" xmp:Rating');
  it.each([
    ['gives way to XMP', md5(headline), 'Older'],
    ['takes the place of XMP where the checksum says that it is newer', md5(iptc), 'Newer'],
  ])('%s', async (_, digest, expected) => {
    const photo = await photoWith({ iptc: headline, digest, xmp });
    const { properties, xmp: packet } = await readBack((await encode(photo, format)).path);
    expect(properties['photoshop:Headline']).toBe(expected);
    expect(packet.match(/Headline/g)?.length).toBeLessThanOrEqual(2);
    expect(properties).toMatchObject({ 'xmp:Rating': '4' });
  });
});

describe('IPTC out of a PNG', () => {
  it('is unwrapped from the resources in which ImageMagick stores it', async () => {
    const wrapped = resource(0x0404, iptc);
    const body = `\niptc\n${wrapped.length}\n${wrapped.toString('hex')}\n`;
    const text = make.pngChunk('tEXt', Buffer.from(`Raw profile type iptc\0${body}`, 'latin1'));
    const file = make.withChunks(await make.image(make.rgb8(), 'srgb').png().toBuffer(), text);
    expect(Buffer.from((await decode(file, 'photo.png')).metadata.iptc ?? [])).toEqual(iptc);
  });
});

describe('resourceOf', () => {
  it('finds a resource among others and nothing in rubbish', () => {
    const list = Buffer.concat([resource(1, Buffer.from('odd')), resource(0x0425, md5(iptc))]);
    expect(resourceOf(list, resourceId.iptcDigest)).toEqual(md5(iptc));
    expect(resourceOf(list, resourceId.iptc)).toBeUndefined();
    expect(resourceOf(Buffer.from('8BIM and then rubbish'), resourceId.iptc)).toBeUndefined();
  });
});

describe.each(formats)('XMP in %s', (format) => {
  it('keeps the document, its origin and what it was derived from', async () => {
    const identity =
      'xmpMM:OriginalDocumentID="xmp.did:origin" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="x" xmp:Rating';
    const derived =
      '<xmpMM:DerivedFrom xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#" stRef:documentID="xmp.did:raw"/><xmpMM:History>';
    const xmp = xmpForms.attributes.replace('xmp:Rating', identity).replace('<xmpMM:History>', derived);
    const { properties } = await readBack((await encode(await photoWith({ xmp }), format)).path);
    expect(properties).toMatchObject({
      'xmpMM:DocumentID': 'xmp.did:1',
      'xmpMM:OriginalDocumentID': 'xmp.did:origin',
      'xmpMM:DerivedFrom': { 'stRef:documentID': 'xmp.did:raw' },
    });
  });
});

describe('ICC', () => {
  it.each(formats)('keeps a profile of more than one JPEG segment in %s', async (format) => {
    const plain = Buffer.from(matrixProfile('rec2020', 'bt709'));
    const large = Buffer.concat([plain, Buffer.alloc(150_000, 7)]);
    large.writeUInt32BE(large.length, 0);
    const photo = { ...(await photoWith({})), profile: large };
    const first = await encode(photo, format);
    expect((await sharp(first.path).metadata()).icc).toEqual(large);
    expect(Buffer.from((await decodePhoto(first.path, { signal })).profile ?? [])).toEqual(large);
  });
});

describe('a whole photo, tag by tag', () => {
  /** What an enhancement may change; everything else that an independent reader finds must be the same. */
  const mayChange = [
    'Software',
    'ModifyDate',
    'OffsetTime',
    'ExifImageWidth',
    'ExifImageHeight',
    'Orientation',
  ];
  const ofContainer =
    /^(ImageWidth|ImageHeight|BitsPerSample|Compression|PhotometricInterpretation|StripOffsets|SamplesPerPixel|RowsPerStrip|StripByteCounts|PlanarConfiguration|Predictor|ApplicationNotes|IPTC|ICC_Profile|Thumbnail.*|YCbCr.*|ExtraSamples|SampleFormat)$/;

  it.each(formats.flatMap((format) => orders.map(([name, order]) => [format, name, order] as const)))(
    'loses nothing in %s, %s-endian',
    async (format, _, littleEndian) => {
      const { block } = cameraExif(littleEndian, 6, { space: 1, index: 'R98' });
      const original = onDisk(await jpegWith({ exif: block }), 'original.jpg');
      const photo = await decodePhoto(original, { signal });
      const written = await readBack((await encode(photo, format)).path);
      const before = await readBack(original);
      const changed = [...new Set([...Object.keys(before.exif), ...Object.keys(written.exif)])]
        .filter((key) => !ofContainer.test(key) && !mayChange.includes(key))
        .filter((key) => JSON.stringify(before.exif[key]) !== JSON.stringify(written.exif[key]));
      expect(changed).toEqual([]);
      expect(written.exif.Software).toBe(provenance.software);
    },
  );
});
