import { open } from 'node:fs/promises';
import type { Placing, PlacingLine } from '@contract';

/** The files in which this process has noted itself. */
const noted = new Set<string>();

/**
 * Notes that this process writes results for a journal, once. Whoever continues the journal waits until it has ended.
 * @param path absolute path of a file of JSON lines, in a folder that exists
 */
export async function noteProcess(path: string): Promise<void> {
  if (noted.has(path)) return;
  await append(path, { pid: process.pid });
  noted.add(path);
}

/**
 * Notes, before a result gets its name, which file is about to appear there. After a crash, the note tells a finished result of the
 * batch from a file of somebody else. It is on the disk when this returns.
 */
export async function notePlacing(path: string, placing: Placing): Promise<void> {
  await append(path, placing);
}

async function append(path: string, line: PlacingLine): Promise<void> {
  const file = await open(path, 'a');
  try {
    await file.write(`${JSON.stringify(line)}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}
