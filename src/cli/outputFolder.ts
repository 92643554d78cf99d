import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CandelaError, systemReason } from '@contract';

/**
 * Checks before any reading that results can go to a folder. It, or the nearest existing folder above it, must be a writable
 * folder.
 * @param folder absolute path.
 * @throws CandelaError `output.notAFolder`, `output.notWritable`
 */
export async function checkOutputFolder(folder: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined && dirname(path) !== path) continue;
    if (found?.isDirectory() === false) throw new CandelaError('output.notAFolder', { file: path });
    await access(path, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
      const reason = systemReason(cause, 'write');
      throw new CandelaError('output.notWritable', { file: path, reason }, { cause });
    });
    return;
  }
}
