import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { CandelaError } from '@contract';

const mebibyte = 2 ** 20;

/** Address space that the engine's libraries take before the first photo, with two threads; measured, rounded up. */
const engineBytes = 1200 * mebibyte;

/** What each further thread reserves for its stack and heap. */
const threadBytes = 72 * mebibyte;

/**
 * Address space that this process may still take, bytes, by Linux's own tables; Infinity where there is no limit.
 * @param limits text of /proc/self/limits
 * @param status text of /proc/self/status
 */
export function addressRoom(limits: string, status: string): number {
  const limit = /^Max address space\s+(\d+)/m.exec(limits)?.[1];
  const taken = /^VmSize:\s+(\d+) kB/m.exec(status)?.[1];
  return limit === undefined || taken === undefined ? Infinity : Number(limit) - 1024 * Number(taken);
}

/**
 * Refuses to load the engine where the system gives too little: native libraries would end the whole program without a word.
 * @throws CandelaError `system.noMemory`
 */
export function assertRoomForEngine(): void {
  if (process.platform !== 'linux') return;
  const [limits, status] = [
    readFileSync('/proc/self/limits', 'utf8'),
    readFileSync('/proc/self/status', 'utf8'),
  ];
  const wanted = engineBytes + threadBytes * Math.max(0, availableParallelism() - 2);
  if (addressRoom(limits, status) < wanted) throw new CandelaError('system.noMemory');
}
