import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Checksums by path, size and modification time, so that each file is read once per process. */
const known = new Map<string, string>();

/** The sha256 of a file, as hexadecimal digits. */
export async function sha256Of(path: string, { signal }: { signal: AbortSignal }): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  const key = `${path}\n${String(size)}\n${String(mtimeMs)}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  const digest = hash.digest('hex');
  known.set(key, digest);
  return digest;
}
