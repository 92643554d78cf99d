import type { BigIntStats, Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { CandelaError, toCandelaError } from '@contract';
import { fileFailure, isMissing } from '@disk';
import { Patterns, type PatternLists } from './Patterns';
import { hasPhotoName, isHidden } from './photoNames';
import { byName } from '@core';

/** One file that an input led to. */
export type FoundFile = {
  /** Absolute path under which it was found. */
  readonly path: string;
  /** Identifies the file, whatever path leads to it (device and inode). */
  readonly id: string;
  /** Absolute path of the folder for its result. */
  readonly outputFolder: string;
  /** Its position among the inputs. */
  readonly input: number;
  /** The person named it, or its extension is a photo's. It gets a line whatever its content is. */
  readonly expected: boolean;
  /** Named by the person, not found in a folder. */
  readonly named: boolean;
};

export type Refused = { readonly path: string; readonly input: number; readonly error: CandelaError };

export type FindRequest = PatternLists & {
  /** Absolute paths of files and folders. */
  readonly inputs: readonly string[];
  /** Absolute path of the folder for all results; absent: `enhanced` beside each file, inside each given folder. */
  readonly out?: string | undefined;
  readonly recursive: boolean;
  /** Only these files and folders, and what is below them, are taken. Absolute paths. Absent: everything. */
  readonly only?: ReadonlySet<string> | undefined;
};

export type Findings = {
  readonly files: FoundFile[];
  readonly refused: Refused[];
  /** Positions of the inputs that are folders. */
  readonly folders: number[];
  /** Positions of inputs that led to a file which an earlier input had already found. */
  readonly repeated: Set<number>;
  /** The number of files that were left out although they are not hidden: not named as photos, and not readable as files. */
  ignored: number;
  /** The number of photos, by their names, that the patterns left out. Folders left out are not looked into. */
  filtered: number;
  /** Positions of the inputs in which the patterns left something out. */
  readonly thinned: Set<number>;
};

/** The folder for results when none is named. */
export const defaultFolder = 'enhanced';

/** Identifies the file behind a path; links are followed. */
export function fileId(stats: BigIntStats): string {
  return `${stats.dev}:${stats.ino}`;
}

type Walk = { input: number; root: string; visited: Set<string>; outputRoot: string };

/**
 * The files behind the inputs, in order. Each folder is read once, so circular links end. Files that are identical through links
 * are found once.
 */
export class FileFinder {
  readonly #findings: Findings = {
    files: [],
    refused: [],
    folders: [],
    repeated: new Set(),
    ignored: 0,
    filtered: 0,
    thinned: new Set(),
  };
  readonly #found = new Set<string>();
  readonly #patterns: Patterns;

  /** @throws CandelaError `usage.invalid` for a pattern that cannot be used */
  constructor(
    private readonly request: FindRequest,
    private readonly signal: AbortSignal,
  ) {
    this.#patterns = new Patterns(request);
  }

  async find(): Promise<Findings> {
    for (const [input, path] of this.request.inputs.entries()) {
      this.signal.throwIfAborted();
      const stats = await this.#stats(path, input);
      if (stats?.isDirectory()) await this.#findIn(path, input);
      else if (stats && !this.#patterns.wants(basename(path))) this.#leaveOut(path, input);
      else if (stats)
        await this.#add(
          {
            path,
            input,
            expected: true,
            named: true,
            outputFolder: this.request.out ?? join(dirname(path), defaultFolder),
          },
          stats,
        );
    }
    return this.#findings;
  }

  async #findIn(folder: string, input: number): Promise<void> {
    this.#findings.folders.push(input);
    const outputRoot = this.request.out ?? join(folder, defaultFolder);
    const walk = { input, root: folder, visited: new Set<string>(), outputRoot };
    if (await this.#isNew(folder, { ...walk, outputRoot: '' })) await this.#walk(folder, outputRoot, walk);
  }

  async #walk(folder: string, outputFolder: string, walk: Walk): Promise<void> {
    this.signal.throwIfAborted();
    const entries = await this.#entries(folder, walk.input);
    const subfolders: string[] = [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (await this.#takeEntry(entry, path, { ...walk, outputFolder })) subfolders.push(entry.name);
    }
    if (!this.request.recursive) return;
    for (const name of subfolders) {
      const path = join(folder, name);
      if (await this.#isNew(path, walk)) await this.#walk(path, join(outputFolder, name), walk);
    }
  }

  /** Adds a file of a folder. @returns whether it is a folder itself */
  async #takeEntry(
    entry: Dirent,
    path: string,
    { root, input, outputFolder }: Walk & { outputFolder: string },
  ): Promise<boolean> {
    const below = relative(root, path).split(sep).join('/');
    if (this.#patterns.excludes(below)) {
      this.#leaveOut(path, input);
      return false;
    }
    const isWanted = this.#patterns.wants(below);
    // A subfolder that should be read and cannot be reached is reported like a missing photo.
    const expected =
      (isWanted && hasPhotoName(entry.name)) || (this.request.recursive && entry.isDirectory());
    const stats = await this.#stats(path, input, expected);
    if (stats === undefined) return false;
    if (stats.isDirectory()) return true;
    if (!isWanted) this.#leaveOut(path, input);
    else await this.#add({ path, input, expected, named: false, outputFolder }, stats);
    return false;
  }

  /** False for the results folder, for folders that were already read and for a folder that has just disappeared. */
  async #isNew(folder: string, { input, visited, outputRoot }: Walk): Promise<boolean> {
    const real = await this.#realPath(folder, input);
    if (real === undefined || visited.has(real)) return false;
    visited.add(real);
    return outputRoot === '' || real !== (await realpath(outputRoot).catch(() => outputRoot));
  }

  async #realPath(path: string, input: number): Promise<string | undefined> {
    try {
      return await realpath(path);
    } catch (cause) {
      this.#refuse(path, input, cause);
      return undefined;
    }
  }

  async #entries(folder: string, input: number): Promise<Dirent[]> {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.filter(({ name }) => !isHidden(name)).sort((a, b) => byName(a.name, b.name));
    } catch (cause) {
      this.#refuse(folder, input, cause);
      return [];
    }
  }

  async #stats(path: string, input: number, expected = true): Promise<BigIntStats | undefined> {
    try {
      return await stat(path, { bigint: true });
    } catch (cause) {
      if (expected) this.#refuse(path, input, cause);
      else this.#findings.ignored += 1;
      return undefined;
    }
  }

  async #add(file: Omit<FoundFile, 'id'>, stats: BigIntStats): Promise<void> {
    if (!stats.isFile()) {
      if (file.expected) this.#refuse(file.path, file.input, new Error('it is neither a file nor a folder'));
      else this.#findings.ignored += 1;
      return;
    }
    if (!isAmong(file.path, this.request.only)) return;
    const real = await this.#realPath(file.path, file.input);
    if (real === undefined) return;
    if (this.#found.has(real)) {
      this.#findings.repeated.add(file.input);
      return;
    }
    this.#found.add(real);
    this.#findings.files.push({ ...file, id: fileId(stats) });
  }

  #leaveOut(path: string, input: number): void {
    this.#findings.thinned.add(input);
    if (hasPhotoName(basename(path))) this.#findings.filtered += 1;
  }

  #refuse(path: string, input: number, cause: unknown): void {
    if (!isAmong(path, this.request.only)) return;
    this.#findings.refused.push({ path, input, error: refusalOf(path, cause) });
  }
}

/** Whether a path is one of these, or below one. */
export function isAmong(path: string, paths: ReadonlySet<string> | undefined): boolean {
  if (paths === undefined || paths.has(path)) return true;
  const above = dirname(path);
  return above !== path && isAmong(above, paths);
}

/** Stands in a name for bytes that are not valid UTF-8. The name with it does not lead to the file. */
const replacement = '\ufffd';

function refusalOf(file: string, cause: unknown): CandelaError {
  if (isMissing(cause) && file.includes(replacement))
    return new CandelaError('input.badName', { file }, { cause });
  return toCandelaError(fileFailure(cause, { file, act: 'read' }), file);
}
