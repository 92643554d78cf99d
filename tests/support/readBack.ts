import { readFileSync } from 'node:fs';
import exifr from 'exifr';
import { XMLParser } from 'fast-xml-parser';
import sharp from 'sharp';

/** What independent readers find in a result: sharp for the blocks, exifr for EXIF, fast-xml-parser for XMP. */
export type ReadBack = {
  bytes: Buffer;
  exif: Record<string, unknown>;
  xmp: string;
  /** Every property of the packet, by prefixed name, attribute and element forms alike. */
  properties: Record<string, unknown>;
  icc: Buffer | undefined;
  iptc: Buffer | undefined;
  orientation: number | undefined;
  density: number | undefined;
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function descriptions(packet: string): Record<string, unknown> {
  const tree: unknown = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
  }).parse(packet);
  const meta = isRecord(tree) ? (tree['x:xmpmeta'] ?? tree) : {};
  const rdf = isRecord(meta) ? meta['rdf:RDF'] : {};
  const found = isRecord(rdf) ? rdf['rdf:Description'] : [];
  const all: unknown[] = Array.isArray(found) ? found : [found];
  return Object.fromEntries(all.filter(isRecord).flatMap((description) => Object.entries(description)));
}

const withoutPrefix = (exif: Buffer): Buffer =>
  exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;

export async function readBack(path: string): Promise<ReadBack> {
  const bytes = readFileSync(path);
  const meta = await sharp(bytes).metadata();
  const block = meta.exif === undefined ? bytes : withoutPrefix(meta.exif);
  const options = {
    tiff: true,
    exif: true,
    gps: true,
    makerNote: true,
    ifd1: true,
    interop: true,
    mergeOutput: true,
    xmp: false,
    iptc: false,
    reviveValues: false,
  };
  const exif = ((await exifr.parse(block, options)) ?? {}) as Record<string, unknown>;
  const xmp = meta.xmp?.toString('utf8') ?? '';
  const { icc, iptc, orientation, density } = meta;
  return { bytes, exif, xmp, properties: descriptions(xmp), icc, iptc, orientation, density };
}
