import type { JournalPhoto, Settings, Shard } from '@contract';
import { realPath } from '../journal/journalPlace';
import type { Journal, JournaledRun, Outcome } from '../journal/readJournal';

/** A journal that was read, for a report. */
export type ReadJournal = {
  readonly file: string;
  readonly shard: Shard | undefined;
  readonly journal: Journal;
  /** Who is writing to it now, in words. */
  readonly holder: string | null;
};

/** One try at one photo, as a run tells it. Paths are absolute. */
export type Attempt = {
  /** What makes two tries be about the same photo. */
  readonly key: string;
  readonly input: string;
  readonly page: number | undefined;
  readonly run: JournaledRun;
  readonly settings: Settings;
  /** The name that the result was to get; null for a file that never became a job. */
  readonly planned: string | null;
  /** Null: none yet. */
  readonly outcome: Outcome | null;
  /** When it was settled, or when its run began. */
  readonly at: string;
  readonly median: number | null;
  /** The number of its series within its run. */
  readonly series: number | null;
};

/** Finds the path of a photo on this machine. Machines that share a folder may have it in different places. */
export type Locate = (run: JournaledRun, path: string) => string;

/** The tries at each photo, the latest last. The photos come in the order in which they were queued. */
export function attemptsIn(
  journals: readonly ReadJournal[],
  { root, locate }: { root: string; locate: Locate },
): Attempt[][] {
  const photos = new Map<string, Attempt[]>();
  for (const { journal } of journals)
    for (const run of journal.runs.values())
      for (const attempt of attemptsOf(run, root, locate)) {
        const tries = photos.get(attempt.key);
        if (tries === undefined) photos.set(attempt.key, [attempt]);
        else tries.push(attempt);
      }
  for (const tries of photos.values()) tries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return [...photos.values()];
}

function attemptsOf(run: JournaledRun, root: string, locate: Locate): Attempt[] {
  const { request, photos, outcomes, others } = run;
  const real = (stored: string): string => locate(run, realPath(root, stored));
  const refused = others.map((outcome): Attempt => {
    const input = real(outcome.input);
    const median = outcome.type === 'skipped' ? (outcome.median ?? null) : null;
    const rest = { planned: null, outcome, at: outcome.at, median, series: null };
    return { key: keyOf(input), input, page: undefined, run, settings: request.settings, ...rest };
  });
  const queued = [...photos.values()].map((photo): Attempt => {
    const outcome = outcomes.get(photo.id) ?? null;
    const input = real(photo.input);
    return {
      ...queuedPart(photo, run),
      input,
      key: keyOf(input, photo.page),
      run,
      outcome,
      planned: realPath(root, photo.output),
    };
  });
  return [...refused, ...queued];
}

function queuedPart(
  { id, page, settings, median, series }: JournalPhoto,
  { request, outcomes }: JournaledRun,
): Pick<Attempt, 'page' | 'settings' | 'at' | 'median' | 'series'> {
  const at = outcomes.get(id)?.at ?? request.at;
  const measured = { median: median ?? null, series: series ?? null };
  return { page, settings: settings ?? request.settings, at, ...measured };
}

function keyOf(input: string, page = 1): string {
  return `${page}:${input.normalize('NFC')}`;
}

/** What a photo's tries come to: the last one, unless it only found that an earlier one had done the photo. */
export function lastWord(attempts: readonly Attempt[]): Attempt | undefined {
  let word: Attempt | undefined;
  for (const attempt of attempts) if (!isAnswered(attempt, word)) word = attempt;
  return word;
}

function isAnswered({ outcome }: Attempt, before: Attempt | undefined): boolean {
  if (before?.outcome?.type !== 'done' && before?.outcome?.type !== 'copied') return false;
  if (outcome?.type === 'cancelled') return true;
  return outcome?.type === 'skipped' && (outcome.reason === 'exists' || outcome.reason === 'doneBefore');
}
