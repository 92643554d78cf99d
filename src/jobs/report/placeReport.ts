import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { CandelaError, tempName } from '@contract';
import { numberedName } from '@core';
import { assertWritableFolder, exists, fileFailure, moveWithoutReplacing, syncFolder } from '@disk';
import type { ReportNotes } from './ReportNotes';

/** Nobody has more reports than this. A person has to look at such a folder. */
const maxNumber = 10_000;

type Placing = {
  /** Absolute path that the file is to have. It gets a number if another file has that name. */
  readonly target: string;
  readonly chunks: Iterable<string>;
  readonly notes: ReportNotes;
  readonly signal: AbortSignal;
};

/**
 * Writes a report so that it is whole or absent. It replaces an earlier report that nobody has changed, and no other file.
 * @returns the path that it got
 * @throws CandelaError `output.*`; the signal's reason
 */
export async function placeReport(placing: Placing): Promise<string> {
  const { target } = placing;
  const folder = dirname(target);
  const temp = join(
    folder,
    tempName({ mark: randomBytes(4).toString('hex') }, randomBytes(4).toString('hex')),
  );
  try {
    await assertWritableFolder(folder);
    await mkdir(folder, { recursive: true });
    const sha256 = await writeTemp(temp, placing);
    const path = await nameIt(temp, sha256, placing);
    await syncFolder(folder);
    return path;
  } catch (error) {
    throw fileFailure(error, { file: target, act: 'write' });
  } finally {
    await unlink(temp).catch(() => undefined);
  }
}

/** @returns the hash of what was written */
async function writeTemp(temp: string, { chunks, signal }: Placing): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(temp, 'wx');
  try {
    for (const chunk of gathered(chunks)) {
      signal.throwIfAborted();
      hash.update(chunk);
      await file.appendFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

const atOnce = 1 << 20;

/** Few large pieces in place of many small ones. */
function* gathered(chunks: Iterable<string>): Generator<Buffer> {
  let text = '';
  for (const chunk of chunks) {
    text += chunk;
    if (text.length < atOnce) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

async function nameIt(temp: string, sha256: string, { target, notes, signal }: Placing): Promise<string> {
  const extension = extname(target);
  const name = basename(target, extension);
  for (let number = 1; number <= maxNumber; number += 1) {
    signal.throwIfAborted();
    const path = join(dirname(target), `${numberedName(name, number)}${extension}`);
    const isTaken = await exists(path);
    if (isTaken && !(await isReplaceable(path, notes))) continue;
    await notes.add(path, sha256);
    if (isTaken) {
      await rename(temp, path);
      return path;
    }
    if (await moveWithoutReplacing(temp, path)) return path;
  }
  const reason = 'too many files of that name are there';
  throw new CandelaError('output.notWritable', { file: target, reason });
}

/** A file that cannot be read is not known to be ours. */
function isReplaceable(path: string, notes: ReportNotes): Promise<boolean> {
  return notes.knows(path).catch(() => false);
}
