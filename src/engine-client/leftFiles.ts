import { readdirSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { engineCalls, isTempName, programFile, tempFolderName, type CallMessage } from '@contract';

/** How long the system may take to end a killed process, ms. */
const endingMs = 20;

/** The folders that these calls write to. */
export function foldersOf(requests: readonly CallMessage[]): string[] {
  const folders = requests.flatMap(({ name, input }) => {
    const output = outputOf(name, input);
    return output === undefined ? [] : [dirname(output)];
  });
  return [...new Set(folders)];
}

function outputOf(name: CallMessage['name'], input: unknown): string | undefined {
  if (name === 'file.copy') return engineCalls[name].input.safeParse(input).data?.output;
  return name === 'photo.enhance' ? engineCalls[name].input.safeParse(input).data?.job.output : undefined;
}

/** Ends the programs that a process left running, and removes its own temporary folder. */
function removeLeftFolder(mark: string): void {
  const own = join(tmpdir(), tempFolderName(mark));
  try {
    for (const name of readdirSync(own)) endProgram(join(own, name, programFile));
    rmSync(own, { recursive: true, force: true });
  } catch {
    // There is none, which is usual.
  }
}

/** @param file holds the number of a program that leads a group of processes, except on Windows */
function endProgram(file: string): void {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (Number.isSafeInteger(pid) && pid > 1)
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** Removes the temporary files of a process that has ended. */
export function removeLeft(mark: string, folders: readonly string[]): void {
  removeLeftFolder(mark);
  for (const folder of folders) {
    try {
      const left = readdirSync(folder).filter((name) => isTempName(name, { mark }));
      for (const name of left) unlinkSync(join(folder, name));
    } catch {
      // The folder or its disk is gone, and the files with it.
    }
  }
}

/** Waits until a process that was just killed makes no more files. For programs that end at once. */
export function waitForEnd(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, endingMs);
}
