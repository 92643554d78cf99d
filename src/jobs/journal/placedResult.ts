import type { JobResult, Placing, PlannedJob } from '@contract';
import { fileState, identifyFile } from '@disk';
import { readPlacings } from './leftovers';

/**
 * The result of a job whose engine died, if it had got its name by then. Without a journal nobody knows.
 * @returns null if the job is to be done again
 */
export async function placedResult({
  input,
  output: planned,
  journal,
}: PlannedJob): Promise<JobResult | null> {
  if (journal === undefined) return null;
  const { placed } = await readPlacings(journal);
  const placing = placed.reverse().find((each) => each.planned === planned);
  return placing === undefined ? null : resultOf(placing, input);
}

/** A result that was about to get its name, if it has it and its original is the same. @param input absolute path of the original */
export async function resultOf(placing: Placing, input: string): Promise<JobResult | null> {
  const { output, size, sha256, input: read } = placing;
  const [found, now] = await Promise.all([identifyFile(output), fileState(input)]).catch(() => [null, null]);
  const isSame = found?.sha256 === sha256 && now?.size === read.size && now.mtimeMs === read.mtimeMs;
  if (!isSame) return null;
  const timings = { decodeMs: 0, inferenceMs: 0, encodeMs: 0, totalMs: 0 };
  const written = { size, sha256 };
  return { output, written, status: 'done', provider: null, megapixels: null, timings, notices: [] };
}
