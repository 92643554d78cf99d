import { dirname, join, relative, sep } from 'node:path';
import { isAbort } from '@contract';
import {
  BatchRegistry,
  closeJournal,
  DoneBefore,
  FolderWatch,
  isOnItsWay,
  JournalFile,
  journalPlace,
  Patterns,
  readJournal,
  Recorder,
  resumeRuns,
  runBatch,
  type BatchEvent,
  type BatchPlan,
  type BatchTally,
  type JournalKey,
} from '@jobs';
import { exitCodes } from './defaults';
import { planWith, runnerFor, settingsFor, startEngine, summarise, type Chosen } from './batchSteps';
import type { BatchEngine } from './engineProcess';
import { parseEnhanceValues, type EnhanceValues } from './enhanceValues';
import { modelHashes } from './journaled';
import type { Program } from './Program';
import { reportAtEnd } from './reportAtEnd';
import { JsonReporter, LineReporter, type Reporter } from './reporters';
import { saySeries, withSeries } from './series';
import { assertWatchable } from './watchFolders';
import { watchWords } from './watchText';

const emptyPlan: BatchPlan = {
  jobs: [],
  rejected: [],
  skipped: [],
  series: [],
  ignored: 0,
  filtered: 0,
  results: 0,
};

/**
 * `candela watch`: enhances each photo that comes into a folder, until it is interrupted.
 * @param texts the options as commander gives them.
 * @returns the exit code.
 * @throws CandelaError for wrong usage, before the first photo is read.
 */
export async function watch(
  program: Program,
  folder: string,
  texts: Readonly<Record<string, unknown>>,
): Promise<number> {
  const start = performance.now();
  const values = parseEnhanceValues(texts);
  const folders = await assertWatchable(folder, values.out);
  const engine = startEngine(program, values);
  try {
    const code = await watchWith(engine, { program, values, folders, start });
    return values.report ? await reportAtEnd(program, { root: folders.out }, { engine, code }) : code;
  } finally {
    await engine.dispose();
  }
}

type Watch = Pick<Parts, 'program' | 'values'> & {
  readonly folders: Pick<Parts, 'folder' | 'out'>;
  readonly start: number;
};

async function watchWith(engine: BatchEngine, { program, values, folders, start }: Watch): Promise<number> {
  const journal = await JournalFile.open(journalPlace(folders.out));
  const registry = new BatchRegistry(program.folders.batches);
  try {
    const chosen = await settingsFor(engine, values, program);
    const Lines = values.json ? JsonReporter : LineReporter;
    const reporter = new Lines(emptyPlan, program.streams);
    const watching = new Watching({ program, values, engine, chosen, reporter, journal, ...folders });
    const tally = await watching.run();
    reporter.finish(await summarise(tally, { engine, start }));
    return tally.failed > 0 ? exitCodes.someFailed : exitCodes.done;
  } finally {
    await closeJournal(journal, registry);
  }
}

type Parts = {
  readonly program: Program;
  readonly values: EnhanceValues;
  readonly engine: BatchEngine;
  readonly chosen: Chosen;
  readonly reporter: Reporter;
  readonly journal: JournalFile;
  /** Absolute paths. */
  readonly folder: string;
  readonly out: string;
};

/** Takes what comes into the folder, in small batches. */
class Watching {
  readonly #tally: BatchTally = { done: 0, failed: 0, skipped: 0, interrupted: false };
  readonly #watch: FolderWatch;
  readonly #recorder: Recorder;
  readonly #patterns: Patterns;
  /** Photos that got a name in this folder, also in earlier watchings. No number is given twice. */
  #counted: number;
  readonly #modelHash: (model: string) => string | null;

  constructor(private readonly parts: Parts) {
    const { folder, out, values, program, chosen, journal } = parts;
    this.#modelHash = modelHashes([chosen.model]);
    this.#recorder = new Recorder(journal, this.#modelHash);
    this.#patterns = new Patterns(values);
    const before = [...journal.before.runs.values()].flatMap(({ photos }) => [...photos.values()]);
    this.#counted = before.filter(isCounted).length;
    const { streams, signal } = program;
    this.#watch = new FolderWatch({
      folder,
      out,
      recursive: values.recursive,
      signal,
      onFolder: (state) => {
        streams.say(state.isThere ? watchWords.back(folder) : watchWords.gone(folder, state.reason));
      },
    });
  }

  async run(): Promise<BatchTally> {
    const { folder, program } = this.parts;
    program.streams.say(watchWords.watching(folder));
    try {
      await this.#finishEarlier();
      const done = await this.#doneBefore();
      for (;;) await this.#take(await this.#watch.next(), done);
    } catch (error) {
      // Being interrupted is the way in which watching ends.
      if (!program.signal.aborted || !isAbort(error)) throw error;
      return this.#tally;
    }
  }

  /** What the last watching left unfinished. What fails of it comes again with the folder's photos. */
  async #finishEarlier(): Promise<void> {
    const { journal, program } = this.parts;
    const { signal } = program;
    const options = { recorder: this.#recorder, modelHash: this.#modelHash, signal };
    const left = await resumeRuns(journal, { ...options, settingsNow: (settings) => settings });
    await this.#runAll({ jobs: left.jobs, rejected: [], skipped: [] }, left.keys, (event) => {
      if (event.type !== 'finished' || event.failure === undefined) this.#tell(event);
    });
  }

  async #doneBefore(): Promise<DoneBefore> {
    const { journal, out, chosen, values } = this.parts;
    const { settings } = chosen;
    const modelSha256 = this.#modelHash(settings.model);
    return new DoneBefore(await readJournal(journal.place), out, {
      ...{ settings, modelSha256, isSeries: values.series },
    });
  }

  async #take(paths: readonly string[], done: DoneBefore): Promise<void> {
    const { folder, out, engine, program, values, chosen } = this.parts;
    const { signal, version } = program;
    const { settings } = chosen;
    const isLeftOut = async (path: string): Promise<boolean> =>
      !this.#patterns.wants(relative(folder, path).split(sep).join('/')) ||
      (await this.#isResult(path)) ||
      (await done.has(path, { signal }));
    const wanted = await without(paths, isLeftOut);
    for (const [below, inputs] of grouped(wanted, (path) => relative(folder, dirname(path)))) {
      const { page, onlyDark, copyRest, series, rawJpeg } = values;
      const request = {
        inputs,
        out: join(out, below),
        recursive: false,
        settings,
        ...{ page, onlyDark, copyRest, series, rawJpeg },
        countedBefore: this.#counted,
        now: new Date(),
      };
      const found = await planWith(engine, request, { models: [chosen.model], signal });
      const { plan, series: matched } = await withSeries(found, engine, { program });
      saySeries(matched, { program, json: values.json });
      const keys = await this.#recorder.begin({ candela: version, inputs: [folder], settings }, plan);
      this.#counted += plan.jobs.filter(isCounted).length;
      await this.#runAll(plan, keys, (event) => {
        this.#pass(event);
      });
    }
  }

  async #runAll(
    plan: Pick<BatchPlan, 'jobs' | 'rejected' | 'skipped'>,
    keys: readonly JournalKey[],
    onEvent: (event: BatchEvent) => void,
  ): Promise<void> {
    const { engine, program, chosen } = this.parts;
    const { failure } = await runBatch(plan, runnerFor(engine, [chosen.model]), {
      signal: program.signal,
      onEvent,
      model: chosen.model.id,
      clock: () => performance.now(),
      journal: { recorder: this.#recorder, keys },
    });
    if (failure) throw failure;
    program.signal.throwIfAborted();
  }

  /** Only files that could be results are examined. */
  async #isResult(path: string): Promise<boolean> {
    const { engine, program } = this.parts;
    return /candela/i.test(path) && (await engine.isOwnResult(path, { signal: program.signal }));
  }

  /** A photo that may still be on its way is no failure yet. */
  #pass(event: BatchEvent): void {
    const failure = event.type === 'finished' ? event.failure : undefined;
    const isFailed = event.type === 'finished' && failure !== undefined;
    if (isFailed && isOnItsWay(failure.code) && this.#watch.retry(event.record.input)) return;
    this.#tell(event);
  }

  #tell(event: BatchEvent): void {
    if (event.type === 'finished') this.#tally[event.record.status] += 1;
    this.parts.reporter.onEvent(event);
  }
}

/** Copies keep their names, so they are not counted. */
const isCounted = ({ copy }: { copy?: true }): boolean => copy !== true;

async function without<Item>(items: readonly Item[], is: (item: Item) => Promise<boolean>): Promise<Item[]> {
  const kept: Item[] = [];
  for (const item of items) if (!(await is(item))) kept.push(item);
  return kept;
}

function grouped(paths: readonly string[], keyOf: (path: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const key = keyOf(path);
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  return groups;
}
