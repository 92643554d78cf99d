import { fileState, identifyFile } from '@disk';
import type { FileIdentity } from '@contract';

/** Hashes of files, each computed once as long as the file does not change. */
export class FileHashes {
  readonly #known = new Map<string, FileIdentity>();

  /** @throws the system's error; the signal's reason */
  async of(path: string, options: { signal: AbortSignal }): Promise<string> {
    const known = this.#known.get(path);
    if (known !== undefined) {
      const { size, mtimeMs } = await fileState(path);
      if (size === known.size && mtimeMs === known.mtimeMs) return known.sha256;
    }
    const identity = await identifyFile(path, options);
    this.#known.set(path, identity);
    return identity.sha256;
  }
}
