import { fileState, identifyFile, isSameState } from '@disk';
import type { FileIdentity } from '@contract';

/** Hashes of files, each computed once as long as the file does not change. */
export class FileHashes {
  readonly #known = new Map<string, FileIdentity>();

  /** @throws the system's error; the signal's reason */
  async of(path: string, options: { signal: AbortSignal }): Promise<string> {
    return (await this.identity(path, options)).sha256;
  }

  /** @throws the system's error; the signal's reason */
  async identity(path: string, options: { signal: AbortSignal }): Promise<FileIdentity> {
    const known = this.#known.get(path);
    if (known !== undefined && isSameState(await fileState(path), known)) return known;
    const identity = await identifyFile(path, options);
    this.#known.set(path, identity);
    return identity;
  }
}
