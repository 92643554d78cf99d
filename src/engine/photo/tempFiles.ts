import { unlinkSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/** Temporary files that exist now. */
const live = new Set<string>();

/** A name for a temporary file in the folder of its target, so that renaming never crosses disks. */
export function claimTempFile(folder: string): string {
  const path = join(folder, `.candela-${randomBytes(8).toString('hex')}.part`);
  live.add(path);
  return path;
}

/** To be called when the file is gone or has become a result. */
export function releaseTempFile(path: string): void {
  live.delete(path);
}

/** Removes every temporary file of this process at once, for use when it is about to end. */
export function removeTempFiles(): void {
  for (const path of live) {
    try {
      unlinkSync(path);
    } catch {
      // It was never made, or is already gone: what we want. Nothing can be said or done while the process ends.
    }
  }
  live.clear();
}
