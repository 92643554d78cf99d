import type { BatchRecord } from '@contract';
import { BatchRegistry } from '@jobs';
import { batchLines, batchWords } from './batchText';
import { exitCodes } from './defaults';
import { jsonLine } from './jsonLine';
import type { Program } from './Program';

/** `candela batches`: lists the batches that stopped before their end. Returns the exit code. */
export async function listBatches(program: Program, { json }: { json: boolean }): Promise<number> {
  const batches = await new BatchRegistry(program.folders.batches).list();
  for (const { place, ...batch } of batches) {
    const record: BatchRecord = { type: 'batch', folder: place.root, journal: place.file, ...batch };
    if (json) program.streams.answerRaw(jsonLine(record));
    else program.streams.answer(...batchLines(record));
  }
  if (batches.length === 0) program.streams.say(batchWords.noBatches);
  return exitCodes.done;
}
