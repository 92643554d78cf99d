import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CandelaError, type FileState, type Job, type ResultFile } from '@contract';
import { exists, fileFailure, fileState, identifyFile, isMissing, isSameState } from '@disk';
import { numbered, safeWrite, type Placed } from './safeWrite';

/** Absolute paths. */
export type CopyRequest = Pick<Job, 'input' | 'output' | 'journal'>;

/**
 * Copies a photo byte for byte. The copy is whole or absent, and replaces nothing: it gets a number if its name is taken. A file of
 * such a name with the same content is the copy.
 * @throws CandelaError `photo.changed`, and as opening a photo and writing a result
 */
export async function copyPhoto(
  { input, output, journal }: CopyRequest,
  { signal }: { signal: AbortSignal },
): Promise<Placed> {
  const bytes = await readUnchanged(input, { expected: journal?.input, signal });
  const content = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  const path = await earlierCopy(output, content, signal);
  if (path !== null) return { path, ...content };
  const check = async (temp: string): Promise<void> => {
    if (!(await isSame(temp, content, signal))) throw new CandelaError('photo.changed', { file: input });
  };
  const request = {
    target: output,
    original: input,
    policy: 'number',
    parts: [bytes],
    check,
    journal,
    signal,
  } as const;
  return (await safeWrite(request)) ?? { path: output, ...content };
}

/** A file with this content under the name, or under one with a number, as far as these are taken. */
async function earlierCopy(output: string, content: ResultFile, signal: AbortSignal): Promise<string | null> {
  for (let number = 1; ; number += 1) {
    const path = numbered(output, number);
    if (!(await exists(path))) return null;
    if (await isSame(path, content, signal)) return path;
  }
}

type Expected = { readonly expected: FileState | undefined; readonly signal: AbortSignal };

/** The file's bytes, if it was not changed while they were read, or since its state was taken. */
async function readUnchanged(path: string, { expected, signal }: Expected): Promise<Uint8Array> {
  try {
    const before = await fileState(path);
    const bytes = await readFile(path, { signal });
    const after = await fileState(path);
    const isChanged = !isSameState(after, before) || !isSameState(after, expected ?? after);
    if (isChanged || bytes.length !== before.size) throw new CandelaError('photo.changed', { file: path });
    return bytes;
  } catch (error) {
    signal.throwIfAborted();
    throw fileFailure(error, { file: path, act: 'read' });
  }
}

/** Whether a file has this content. */
async function isSame(path: string, { size, sha256 }: ResultFile, signal: AbortSignal): Promise<boolean> {
  try {
    if ((await fileState(path)).size !== size) return false;
    return (await identifyFile(path, { signal })).sha256 === sha256;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
