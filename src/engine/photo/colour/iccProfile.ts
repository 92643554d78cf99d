import { ByteReader } from '../bytes';
import type { Cicp } from '../read/container/Container';

const headerSize = 128;
const maxTags = 200;

/** A profile needs one of these sets of tags: a table, a curve for grey, or curves and colorants for RGB. */
function hasTransform(tags: ReadonlySet<string>, colours: 1 | 3): boolean {
  if (tags.has('A2B0') || tags.has('D2B0') || tags.has('A2B1')) return true;
  const needed = colours === 1 ? ['kTRC'] : ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'];
  return needed.every((name) => tags.has(name));
}

/**
 * Whether a block is a usable ICC profile for the photo's values: a sound header of the right colour space, and all listed tags
 * inside it. @see ICC.1:2022, 7.2 and 7.3
 * @param colours of the photo; a grey photo may have an RGB profile, whose grey axis applies
 */
export function isUsableProfile(profile: Uint8Array, colours: 1 | 3): boolean {
  if (profile.length < headerSize + 4) return false;
  const reader = new ByteReader(profile, false);
  if (reader.u32(0) > profile.length || reader.ascii(36, 4) !== 'acsp') return false;
  const space = reader.ascii(16, 4);
  if (space !== 'RGB ' && !(space === 'GRAY' && colours === 1)) return false;
  const tags = tagNames(reader);
  return tags !== null && hasTransform(tags, space === 'GRAY' ? 1 : 3);
}

/**
 * The code points that a profile of an HDR or video colour space has beside its tables, if any.
 * @see ICC.1:2022, 9.2.17 and 10.3
 */
export function codePointsOf(profile: Uint8Array): Cicp | undefined {
  const reader = new ByteReader(profile, false);
  if (profile.length < headerSize + 4 || tagNames(reader)?.has('cicp') !== true) return undefined;
  for (let at = headerSize + 4; ; at += 12) {
    if (reader.ascii(at, 4) !== 'cicp') continue;
    const place = reader.u32(at + 4);
    if (reader.u32(at + 8) < 12 || reader.ascii(place, 4) !== 'cicp') return undefined;
    return { primaries: reader.u8(place + 8), transfer: reader.u8(place + 9) };
  }
}

/** The position of each tag's data in a sound profile. */
export function tagPlaces(reader: ByteReader): Map<string, number> {
  const count = reader.u32(headerSize);
  const at = (index: number): number => headerSize + 4 + index * 12;
  return new Map(
    Array.from({ length: count }, (_, index) => [reader.ascii(at(index), 4), reader.u32(at(index) + 4)]),
  );
}

/** The tags of a profile; null if its table or a tag lies outside it. */
function tagNames(reader: ByteReader): Set<string> | null {
  const count = reader.u32(headerSize);
  if (count > maxTags || headerSize + 4 + count * 12 > reader.length) return null;
  const tags = new Set<string>();
  for (let index = 0; index < count; index++) {
    const at = headerSize + 4 + index * 12;
    if (reader.u32(at + 4) + reader.u32(at + 8) > reader.length) return null;
    tags.add(reader.ascii(at, 4));
  }
  return tags;
}
