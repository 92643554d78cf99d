/** @file Photos with a sidecar beside them. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputFormat, OutputSettings } from '@contract';
import { decodePhoto } from '../../src/engine/photo/read/decodePhoto';
import { xmpForms } from '../fixtures/exif';
import * as make from '../fixtures/photos';
import { encode, onDisk, signal } from './codec';
import { readBack } from './readBack';

const spaces = [
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
  'xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:tiff="http://ns.adobe.com/tiff/1.0/"',
  'xmlns:exif="http://ns.adobe.com/exif/1.0/"',
  'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"',
  'xmlns:lr="http://ns.adobe.com/lightroom/1.0/"',
  'xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"',
].join(' ');

export const packet = (attributes: string, elements = ''): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core">\n <rdf:RDF ${spaces}>\n  <rdf:Description rdf:about=""\n   ${attributes}>\n${elements}</rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n`;

export const list = (kind: string, ...items: string[]): string =>
  `<rdf:${kind}>${items.map((item) => `<rdf:li${kind === 'Alt' ? ' xml:lang="x-default"' : ''}>${item}</rdf:li>`).join('')}</rdf:${kind}>`;

export type Beside = Record<string, string | Buffer>;

/** A photo with other files beside it, decoded and written. */
export async function written(
  photo: Buffer,
  beside: Beside,
  options: { name?: string; format?: OutputFormat; output?: Partial<OutputSettings> } = {},
) {
  const { name = 'photo.jpg', format = 'jpeg', output = {} } = options;
  const path = onDisk(photo, name);
  for (const [other, bytes] of Object.entries(beside)) writeFileSync(join(dirname(path), other), bytes);
  const decoded = await decodePhoto(path, { signal });
  const encoded = await encode(decoded, format, output);
  const back = await readBack(encoded.path);
  return { ...back, path: encoded.path, decoded, notices: [...decoded.notices, ...encoded.notices] };
}

/** With a rating of 4, a label 'Blue', and upright. */
export const upright = xmpForms.attributes.replace('tiff:Orientation="6"', 'tiff:Orientation="1"');
export const withXmp = async (xmp = upright): Promise<Buffer> =>
  make.withSegments(
    await make.jpeg(),
    make.segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', Buffer.from(xmp)),
  );
