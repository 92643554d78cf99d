import { lstat } from 'node:fs/promises';

/**
 * Whether a name is taken, be it by a link that leads nowhere. A path that cannot be examined counts as free: writing to it will
 * fail with the system's own reason.
 */
export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
