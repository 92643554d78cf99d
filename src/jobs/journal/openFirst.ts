import { CandelaError } from '@contract';

/**
 * Opens the journal of the first folder that can be written to. The photos of the others fail with the reason. Undefined: no folder can
 * be written to, so no photo can be done.
 * @param roots absolute paths of folders of results
 * @throws what `open` throws, but for `output.*`
 */
export async function openFirst<Opened>(
  roots: readonly string[],
  open: (root: string) => Promise<Opened>,
): Promise<Opened | undefined> {
  for (const root of roots)
    try {
      return await open(root);
    } catch (error) {
      const isRefused = error instanceof CandelaError && error.code.startsWith('output.');
      if (!isRefused) throw error;
    }
  return undefined;
}
