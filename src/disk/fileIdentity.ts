import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { FileIdentity, FileState } from '@contract';

/** @throws the system's error */
export async function fileState(path: string): Promise<FileState> {
  const { size, mtimeMs } = await stat(path);
  return { size, mtimeMs };
}

/** Whether a file looks untouched. */
export function isSameState(one: FileState, other: FileState): boolean {
  return one.size === other.size && one.mtimeMs === other.mtimeMs;
}

const pieceBytes = 1 << 20;

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
  const file = await open(path);
  try {
    // Pieces of a stream's size would cost more than hashing them.
    const piece = Buffer.allocUnsafe(pieceBytes);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, pieceBytes, null);
      if (bytesRead === 0) break;
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
  return { ...state, sha256: hash.digest('hex') };
}
