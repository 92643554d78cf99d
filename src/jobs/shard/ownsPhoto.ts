import { createHash } from 'node:crypto';
import { basename, relative, sep } from 'node:path';
import type { Shard } from '@contract';

/**
 * Whether a photo belongs to a share of a batch. It is decided by the photo's path below its input alone: the same on every machine,
 * wherever the folder is mounted, and whatever other photos come or go.
 * @param input absolute path of the folder or file that led to the photo
 */
export function ownsPhoto({ index, count }: Shard, path: string, input: string): boolean {
  const below = path === input ? basename(path) : relative(input, path).split(sep).join('/');
  const hash = createHash('sha256').update(below.normalize('NFC')).digest();
  return hash.readUInt32BE(0) % count === index - 1;
}
