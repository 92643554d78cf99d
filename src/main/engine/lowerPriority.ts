import { constants, getPriority, setPriority } from 'node:os';

/**
 * The engine's place among the processes of the system. The page and its drawing share the cores with the network, and come first;
 * what they leave is the engine's. Windows knows classes alone.
 */
const priority = process.platform === 'win32' ? constants.priority.PRIORITY_BELOW_NORMAL : 7;

/** Lets a process that was just started come after those of the window. Without a right to it, it stays as it is. */
export function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, Math.max(priority, getPriority(pid)));
  } catch {
    // It has ended already, or the system does not allow it. It works all the same.
  }
}
