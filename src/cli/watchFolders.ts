import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CandelaError } from '@contract';
import { assertWritableFolder, fileFailure } from '@disk';
import { watchWords } from './watchText';

/**
 * The watched folder and the one for the results, as absolute paths.
 * @throws CandelaError `usage.invalid`, `input.missing`, `photo.unreadable`, `output.notAFolder`, `output.notWritable`
 */
export async function assertWatchable(
  given: string,
  givenOut: string | undefined,
): Promise<{ folder: string; out: string }> {
  if (givenOut === undefined) throw invalid(watchWords.noOut);
  const [folder, out] = [resolve(given), resolve(givenOut)];
  const stats = await stat(folder).catch((error: unknown) => {
    throw fileFailure(error, { file: folder, act: 'read' });
  });
  if (!stats.isDirectory()) throw invalid(watchWords.notAFolder(folder));
  await assertWritableFolder(out);
  const real = await realpath(out).catch(() => out);
  if (real === (await realpath(folder))) throw invalid(watchWords.ownFolder);
  return { folder, out };
}

function invalid(reason: string): CandelaError {
  return new CandelaError('usage.invalid', { reason });
}
