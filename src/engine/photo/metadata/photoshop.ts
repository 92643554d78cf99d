import { createHash } from 'node:crypto';
import { asciiAt, asciiBytes, ByteReader, u16be, u32be } from '../bytes';

/** Ids of the Photoshop resources that Candela reads or writes. */
export const resourceId = {
  caption: 0x03f0,
  workingPath: 0x0401,
  iptc: 0x0404,
  copyrightFlag: 0x040a,
  url: 0x040b,
  guides: 0x0408,
  exif: 0x0422,
  xmp: 0x0424,
  iptcDigest: 0x0425,
  firstPath: 0x07d0,
  lastPath: 0x0bb6,
  clippingPathName: 0x0bb7,
} as const;

/** An entry of a list; `bytes` is the whole entry, `data` its content, which ends early in a list that is cut off. */
export type Resource = { id: number; bytes: Uint8Array; data: Uint8Array; isWhole: boolean };

const photoshop = '8BIM';
/** ImageReady and other programs sign their own entries. */
const signatures: readonly string[] = [photoshop, 'MeSa', 'AgHg', 'PHUT', 'DCSR'];

/** The entries of a list of Photoshop resources (signature, id, padded name, padded data), up to one that is broken. */
export function resourcesIn(resources: Uint8Array): Resource[] {
  const reader = new ByteReader(resources, false);
  const found: Resource[] = [];
  for (let at = 0; at + 12 <= resources.length;) {
    const signature = asciiAt(resources, at, 4);
    const sizeAt = at + 6 + ((reader.u8(at + 6) + 2) & ~1);
    if (!signatures.includes(signature) || sizeAt + 4 > resources.length) break;
    const size = reader.u32(sizeAt);
    const [dataAt, end] = [sizeAt + 4, sizeAt + 4 + size + (size % 2)];
    const data = resources.subarray(dataAt, dataAt + size);
    const entry = { id: reader.u16(at + 4), bytes: resources.subarray(at, end), data };
    if (signature === photoshop) found.push({ ...entry, isWhole: data.length === size });
    at = end;
  }
  return found;
}

/** The content of the first entry with an id. */
export function resourceOf(resources: Uint8Array, wanted: number): Uint8Array | undefined {
  return resourcesIn(resources).find(({ id }) => id === wanted)?.data;
}

/** A resource without a name. */
export function resourceBytes(id: number, data: Uint8Array): Uint8Array {
  const padding = new Uint8Array(data.length & 1);
  return Buffer.concat([asciiBytes('8BIM'), u16be(id), u16be(0), u32be(data.length), data, padding]);
}

/**
 * The checksum that tells readers whether a program without XMP support has changed the IPTC.
 * @see Metadata Working Group guidance 2.0, 3.3.1
 */
export function iptcDigest(iptc: Uint8Array): Uint8Array {
  return createHash('md5').update(iptc).digest();
}
