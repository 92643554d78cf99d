import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { FileIdentity, FileState } from '@contract';

/** @throws the system's error */
export async function fileState(path: string): Promise<FileState> {
  const { size, mtimeMs } = await stat(path);
  return { size, mtimeMs };
}

/**
 * Reads a file to its end and hashes it. Its state is taken first, so that a later change shows.
 * @throws the system's error; the signal's reason
 */
export async function identifyFile(
  path: string,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<FileIdentity> {
  const state = await fileState(path);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return { ...state, sha256: hash.digest('hex') };
}
