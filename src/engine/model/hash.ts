import { fileState, identifyFile } from '@disk';

/** Checksums by path, size and modification time, so that each file is read once per process. */
const known = new Map<string, string>();

/** The sha256 of a file, as hexadecimal digits. */
export async function sha256Of(path: string, { signal }: { signal: AbortSignal }): Promise<string> {
  const { size, mtimeMs } = await fileState(path);
  const key = `${path}\n${String(size)}\n${String(mtimeMs)}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const { sha256 } = await identifyFile(path, { signal });
  known.set(key, sha256);
  return sha256;
}
