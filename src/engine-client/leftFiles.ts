import { readdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { engineCalls, isTempName, type CallMessage } from '@contract';

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

/** Removes the temporary files of a process that has ended. */
export function removeLeft(mark: string, folders: readonly string[]): void {
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
