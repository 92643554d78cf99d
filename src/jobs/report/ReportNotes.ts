import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { identifyFile } from '@disk';
import { folderOfJournals, storedPath } from '../journal/journalPlace';

const Note = z.strictObject({ path: z.string(), sha256: z.string() });

/** Which files Candela wrote as reports of a folder, so that it replaces those and no others. */
export class ReportNotes {
  readonly #file: string;

  /** @param root the folder of results, an absolute path */
  constructor(private readonly root: string) {
    this.#file = join(folderOfJournals(root), 'reports.jsonl');
  }

  /** A folder that cannot be written to keeps no notes. The next report beside it then gets a number. */
  async add(path: string, sha256: string): Promise<void> {
    const note = { path: storedPath(this.root, path), sha256 };
    await appendFile(this.#file, `${JSON.stringify(note)}\n`).catch(() => undefined);
  }

  /** Whether a file is a report that nobody has changed since. */
  async knows(path: string): Promise<boolean> {
    const text = await readFile(this.#file, 'utf8').catch(() => '');
    const stored = storedPath(this.root, path);
    const hashes = text.split('\n').flatMap((line) => {
      const note = noteOf(line);
      return note?.path === stored ? [note.sha256] : [];
    });
    return hashes.length > 0 && hashes.includes((await identifyFile(path)).sha256);
  }
}

function noteOf(line: string): z.infer<typeof Note> | undefined {
  try {
    return Note.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
