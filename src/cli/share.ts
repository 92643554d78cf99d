import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BatchChoice, JournalRun } from '@contract';
import {
  defaultFolder,
  isBegun,
  journalPlace,
  readJournal,
  type BatchRequest,
  type JournalPlace,
} from '@jobs';

/** How the photos of a batch are chosen. */
export function choiceOf(request: BatchRequest): BatchChoice {
  const { recursive, page, include, exclude, onlyDark, copyRest, series, rawJpeg } = request;
  return {
    recursive,
    ...(page !== undefined && { page }),
    ...(include && { include: [...include] }),
    ...(exclude && { exclude: [...exclude] }),
    ...(onlyDark !== undefined && { onlyDark }),
    ...(copyRest === true && { copyRest }),
    ...(series === true && { series }),
    ...(rawJpeg !== undefined && { rawJpeg }),
  };
}

/**
 * The journal of a share that the same command began before. A share is started again after its worker died, perhaps on another
 * machine, and then goes on. Null: the share is new, or this is another batch.
 */
export async function begunShare(request: BatchRequest): Promise<JournalPlace | null> {
  const { shard, out, inputs } = request;
  if (shard === undefined) return null;
  const roots = out === undefined ? inputs.map((input) => join(input, defaultFolder)) : [out];
  for (const place of roots.map((root) => journalPlace(root, shard))) {
    const { runs } = await readJournal(place);
    const last = [...runs.values()].filter(isBegun).at(-1);
    if (last !== undefined && isSame(last.request, request)) return place;
  }
  return null;
}

function isSame(run: JournalRun, request: BatchRequest): boolean {
  const { inputs, settings, shard } = request;
  const asked = { inputs, settings, shard, choice: choiceOf(request) };
  const before = { inputs: run.inputs, settings: run.settings, shard: run.shard, choice: run.choice };
  return isDeepStrictEqual(before, JSON.parse(JSON.stringify(asked)));
}
