import {
  reportVersion,
  type Report,
  type ReportJournal,
  type ReportPhoto,
  type ReportRun,
  type ReportStatus,
  type Settings,
  type Shard,
} from '@contract';
import { realPath } from '../journal/journalPlace';
import type { JournaledRun, Outcome } from '../journal/readJournal';
import { isUnfinished } from '../journal/resumeRuns';
import { attemptsIn, lastWord, type Attempt, type Locate, type ReadJournal } from './attempts';
import { settingsWords } from './settingsWords';
import { totalsOf } from './totals';
import { doneTwice } from './twice';

export type JoinOptions = {
  /** Absolute path of the folder of results. */
  readonly folder: string;
  /** When the report is made, and by which version. */
  readonly at: string;
  readonly candela: string;
  /** The report is about this share alone. */
  readonly shard?: Shard | undefined;
  readonly locate?: Locate;
};

/** What was looked for in the inputs themselves. */
type Looked = 'missing' | 'unseen';

/** Joins the journals of a folder into one report: the last word about each photo, in the order in which they were queued. */
export function joinJournals(
  journals: readonly ReadJournal[],
  { folder, locate = asWritten, shard, ...made }: JoinOptions,
): Omit<Report, Looked> {
  const attempts = attemptsIn(journals, { root: folder, locate });
  const context = { folder, settings: new Settled(), series: new Map<string, number>() };
  const photos = attempts.flatMap((tries) => photoOf(tries, context) ?? []);
  const runs = journals.flatMap(({ file, journal }) =>
    [...journal.runs.values()].map((run) => runOf(run, file, context.settings)),
  );
  const done = attempts.flat().flatMap(({ outcome }) => (outcome?.type === 'done' ? [outcome] : []));
  return {
    ...{ type: 'candela-report', version: reportVersion, ...made, folder },
    ...(shard && { shard }),
    totals: totalsOf(photos, done),
    onlyDark: runs.flatMap(({ choice }) => choice ?? []).at(-1)?.onlyDark ?? null,
    journals: journals.map(journalOf),
    runs,
    settings: context.settings.list.map((each) => ({ words: settingsWords(each), settings: each })),
    photos,
    twice: doneTwice(attempts, folder),
    missingShards: shard === undefined ? missingShards(runs) : [],
  };
}

const asWritten: Locate = (_, path) => path;

/** The different settings of a report. Photos name theirs by its position. */
class Settled {
  readonly list: Settings[] = [];
  readonly #places = new Map<string, number>();
  /** Photos of a journal share their settings. */
  readonly #known = new Map<Settings, number>();

  placeOf(settings: Settings): number {
    const place = this.#known.get(settings) ?? this.#search(settings);
    this.#known.set(settings, place);
    return place;
  }

  #search(settings: Settings): number {
    const key = JSON.stringify(settings);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.list.length);
    return this.list.push(settings) - 1;
  }
}

type Context = {
  readonly folder: string;
  readonly settings: Settled;
  /** Numbers of the series of all runs. */
  readonly series: Map<string, number>;
};

function photoOf(tries: readonly Attempt[], context: Context): ReportPhoto | undefined {
  const word = lastWord(tries);
  if (word === undefined) return undefined;
  const { input, page, run, outcome } = word;
  const { shard, run: id } = run.request;
  return {
    ...{ input, ...(page !== undefined && { page }) },
    status: statusOf(word),
    at: outcome?.at ?? null,
    output: outputOf(word, context.folder),
    ...reasonOf(outcome),
    ...{ run: id, ...(shard && { shard }), settings: context.settings.placeOf(word.settings) },
    ...figuresOf(word),
    median: tries.flatMap((each) => each.median ?? []).at(-1) ?? null,
    series: numberOf(word, context.series),
  };
}

function reasonOf(outcome: Outcome | null): Pick<ReportPhoto, 'error' | 'reason'> {
  if (outcome?.type === 'failed') return { error: outcome.error };
  if (outcome?.type === 'copied') return { reason: 'copied' };
  return outcome?.type === 'skipped' ? { reason: outcome.reason } : {};
}

/** What is known of a photo only when it is done. */
function figuresOf({
  outcome,
  run,
}: Attempt): Pick<ReportPhoto, 'modelSha256' | 'provider' | 'megapixels' | 'timings' | 'notices'> {
  if (outcome?.type === 'done') {
    const { modelSha256, provider, megapixels, timings, notices } = outcome;
    return { modelSha256, provider, megapixels, timings, notices };
  }
  const { modelSha256 } = run.request;
  return { modelSha256, provider: null, megapixels: null, timings: null, notices: [] };
}

/** A photo without an outcome in a run that was ended was given up. */
function statusOf({ outcome, run }: Attempt): ReportStatus {
  if (outcome !== null) return outcome.type === 'copied' ? 'skipped' : outcome.type;
  return run.isEnded ? 'cancelled' : 'open';
}

function outputOf({ outcome, planned }: Attempt, folder: string): string | null {
  if (outcome === null) return planned;
  if (outcome.type === 'done' || outcome.type === 'copied') return realPath(folder, outcome.output.path);
  return outcome.type === 'skipped' && outcome.output !== null ? realPath(folder, outcome.output) : null;
}

function numberOf({ run, series }: Attempt, numbers: Map<string, number>): number | null {
  if (series === null) return null;
  const key = `${run.request.run} ${series}`;
  const number = numbers.get(key) ?? numbers.size + 1;
  numbers.set(key, number);
  return number;
}

function runOf({ request, ...run }: JournaledRun, journal: string, list: Settled): ReportRun {
  const { run: id, at, candela, inputs, modelSha256, shard, choice, settings } = request;
  return {
    ...{ run: id, journal, at, candela, inputs, settings: list.placeOf(settings), modelSha256 },
    ...(shard && { shard }),
    ...(choice && { choice }),
    photos: filesOf(run),
    isUnfinished: isUnfinished({ request, ...run }),
  };
}

/** A file that was refused may have become a photo when the run was started again. */
function filesOf({ photos, others }: Pick<JournaledRun, 'photos' | 'others'>): number {
  const planned = new Set([...photos.values()].map(({ input }) => input));
  const never = others.filter(({ input }) => !planned.has(input));
  return photos.size + new Set(never.map(({ input }) => input)).size;
}

function journalOf({ file, shard, holder, journal }: ReadJournal): ReportJournal {
  const { isCut, broken } = journal;
  return { file, ...(shard && { shard }), holder, isCut, broken };
}

/** The shares without a journal, of every number of shares that was used. */
function missingShards(runs: readonly ReportRun[]): Shard[] {
  const shares = runs.flatMap(({ shard }) => shard ?? []);
  return [...new Set(shares.map(({ count }) => count))].flatMap((count) => {
    const there = new Set(shares.filter((shard) => shard.count === count).map(({ index }) => index));
    const all = Array.from({ length: count }, (_, index) => ({ index: index + 1, count }));
    return all.filter(({ index }) => !there.has(index));
  });
}
