import { readFile } from 'node:fs/promises';
import { systemCode } from '@contract';

/** A process of this machine. `started` tells it from a later one with the same number, where the system says when it began. */
export type ProcessId = { readonly pid: number; readonly started: string | null };

/** The time at which a process began, in the system's own units since boot. Null where that is not told (only Linux tells it). */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name of the program is in brackets and may hold spaces. The start is field 22; the first after the name is field 3.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

export async function ownProcess(): Promise<ProcessId> {
  return { pid: process.pid, started: await startOf(process.pid) };
}

export async function isRunning({ pid, started }: ProcessId): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return false;
  }
  const now = await startOf(pid);
  return started === null || now === null || now === started;
}
