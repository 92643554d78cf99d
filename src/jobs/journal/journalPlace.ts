import { isAbsolute, join, relative, sep } from 'node:path';
import type { Shard } from '@contract';

/** Where a journal and its companions lie. Absolute paths. */
export type JournalPlace = {
  /** The folder of results that the journal serves. */
  readonly root: string;
  /** The folder `.candela` in it. */
  readonly folder: string;
  readonly file: string;
  readonly lock: string;
  /** The engine's notes about results that get their names. */
  readonly placings: string;
  /** The journal is that of one share of a batch. */
  readonly isShard: boolean;
};

const journalFolder = '.candela';
const namePattern = /^journal(-\d+-of-\d+)?\.jsonl$/;

/** The journal of a folder of results, or of one share of a batch. */
export function journalPlace(root: string, shard?: Shard): JournalPlace {
  return placeOf(root, shard === undefined ? '' : `-${shard.index}-of-${shard.count}`);
}

/** The journals among the names in a folder `.candela`. */
export function journalPlaces(root: string, names: readonly string[]): JournalPlace[] {
  const found = names.flatMap((name) => {
    const match = namePattern.exec(name);
    return match === null ? [] : [match[1] ?? ''];
  });
  return found.sort().map((suffix) => placeOf(root, suffix));
}

/** The share of a batch that a journal is about; undefined for the journal of a whole batch. */
export function shardOf({ file }: Pick<JournalPlace, 'file'>): Shard | undefined {
  const [, index, count] = /-(\d+)-of-(\d+)\.jsonl$/.exec(file) ?? [];
  return count === undefined ? undefined : { index: Number(index), count: Number(count) };
}

export function folderOfJournals(root: string): string {
  return join(root, journalFolder);
}

function placeOf(root: string, suffix: string): JournalPlace {
  const folder = folderOfJournals(root);
  const named = (ending: string): string => join(folder, `journal${suffix}${ending}`);
  return {
    ...{ root, folder, isShard: suffix !== '' },
    ...{ file: named('.jsonl'), lock: named('.lock'), placings: named('.placings.jsonl') },
  };
}

/** A path as the journal stores it: relative with `/` below the root, so that the folder may be moved; otherwise absolute. */
export function storedPath(root: string, path: string): string {
  const below = relative(root, path);
  const isBelow = below !== '' && below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
  return isBelow ? below.split(sep).join('/') : path;
}

export function realPath(root: string, stored: string): string {
  return isAbsolute(stored) ? stored : join(root, ...stored.split('/'));
}
