import { createHash } from 'node:crypto';
import { asciiAt, asciiBytes, ByteReader, u16be, u32be } from '../bytes';

/** Ids of the Photoshop resources that Candela reads and writes. */
export const resourceId = { iptc: 0x0404, iptcDigest: 0x0425 } as const;

/** An entry in a list of Photoshop resources (`8BIM`, id, padded name, padded data). */
export function resourceOf(resources: Uint8Array, wanted: number): Uint8Array | undefined {
  const reader = new ByteReader(resources, false);
  for (let at = 0; at + 12 <= resources.length && asciiAt(resources, at, 4) === '8BIM';) {
    const id = reader.u16(at + 4);
    const nameLength = (reader.u8(at + 6) + 2) & ~1;
    const sizeAt = at + 6 + nameLength;
    if (sizeAt + 4 > resources.length) return undefined;
    const size = reader.u32(sizeAt);
    if (id === wanted) return resources.subarray(sizeAt + 4, sizeAt + 4 + size);
    at = sizeAt + 4 + ((size + 1) & ~1);
  }
  return undefined;
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
