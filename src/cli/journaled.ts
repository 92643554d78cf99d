import { dirname, join, sep } from 'node:path';
import type { PlannedJob } from '@contract';
import type { ModelEntry } from '@engine';
import {
  BatchRegistry,
  defaultFolder,
  isUnfinished,
  JournalFile,
  journalPlace,
  readJournal,
  Recorder,
  type BatchPlan,
  type BatchRequest,
  type JournalKey,
  type JournalPlace,
} from '@jobs';
import { batchWords } from './batchText';
import type { Program } from './Program';

/** A journal that is open, and the places of the plan's jobs in it. */
export type OpenJournal = AsyncDisposable & {
  readonly recorder: Recorder;
  readonly keys: readonly JournalKey[];
  /** The folder that `--resume` takes. */
  readonly root: string;
};

/** Hashes of the files of models, by their ids. */
export function modelHashes(models: readonly ModelEntry[]): (model: string) => string | null {
  const hashes = new Map(models.map((entry) => [entry.id, 'card' in entry ? entry.card.sha256 : null]));
  return (model) => hashes.get(model) ?? null;
}

/** One photo needs no journal: it is done or it is not. */
export function needsJournal(plan: BatchPlan, request: Pick<BatchRequest, 'shard'>): boolean {
  return plan.jobs.length > 1 || request.shard !== undefined;
}

/**
 * Opens the journal of a batch and writes the plan into it.
 * @throws CandelaError `journal.*`, `output.*`
 */
export async function beginJournal(
  program: Program,
  models: readonly ModelEntry[],
  { plan, request }: { plan: BatchPlan; request: BatchRequest },
): Promise<OpenJournal> {
  const { inputs, settings, shard } = request;
  const root = rootOf(request, plan.jobs);
  const journal = await JournalFile.open(journalPlace(root, shard));
  const registry = new BatchRegistry(program.folders.batches);
  const recorder = new Recorder(journal, modelHashes(models));
  try {
    await note(registry, journal.place);
    const more = shard === undefined ? {} : { shard };
    const keys = await recorder.begin(
      { candela: program.version, inputs: [...inputs], settings, ...more },
      plan,
    );
    if (plan.jobs.some(({ output }) => !isBelow(root, output)))
      program.streams.say(batchWords.journalLies(root));
    return { recorder, keys, root, [Symbol.asyncDispose]: () => closeJournal(journal, registry) };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

/** Closes a journal. A batch that is finished needs no place in the list of unfinished ones. */
export async function closeJournal(journal: JournalFile, registry: BatchRegistry): Promise<void> {
  await journal.close();
  const { runs } = await readJournal(journal.place);
  if (![...runs.values()].some(isUnfinished)) await registry.forget(journal.place);
}

/** The list only helps to find a journal. That it cannot be written must not stop a batch. */
export async function note(registry: BatchRegistry, place: JournalPlace): Promise<void> {
  await registry.note(place).catch(() => undefined);
}

/** The folder whose journal serves the whole run: that of all results, or the one of the first photo. */
function rootOf({ out, inputs }: BatchRequest, jobs: readonly PlannedJob[]): string {
  if (out !== undefined) return out;
  const [first] = jobs;
  const input = inputs.find((path) => first !== undefined && isBelow(path, first.input));
  if (input !== undefined) return join(input, defaultFolder);
  return join(dirname(first?.input ?? inputs[0] ?? '.'), defaultFolder);
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
