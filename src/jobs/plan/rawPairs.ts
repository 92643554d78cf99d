import { basename, dirname, join } from 'node:path';
import { CandelaError, type PhotoKind, type RawJpeg } from '@contract';
import { nameKey, splitName } from '@core';

type Found = { readonly file: { readonly path: string }; readonly kind: PhotoKind | CandelaError };

/** What cameras write beside a raw. */
const companions: readonly PhotoKind['format'][] = ['jpeg', 'heic'];

/** One shot's files lie in one folder under one name. */
const shotOf = (path: string): string => join(dirname(path), nameKey(splitName(basename(path)).name));

const formatOf = ({ kind }: Found): PhotoKind['format'] | null =>
  kind instanceof CandelaError ? null : kind.format;

/** The photos of pairs of a raw and a JPEG (or HEIC) of one shot that are left out when one of each pair is wanted. */
export function otherOfPairs<Photo extends Found>(
  photos: readonly Photo[],
  wanted: RawJpeg,
): ReadonlySet<Photo> {
  if (wanted === 'both') return new Set();
  const left = new Set<Photo>();
  for (const shot of grouped(photos).values()) {
    const raws = shot.filter((photo) => formatOf(photo) === 'raw');
    const others = shot.filter((photo) => companions.some((format) => format === formatOf(photo)));
    if (raws.length === 0 || others.length === 0) continue;
    for (const photo of wanted === 'raw' ? others : raws) left.add(photo);
  }
  return left;
}

function grouped<Photo extends Found>(photos: readonly Photo[]): Map<string, Photo[]> {
  const shots = new Map<string, Photo[]>();
  for (const photo of photos) {
    const key = shotOf(photo.file.path);
    const shot = shots.get(key);
    if (shot === undefined) shots.set(key, [photo]);
    else shot.push(photo);
  }
  return shots;
}
