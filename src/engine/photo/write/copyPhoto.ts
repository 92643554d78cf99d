import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CandelaError } from '@contract';
import { fileFailure, fileState, identifyFile, isMissing } from '@disk';
import { safeWrite } from './safeWrite';

export type CopyRequest = {
  /** Absolute paths. */
  readonly input: string;
  readonly output: string;
};

/**
 * Copies a photo byte for byte. The copy is whole or absent, and replaces nothing: it gets a number if its name is taken. A file of
 * that name with the same content is the copy.
 * @returns the path of the copy
 * @throws CandelaError `photo.changed`, and as opening a photo and writing a result
 */
export async function copyPhoto(
  { input, output }: CopyRequest,
  { signal }: { signal: AbortSignal },
): Promise<string> {
  const bytes = await readUnchanged(input, signal);
  if (await isSame(output, bytes, signal)) return output;
  const check = async (path: string): Promise<void> => {
    if (!(await isSame(path, bytes, signal))) throw new CandelaError('photo.changed', { file: path });
  };
  const request = {
    target: output,
    original: input,
    policy: 'number',
    parts: [bytes],
    check,
    signal,
  } as const;
  const placed = await safeWrite(request);
  return placed?.path ?? output;
}

/** The file's bytes, if it was not changed while they were read. */
async function readUnchanged(path: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const before = await fileState(path);
    const bytes = await readFile(path, { signal });
    const after = await fileState(path);
    const isChanged = after.size !== before.size || after.mtimeMs !== before.mtimeMs;
    if (isChanged || bytes.length !== before.size) throw new CandelaError('photo.changed', { file: path });
    return bytes;
  } catch (error) {
    signal.throwIfAborted();
    throw fileFailure(error, { file: path, act: 'read' });
  }
}

/** Whether a file has this content. */
async function isSame(path: string, bytes: Uint8Array, signal: AbortSignal): Promise<boolean> {
  try {
    if ((await fileState(path)).size !== bytes.length) return false;
    const { sha256 } = await identifyFile(path, { signal });
    return sha256 === createHash('sha256').update(bytes).digest('hex');
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
