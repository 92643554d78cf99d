import { ByteReader } from '../bytes';
import type { Cicp } from '../read/container/Container';

const headerSize = 128;
const maxTags = 200;

/** Tags without which a profile says nothing: a table, or a curve for grey, or curves and colorants for RGB. */
function hasTransform(tags: ReadonlySet<string>, colours: 1 | 3): boolean {
  if (tags.has('A2B0') || tags.has('D2B0') || tags.has('A2B1')) return true;
  const needed = colours === 1 ? ['kTRC'] : ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'];
  return needed.every((name) => tags.has(name));
}

/**
 * Whether a block is an ICC profile that the photo's values can be meant in: a sound header of the right colour space, and
 * all the tags it lists inside it. @see ICC.1:2022, 7.2 and 7.3
 * @param colours of the photo; grey photos may carry an RGB profile, of which its grey axis holds
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
 * The code points that a profile of an HDR or video colour space carries beside its tables, if any.
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

/** Where each tag's data stands in a profile that is known to be sound. */
export function tagPlaces(reader: ByteReader): Map<string, number> {
  const count = reader.u32(headerSize);
  const at = (index: number): number => headerSize + 4 + index * 12;
  return new Map(
    Array.from({ length: count }, (_, index) => [reader.ascii(at(index), 4), reader.u32(at(index) + 4)]),
  );
}

/** The tags that a profile lists; null when its table, or one of them, lies outside of it. */
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
