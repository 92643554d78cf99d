/** @file Resources of Photoshop that a person would miss are kept or named. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resourcesIn } from '../../src/engine/photo/metadata/photoshop';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { cameraExif, iptc, photoshopResources, xmpForms } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { tiffFile } from '../fixtures/tiffFile';
import { codes, decode, encode, signal } from '../support/codec';
import { readBack } from '../support/readBack';

const sentences = (notices: readonly { sentence: string }[]): string[] =>
  notices.map(({ sentence }) => sentence);
const rgb = { ...make.size, bits: 8, samples: 3, photometric: 2, data: make.rgb8() };

function resource(id: number, data: Uint8Array, name = ''): Buffer {
  const title = Buffer.concat([Buffer.of(name.length), Buffer.from(name, 'latin1')]);
  const head = Buffer.concat([
    Buffer.from('8BIM'),
    Buffer.of(id >> 8, id & 255),
    title,
    Buffer.alloc(title.length & 1),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  return Buffer.concat([head, size, data, Buffer.alloc(data.length & 1)]);
}

/** A path of one knot, whose points are shares of height and width. */
function path(y: number, x: number): Buffer {
  const unit = 2 ** 24;
  const length = Buffer.alloc(26);
  length.writeUInt16BE(1, 2);
  const knot = Buffer.alloc(26);
  knot.writeUInt16BE(2, 0);
  for (let at = 2; at < 26; at += 8) {
    knot.writeInt32BE(y * unit, at);
    knot.writeInt32BE(x * unit, at + 4);
  }
  return Buffer.concat([length, knot]);
}

const photoshop = async (resources: Buffer, exif?: Buffer): Promise<Buffer> =>
  make.withSegments(
    await make.jpeg(),
    ...(exif ? [make.segment(0xe1, 'Exif\0\0', exif)] : []),
    make.segment(0xed, 'Photoshop 3.0\0', resources),
  );

const outline = resource(2000, path(0.25, 0.125), 'Outline');
const clipping = resource(2999, Buffer.from('\x07Outline\0\0\0\0\0\0'));

describe('Photoshop’s paths', () => {
  it.each(['jpeg', 'tiff'] as const)('stay in %s, beside IPTC', async (format) => {
    const photo = await decode(
      await photoshop(Buffer.concat([photoshopResources(iptc), outline, clipping])),
      'a.jpg',
    );
    const { path: result, notices } = await encode(photo, format);
    expect([...photo.notices, ...notices]).toEqual([]);
    const back = await decodePhoto(result, { signal });
    expect(Buffer.from(back.metadata.paths ?? [])).toEqual(Buffer.concat([outline, clipping]));
    expect(Buffer.from(back.metadata.iptc ?? [])).toEqual(iptc);
    expect(readFileSync(result).includes(outline)).toBe(true);
  });

  it('turn with the pixels', async () => {
    const photo = await decode(await photoshop(outline, make.orientationExif(6)), 'a.jpg');
    const back = await decodePhoto((await encode(photo, 'jpeg')).path, { signal });
    const [moved] = resourcesIn(back.metadata.paths ?? new Uint8Array());
    expect(Buffer.from(moved?.data ?? [])).toEqual(path(0.125, 0.75));
  });

  it('go on in the next segment where one is too small', async () => {
    const long = resource(2001, Buffer.alloc(26 * 5000, 0), 'Long');
    const file = make.withSegments(
      await make.jpeg(),
      make.segment(0xed, 'Photoshop 3.0\0', outline, long.subarray(0, 60_000)),
      make.segment(0xed, 'Photoshop 3.0\0', long.subarray(60_000, 120_000)),
      make.segment(0xed, 'Photoshop 3.0\0', long.subarray(120_000)),
    );
    const back = await decodePhoto((await encode(await decode(file, 'a.jpg'), 'jpeg')).path, { signal });
    expect(Buffer.from(back.metadata.paths ?? [])).toEqual(Buffer.concat([outline, long]));
  });

  it.each(['png', 'webp', 'avif'] as const)('are named where %s has no place for them', async (format) => {
    const { notices } = await encode(await decode(await photoshop(outline), 'a.jpg'), format);
    expect(codes(notices)).toEqual(['output.metadataDropped']);
    expect(sentences(notices).join()).toContain('a path of Photoshop');
  });

  it('are left out where they are cut off, and the photo is done', async () => {
    const file = await photoshop(Buffer.concat([outline, outline.subarray(0, 40)]));
    expect(Buffer.from((await decode(file, 'a.jpg')).metadata.paths ?? [])).toEqual(outline);
  });

  it('come from a TIFF', async () => {
    const extra = [{ tag: 34_377, type: 1, values: outline }] as const;
    const photo = await decode(tiffFile({ ...rgb, extra }), 'a.tif');
    const back = await decodePhoto((await encode(photo, 'jpeg')).path, { signal });
    expect(Buffer.from(back.metadata.paths ?? [])).toEqual(outline);
  });
});

describe('Photoshop’s other resources', () => {
  it('keeps the caption and the rights in XMP', async () => {
    const resources = Buffer.concat([
      resource(1008, Buffer.from('\x05Quay\xe9', 'latin1')),
      resource(1034, Buffer.of(1)),
      resource(1035, Buffer.from('https://example.org/rights')),
    ]);
    const { path: result, notices } = await encode(await decode(await photoshop(resources), 'a.jpg'), 'jpeg');
    expect(notices).toEqual([]);
    const { properties } = await readBack(result);
    expect(properties).toMatchObject({
      'xmpRights:Marked': 'True',
      'xmpRights:WebStatement': 'https://example.org/rights',
    });
    expect(JSON.stringify(properties['dc:description'])).toContain('Quayé');
  });

  it('names guides, and nothing that is about printing or previews', async () => {
    const guides = Buffer.alloc(21);
    guides.writeUInt32BE(1, 0);
    guides.writeUInt32BE(1, 12);
    const ordinary = [
      1005, 1006, 1007, 1010, 1011, 1013, 1016, 1036, 1037, 1044, 1049, 1050, 1061, 1062, 4000, 10_000,
    ];
    const others = ordinary.map((id) => resource(id, Buffer.alloc(16, 1)));
    const noGuides = resource(1032, Buffer.alloc(16));
    const quiet = await decode(await photoshop(Buffer.concat([...others, noGuides])), 'a.jpg');
    expect(quiet.notices).toEqual([]);
    const { notices } = await decode(
      await photoshop(Buffer.concat([...others, resource(1032, guides)])),
      'a.jpg',
    );
    expect(sentences(notices).join()).toMatch(/left out.*: guides of Photoshop\.$/);
  });

  it('uses XMP that stands only there', async () => {
    const upright = xmpForms.elements.replace('<tiff:Orientation>6</tiff:Orientation>', '');
    const photo = await decode(await photoshop(resource(1060, Buffer.from(upright))), 'a.jpg');
    expect((await readBack((await encode(photo, 'jpeg')).path)).properties).toMatchObject({
      'xmp:Rating': '4',
    });
  });

  it('finds the picture of a camera quiet', async () => {
    const file = await photoshop(photoshopResources(iptc), cameraExif(true, 1).block);
    expect((await decode(file, 'a.jpg')).notices).toEqual([]);
  });
});
