import { unlink } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CandelaError, type FileIdentity, type PhotoHandle, type ResultFile } from '@contract';
import { fileState, identifyFile } from '@disk';
import { newHandle } from '../photo/PhotoRegistry';
import { undoText } from '../text';
import type { MadeFolders } from './MadeFolders';

type Entry = { readonly path: string } & (
  { readonly written: FileIdentity } | { readonly keptFor: 'notOurs' | 'replaced' }
);

/** The results of this run, for `show in folder` and `undo`. Nothing else is ever removed. */
export class SaveLedger {
  readonly #entries = new Map<PhotoHandle, Entry>();

  constructor(private readonly folders: Pick<MadeFolders, 'removeEmpty'>) {}

  /** A result that was just written. */
  async add(path: string): Promise<PhotoHandle> {
    return this.#keep({ path, written: await identifyFile(path) });
  }

  /** A result that was just written, whose content is known. */
  async addWritten(path: string, written: ResultFile): Promise<PhotoHandle> {
    const { mtimeMs } = await fileState(path);
    return this.#keep({ path, written: { ...written, mtimeMs } });
  }

  /** An existing file that was left alone. It can be shown but not removed. */
  addExisting(path: string): PhotoHandle {
    return this.#keep({ path, keptFor: 'notOurs' });
  }

  /** A result that replaced an earlier one. Removing it would lose both. */
  addReplacing(path: string): PhotoHandle {
    return this.#keep({ path, keptFor: 'replaced' });
  }

  /** @throws CandelaError `output.undoRefused` for an unknown handle */
  pathOf(save: PhotoHandle): string {
    return this.#get(save).path;
  }

  /**
   * Removes a result that is unchanged since it was written, and the folders made for it.
   * @throws CandelaError `output.undoRefused`
   */
  async undo(save: PhotoHandle): Promise<void> {
    const entry = this.#get(save);
    const { path } = entry;
    const refuse = (reason: string, cause?: unknown): never => {
      throw new CandelaError('output.undoRefused', { file: basename(path), reason }, { cause });
    };
    if ('keptFor' in entry) return refuse(undoText[entry.keptFor]);
    const { written } = entry;
    const present = await identifyFile(path).catch((cause: unknown) => refuse(undoText.gone, cause));
    const isSame = present.sha256 === written.sha256 && present.mtimeMs === written.mtimeMs;
    if (!isSame || present.size !== written.size) refuse(undoText.changed);
    await unlink(path).catch((cause: unknown) => refuse(undoText.notAllowed, cause));
    this.#entries.delete(save);
    await this.folders.removeEmpty(dirname(path));
  }

  #keep(entry: Entry): PhotoHandle {
    const save = newHandle();
    this.#entries.set(save, entry);
    return save;
  }

  #get(save: PhotoHandle): Entry {
    const entry = this.#entries.get(save);
    if (!entry)
      throw new CandelaError('output.undoRefused', { file: undoText.theResult, reason: undoText.unknown });
    return entry;
  }
}
