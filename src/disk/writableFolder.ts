import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CandelaError } from '@contract';
import { fileFailure } from './fileFailure';

/**
 * Checks before any work that files can be written to a folder, or to the nearest existing folder above it.
 * @param folder absolute path; it need not exist
 * @throws CandelaError `output.notAFolder`, `output.notWritable`
 */
export async function assertWritableFolder(folder: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined && dirname(path) !== path) continue;
    if (found?.isDirectory() === false) throw new CandelaError('output.notAFolder', { file: path });
    await access(path, constants.W_OK | constants.X_OK).catch((error: unknown) => {
      throw fileFailure(error, { file: path, act: 'write' });
    });
    return;
  }
}
