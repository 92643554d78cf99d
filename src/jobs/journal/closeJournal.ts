import { unlink } from 'node:fs/promises';
import type { BatchRegistry } from './BatchRegistry';
import type { JournalFile } from './JournalFile';
import { readJournal } from './readJournal';
import { isUnfinished } from './resumeRuns';

/** Closes a journal. A batch that is finished needs neither the engine's notes nor a place in the list of unfinished ones. */
export async function closeJournal(journal: JournalFile, registry: BatchRegistry): Promise<void> {
  const { place } = journal;
  const { runs } = await readJournal(place);
  const isFinished = ![...runs.values()].some(isUnfinished);
  if (isFinished) await unlink(place.placings).catch(() => undefined);
  await journal.close();
  if (isFinished) await registry.forget(place);
}
