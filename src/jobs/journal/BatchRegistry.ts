import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isRunning } from '@disk';
import type { JournalPlace } from './journalPlace';
import { journalPlaces } from './journalPlace';
import { ownerOf } from './JournalLock';
import { readJournal, type JournaledRun } from './readJournal';
import { isUnfinished } from './resumeRuns';

const Note = z.strictObject({ root: z.string().min(1), file: z.string().min(1) });

/** A batch that stopped before its end. */
export type UnfinishedBatch = {
  readonly place: JournalPlace;
  /** When its last run began. */
  readonly at: string;
  readonly photos: number;
  readonly done: number;
  readonly failed: number;
  /** A Candela of this machine is working on it. */
  readonly isRunning: boolean;
};

/** Which folders of this person have a batch that is not finished. The journals themselves lie in those folders. */
export class BatchRegistry {
  /** @param folder absolute path; made with the first note */
  constructor(private readonly folder: string) {}

  async note({ root, file }: JournalPlace): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(this.#pathOf(file), JSON.stringify({ root, file }));
  }

  async forget({ file }: JournalPlace): Promise<void> {
    await unlink(this.#pathOf(file)).catch(() => undefined);
  }

  /** The batches that can be continued, the latest first. Folders that are not there now are kept in mind but not listed. */
  async list(): Promise<UnfinishedBatch[]> {
    const names = await readdir(this.folder).catch(() => []);
    const found = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => this.#read(name)),
    );
    return found.filter((batch) => batch !== null).sort((a, b) => b.at.localeCompare(a.at));
  }

  async #read(name: string): Promise<UnfinishedBatch | null> {
    const place = await this.#placeOf(join(this.folder, name));
    if (place === null) return null;
    const journal = await readJournal(place).catch(() => null);
    if (journal === null || journal.bytes === 0) return null;
    const runs = [...journal.runs.values()].filter(isUnfinished);
    const last = runs.at(-1);
    if (last === undefined) {
      await this.forget(place);
      return null;
    }
    const owner = await ownerOf(place);
    const isHeld = owner !== null && (await isRunning(owner));
    return { place, at: last.request.at, ...tallied(runs), isRunning: isHeld };
  }

  async #placeOf(path: string): Promise<JournalPlace | null> {
    try {
      const { root, file } = Note.parse(JSON.parse(await readFile(path, 'utf8')));
      return journalPlaces(root, [file.slice(file.lastIndexOf('journal'))])[0] ?? null;
    } catch {
      return null;
    }
  }

  #pathOf(file: string): string {
    return join(this.folder, `${createHash('sha256').update(file).digest('hex').slice(0, 16)}.json`);
  }
}

function tallied(runs: readonly JournaledRun[]): { photos: number; done: number; failed: number } {
  const outcomes = runs.flatMap((run) => [...run.outcomes.values()]);
  const count = (type: string): number => outcomes.filter((outcome) => outcome.type === type).length;
  const photos = runs.reduce((sum, run) => sum + run.photos.size, 0);
  return { photos, done: count('done') + count('copied'), failed: count('failed') };
}
