import { createHash } from 'node:crypto';
import { constants, lstat, open, realpath, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { CandelaError, isAbort, systemCode, type ConflictPolicy, type Job, type ResultFile } from '@contract';
import { numberedName } from '@core';
import { assertWritableFolder, exists, fileFailure, isMissing, moveWithoutReplacing } from '@disk';
import { folderFailure, keepFolder, makeFolder, unmakeFolder } from './makeFolder';
import { notePlacing, noteProcess } from './notePlacing';
import { isUntouchedResult } from './seal';
import type { FileParts } from './splice/Blocks';
import { claimTempFile, releaseTempFile, sweepTempFiles } from './tempFiles';

export type WriteRequest = {
  /** Absolute path of the result. */
  target: string;
  /** The original, which must never be replaced. */
  original: string;
  policy: ConflictPolicy;
  parts: FileParts;
  /** Reads the temporary file back. Throws if it is wrong. */
  check: (path: string) => Promise<void>;
  /** The journal that the result belongs to. */
  journal?: Job['journal'] | undefined;
  signal: AbortSignal;
};

/** A result with its final name. */
export type Placed = ResultFile & { path: string };

function contentOf(parts: FileParts): ResultFile {
  const hash = createHash('sha256');
  let size = 0;
  for (const part of parts) {
    hash.update(part);
    size += part.length;
  }
  return { size, sha256: hash.digest('hex') };
}

/** Nobody has more names than this. A person has to look at such a folder. */
const maxNumber = 100_000;

/** If a path leads through a file, the error names that file, not the result. */
async function failureOf(error: unknown, target: string): Promise<unknown> {
  if (systemCode(error) === 'ENOTDIR') return await folderFailure(error, dirname(target));
  return fileFailure(error, { file: target, act: 'write' });
}

/** Whether two paths are one file: by name after links are followed, or by device and inode. */
async function isSameFile(a: string, b: string): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([stat(a), stat(b)]);
    if (one.ino !== 0 && one.ino === other.ino && one.dev === other.dev) return true;
    return (await realpath(a)) === (await realpath(b));
  } catch (error) {
    // One of them does not exist, so they differ.
    if (isMissing(error)) return false;
    throw error;
  }
}

type Place = Pick<WriteRequest, 'target' | 'original' | 'policy' | 'signal'>;

/** Refuses what `overwrite` must never replace: the original of this photo, and a folder. */
async function assertReplaceable({ target, original }: Place): Promise<void> {
  if (!(await exists(target))) return;
  if (await isSameFile(target, original)) throw new CandelaError('output.isInput', { file: original });
  if ((await lstat(target)).isDirectory())
    throw new CandelaError('output.notWritable', { file: target, reason: 'a folder has that name' });
}

async function writeParts(handle: FileHandle, { parts, signal }: WriteRequest): Promise<void> {
  for (const part of parts) {
    signal.throwIfAborted();
    for (let at = 0; at < part.length;) {
      const { bytesWritten } = await handle.write(part, at, part.length - at);
      at += bytesWritten;
    }
  }
  signal.throwIfAborted();
  await handle.sync();
}

async function writeTemp(path: string, request: WriteRequest): Promise<void> {
  const handle = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o666);
  try {
    await writeParts(handle, request);
  } finally {
    await handle.close();
  }
}

/** `name.jpg`, `name-2.jpg`, `name-3.jpg`, … */
export function numbered(target: string, number: number): string {
  const extension = extname(target);
  const name = numberedName(basename(target, extension), number);
  return join(dirname(target), `${name}${extension}`);
}

/** Results that were numbered in place of overwriting. Another photo may have planned for such a name; it must not replace them. */
const besideOthers = new Set<string>();

type File = Omit<Placed, 'path'> & { temp: string };

async function place({ temp, ...content }: File, request: WriteRequest): Promise<string | null> {
  const { target, policy, signal, journal } = request;
  const note = async (output: string): Promise<void> => {
    if (journal)
      await notePlacing(journal.placings, { planned: target, output, input: journal.input, ...content });
  };
  if (policy === 'overwrite') {
    await assertReplaceable(request);
    if (!besideOthers.has(target) && (await isUntouchedResult(target, { signal }))) {
      await note(target);
      await rename(temp, target);
      return target;
    }
  }
  if (policy === 'skip') {
    await note(target);
    return (await moveWithoutReplacing(temp, target)) ? target : null;
  }
  for (let number = 1; number <= maxNumber; number++) {
    const path = numbered(target, number);
    // Names that are taken need no note. This matters where a thousand are.
    if (await exists(path)) continue;
    await note(path);
    if (await moveWithoutReplacing(temp, path)) {
      if (policy === 'overwrite' && number > 1) besideOthers.add(path);
      return path;
    }
  }
  throw new CandelaError('output.notWritable', {
    file: target,
    reason: 'too many files of that name are there',
  });
}

/** Makes the new name survive a power cut. Some systems cannot open folders; there only the file itself can be flushed. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  } finally {
    await handle?.close();
  }
}

/** The file may never have been made, or its disk is gone. The first failure says more than a second one would. */
async function removeTemp(temp: string): Promise<void> {
  await Promise.allSettled([unlink(temp)]);
  releaseTempFile(temp);
}

/**
 * Refuses, before any work, a target that must not be written: an original, or a folder without write permission.
 * @returns false if the name is taken and the photo is to be skipped
 */
export async function mayWrite(place: Place): Promise<boolean> {
  const { target, policy } = place;
  try {
    if (policy === 'overwrite') await assertReplaceable(place);
    if (policy === 'skip' && (await exists(target))) return false;
    await assertWritableFolder(dirname(target));
    return true;
  } catch (error) {
    throw await failureOf(error, target);
  }
}

/**
 * Writes a result so that it is whole or absent. It goes to a temporary file next to its target, is flushed, read back and then
 * renamed. No temporary file remains in any case.
 * @returns the file, or null if its name was taken and the policy is to skip
 * @throws CandelaError `output.notAFolder`, `output.notWritable`, `output.noSpace`, `output.nameTooLong`, `output.isInput`,
 *   and the errors of `check`
 */
export async function safeWrite(request: WriteRequest): Promise<Placed | null> {
  const { target, signal } = request;
  signal.throwIfAborted();
  const folder = dirname(target);
  try {
    await makeFolder(folder);
    const placed = await writeInto(folder, request);
    keepFolder(folder);
    return placed;
  } catch (error) {
    await unmakeFolder(folder);
    throw await failureOf(error, target);
  }
}

async function writeAndPlace(temp: string, request: WriteRequest): Promise<Placed | null> {
  const { target, signal, parts } = request;
  let isThere = false;
  try {
    await writeTemp(temp, request);
    isThere = true;
    signal.throwIfAborted();
    await request.check(temp);
    signal.throwIfAborted();
    const content = contentOf(parts);
    const path = await place({ temp, ...content }, request);
    return path === null ? null : { path, ...content };
  } catch (error) {
    // That its folder is gone says more than that it cannot be read back.
    const isGone = systemCode(error) === 'ENOENT' || (isThere && !(await exists(temp)));
    if (isAbort(error) || !isGone) throw error;
    const reason = 'its folder was removed meanwhile';
    throw new CandelaError('output.notWritable', { file: target, reason }, { cause: error });
  }
}

async function writeInto(folder: string, request: WriteRequest): Promise<Placed | null> {
  await sweepTempFiles(folder);
  if (request.journal) await noteProcess(request.journal.placings);
  const temp = claimTempFile(folder, request.journal?.run);
  try {
    const placed = await writeAndPlace(temp, request);
    await syncFolder(folder);
    return placed;
  } finally {
    await removeTemp(temp);
  }
}
