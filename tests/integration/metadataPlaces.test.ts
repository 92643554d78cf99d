/** @file What marks places on the picture follows the pixels when they are turned or made smaller. */
import { describe, expect, it } from 'vitest';
import { scalePixels } from '../../src/engine/photo/codec/scaleToFit';
import { patchExif } from '../../src/engine/photo/metadata/exif/patchExif';
import { updateXmp, type XmpEdits } from '../../src/engine/photo/metadata/xmp/updateXmp';
import { writeExif } from '../../src/engine/photo/metadata/exif/writeTiff';
import { shortTag } from '../../src/engine/photo/metadata/exif/tags';
import type { Placement } from '../../src/engine/photo/metadata/placement';
import * as make from '../fixtures/photos';
import { decode, encode, provenance, signal } from '../support/codec';
import { noisyRaster, writeRaster } from '../support/photos';
import { readBack } from '../support/readBack';
import { tempFolder } from '../support/tempFolder';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const stored = { width: 300, height: 200 };
const upright = { width: 200, height: 300 };
const turned: Placement = { orientation: 6, stored, result: upright };
const smaller: Placement = { orientation: 1, stored, result: { width: 150, height: 100 } };

const spaces = [
  ['mwg-rs', 'http://www.metadataworkinggroup.com/schemas/regions/'],
  ['stArea', 'http://ns.adobe.com/xmp/sType/Area#'],
  ['stDim', 'http://ns.adobe.com/xap/1.0/sType/Dimensions#'],
  ['MP', 'http://ns.microsoft.com/photo/1.2/'],
  ['MPRI', 'http://ns.microsoft.com/photo/1.2/t/RegionInfo#'],
  ['MPReg', 'http://ns.microsoft.com/photo/1.2/t/Region#'],
  ['Iptc4xmpExt', 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/'],
  ['GPano', 'http://ns.google.com/photos/1.0/panorama/'],
  ['exif', 'http://ns.adobe.com/exif/1.0/'],
]
  .map(([prefix, uri]) => `xmlns:${prefix!}="${uri!}"`)
  .join(' ');

const packetOf = (body: string, attributes = ''): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${spaces} ${attributes}>${body}</rdf:Description></rdf:RDF></x:xmpmeta>`;

const editsFor = (placement: Placement): XmpEdits => ({
  provenance,
  now: new Date(0),
  ...placement.result,
  keepGps: true,
  settlesOrientation: true,
  mirrored: [],
  mirroredIsNewer: false,
  texts: [],
  colour: 'asWas',
  placement,
});
const moved = (packet: string, placement: Placement): string => updateXmp(packet, editsFor(placement)).packet;

const faces = (frame: string): string =>
  `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions ${frame} stDim:unit="pixel"/><mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="Ada"><mwg-rs:Area stArea:x="0.1" stArea:y="0.2" stArea:w="0.2" stArea:h="0.3" stArea:unit="normalized"/></rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`;

describe('regions of the Metadata Working Group', () => {
  const ofStored = packetOf(faces('stDim:w="300" stDim:h="200"'));

  it('turn with the pixels', () => {
    const packet = moved(ofStored, turned);
    expect(packet).toContain('stArea:x="0.8" stArea:y="0.1" stArea:w="0.3" stArea:h="0.2"');
    expect(packet).toContain('stDim:w="200" stDim:h="300"');
  });

  it('keep their shares and say the new size where pixels are made smaller', () => {
    const packet = moved(ofStored, smaller);
    expect(packet).toContain('stArea:x="0.1" stArea:y="0.2" stArea:w="0.2" stArea:h="0.3"');
    expect(packet).toContain('stDim:w="150" stDim:h="100"');
  });

  it('are not turned again where they were measured on the upright picture', () => {
    const packet = moved(packetOf(faces('stDim:w="200" stDim:h="300"')), turned);
    expect(packet).toContain('stArea:x="0.1" stArea:y="0.2" stArea:w="0.2" stArea:h="0.3"');
    expect(packet).toContain('stDim:w="200" stDim:h="300"');
  });

  it('are found as elements', () => {
    const area =
      '<mwg-rs:Area rdf:parseType="Resource"><stArea:x>0.1</stArea:x><stArea:y>0.2</stArea:y><stArea:d>0.05</stArea:d></mwg-rs:Area>';
    const body = `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource">${area}</rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`;
    expect(moved(packetOf(body), turned)).toContain(
      '<stArea:x>0.8</stArea:x><stArea:y>0.1</stArea:y><stArea:d>0.05</stArea:d>',
    );
  });
});

it.each([
  [2, '0.7, 0.2, 0.2, 0.3'],
  [3, '0.7, 0.5, 0.2, 0.3'],
  [4, '0.1, 0.5, 0.2, 0.3'],
  [5, '0.2, 0.1, 0.3, 0.2'],
  [6, '0.5, 0.1, 0.3, 0.2'],
  [7, '0.5, 0.7, 0.3, 0.2'],
  [8, '0.2, 0.7, 0.3, 0.2'],
] as const)("a rectangle of Microsoft's turns by orientation %i", (orientation, rectangle) => {
  const body =
    '<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag><rdf:li MPReg:Rectangle="0.1, 0.2, 0.2, 0.3"/></rdf:Bag></MPRI:Regions></MP:RegionInfo>';
  const result = orientation < 5 ? stored : upright;
  expect(moved(packetOf(body), { orientation, stored, result })).toContain(`MPReg:Rectangle="${rectangle}"`);
});

it('a region of IPTC turns and shrinks in pixels', () => {
  const body =
    '<Iptc4xmpExt:ImageRegion><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:RegionBoundary Iptc4xmpExt:rbUnit="pixel" Iptc4xmpExt:rbX="30" Iptc4xmpExt:rbY="40" Iptc4xmpExt:rbW="60" Iptc4xmpExt:rbH="20"/></rdf:li></rdf:Bag></Iptc4xmpExt:ImageRegion>';
  const placement: Placement = { orientation: 6, stored, result: { width: 100, height: 150 } };
  expect(moved(packetOf(body), placement)).toContain(
    'Iptc4xmpExt:rbX="70" Iptc4xmpExt:rbY="15" Iptc4xmpExt:rbW="10" Iptc4xmpExt:rbH="30"',
  );
});

it('a panorama shrinks, its whole and what is shown of it', () => {
  const names = {
    FullPanoWidthPixels: [400, 200],
    FullPanoHeightPixels: [200, 100],
    CroppedAreaImageWidthPixels: [300, 150],
    CroppedAreaImageHeightPixels: [200, 100],
    CroppedAreaLeftPixels: [60, 30],
    CroppedAreaTopPixels: [0, 0],
  };
  const all = (index: 0 | 1): string[] =>
    Object.entries(names).map(([name, values]) => `GPano:${name}="${String(values[index])}"`);
  const packet = moved(packetOf('', all(0).join(' ')), smaller);
  for (const attribute of all(1)) expect(packet).toContain(attribute);
});

describe("EXIF's subject", () => {
  const xmp = packetOf(
    '<exif:SubjectArea><rdf:Seq><rdf:li>20</rdf:li><rdf:li>15</rdf:li><rdf:li>40</rdf:li><rdf:li>30</rdf:li></rdf:Seq></exif:SubjectArea>',
  );
  const shorts = (number: number, values: number[]) => ({
    ...shortTag(number, 0, true),
    count: values.length,
    bytes: Buffer.concat(values.map((value) => shortTag(number, value, true).bytes)),
  });
  const blockOf = (area: number[]): Uint8Array =>
    writeExif(
      {
        ifd0: [shortTag(0x0112, 6, true)],
        exif: [shorts(0x9214, area), shorts(0xa214, [20, 15])],
        gps: [],
        interoperability: [],
      },
      true,
    );

  it.each([
    ['a point', [20, 15], [285, 20]],
    ['a circle', [20, 15, 10], [285, 20, 10]],
    ['a rectangle', [20, 15, 40, 30], [285, 20, 30, 40]],
  ])('%s turns with the pixels, and its location', async (_, before, after) => {
    const path = join(tempFolder(), 'plain.jpg');
    await writeRaster(noisyRaster(450, 300), path);
    const jpeg = make.withSegments(
      await readFile(path),
      make.segment(0xe1, 'Exif\0\0', Buffer.from(blockOf(before))),
      make.segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', Buffer.from(xmp)),
    );
    const { exif, xmp: written } = await readBack((await encode(await decode(jpeg, 'a.jpg'), 'jpeg')).path);
    expect(Object.values(exif.SubjectArea as object)).toEqual(after);
    expect(Object.values(exif.SubjectLocation as object)).toEqual([285, 20]);
    expect(written).toContain(
      '<rdf:li>285</rdf:li><rdf:li>20</rdf:li><rdf:li>30</rdf:li><rdf:li>40</rdf:li>',
    );
  });

  it('shrinks with the pixels', async () => {
    const path = join(tempFolder(), 'plain.jpg');
    await writeRaster(noisyRaster(450, 300), path);
    const exifSegment = make.segment(0xe1, 'Exif\0\0', Buffer.from(blockOf([20, 15, 40, 30])));
    const photo = await decode(make.withSegments(await readFile(path), exifSegment), 'a.jpg');
    const small = { ...photo, ...(await scalePixels(photo, 225, { signal })) };
    const { exif } = await readBack((await encode(small, 'png')).path);
    expect(Object.values(exif.SubjectArea as object)).toEqual([143, 10, 15, 20]);
  });

  it('stays where nothing moved', () => {
    const edits = { software: 'a', now: new Date(0), ...stored, keepGps: true, settlesOrientation: true };
    const block = blockOf([20, 15]);
    const patched = Buffer.from(patchExif(block, { ...edits, colour: 'asWas' }) ?? []);
    expect(patched.includes(Buffer.from(shorts(0xa214, [20, 15]).bytes))).toBe(true);
  });
});
