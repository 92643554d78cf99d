import { readdir, stat } from 'node:fs/promises';
import { CandelaError, toCandelaError, type Report, type Shard } from '@contract';
import { fileFailure, isMissing } from '@disk';
import { folderOfJournals, journalPlaces, shardOf, type JournalPlace } from '../journal/journalPlace';
import { holderOf } from '../journal/JournalLock';
import { readJournal } from '../journal/readJournal';
import type { IsOwnResult } from '../plan/planBatch';
import type { ReadJournal } from './attempts';
import { joinJournals } from './joinJournals';
import { locatorOf } from './locate';
import { lookForMissing } from './lookForMissing';

export type ReadOptions = {
  /** The share that the report is about; absent: all journals of the folder. */
  readonly shard?: Shard | undefined;
  /** Candela's version. */
  readonly candela: string;
  readonly now: Date;
  readonly isOwnResult: IsOwnResult;
  readonly signal: AbortSignal;
};

/**
 * What the journals of a folder of results say, joined. Nothing is written.
 * @param folder absolute path
 * @throws CandelaError `input.missing`, `journal.none`, `journal.newer`, `journal.unreadable`; the signal's reason
 */
export async function readReport(folder: string, options: ReadOptions): Promise<Report> {
  const { shard, candela, now, isOwnResult, signal } = options;
  const journals: ReadJournal[] = [];
  for (const place of await placesIn(folder, shard)) {
    signal.throwIfAborted();
    const [holder, journal] = [await holderOf(place), await readJournal(place)];
    journals.push({ file: place.file, shard: shardOf(place), holder, journal });
  }
  const runs = journals.flatMap(({ journal }) => [...journal.runs.values()]);
  if (runs.length === 0) throw new CandelaError('journal.none', { folder });
  const locate = await locatorOf(runs);
  const at = now.toISOString();
  const joined = joinJournals(journals, { folder, at, candela, shard, locate });
  const looked = await lookForMissing(joined, { isOwnResult, signal });
  return { ...joined, ...looked };
}

async function placesIn(folder: string, shard: Shard | undefined): Promise<JournalPlace[]> {
  const names = await namesIn(folder);
  const places = journalPlaces(folder, names).filter((place) => {
    const own = shardOf(place);
    return shard === undefined || (own?.index === shard.index && own.count === shard.count);
  });
  if (places.length === 0) throw new CandelaError('journal.none', { folder });
  return places;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    await stat(folder);
    return await readdir(folderOfJournals(folder)).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
  } catch (error) {
    throw toCandelaError(fileFailure(error, { file: folder, act: 'read' }), folder);
  }
}
