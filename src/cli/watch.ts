import { dirname, join, relative } from 'node:path';
import { isAbort, type ErrorCode } from '@contract';
import { FolderWatch, runBatch, type BatchEvent, type BatchPlan, type BatchTally } from '@jobs';
import { exitCodes } from './defaults';
import { planWith, runnerFor, settingsFor, startEngine, summarise, type Chosen } from './enhance';
import type { BatchEngine } from './engineProcess';
import { parseEnhanceValues, type EnhanceValues } from './enhanceValues';
import type { Program } from './Program';
import { JsonReporter, LineReporter, type Reporter } from './reporters';
import { assertWatchable } from './watchFolders';
import { watchWords } from './watchText';

/** Failures of a photo whose file may still be on its way. */
const unfinished: ReadonlySet<ErrorCode> = new Set([
  'input.missing',
  'photo.changed',
  'photo.damaged',
  'photo.empty',
  'photo.notAPhoto',
  'photo.unreadable',
]);

const emptyPlan: BatchPlan = { jobs: [], rejected: [], skipped: [], ignored: 0, results: 0 };

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
    // A result that exists says that its photo was done before.
    const chosen = await settingsFor(engine, { ...values, onConflict: values.onConflict ?? 'skip' });
    const Lines = values.json ? JsonReporter : LineReporter;
    const reporter = new Lines(emptyPlan, program.streams);
    const watching = new Watching({ program, values, engine, chosen, reporter, ...folders });
    const tally = await watching.run();
    reporter.finish(await summarise(tally, { engine, start }));
    return tally.failed > 0 ? exitCodes.someFailed : exitCodes.done;
  } finally {
    await engine.dispose();
  }
}

type Parts = {
  readonly program: Program;
  readonly values: EnhanceValues;
  readonly engine: BatchEngine;
  readonly chosen: Chosen;
  readonly reporter: Reporter;
  /** Absolute paths. */
  readonly folder: string;
  readonly out: string;
};

/** Takes what comes into the folder, in small batches. */
class Watching {
  readonly #tally: BatchTally = { done: 0, failed: 0, skipped: 0, interrupted: false };
  readonly #watch: FolderWatch;

  constructor(private readonly parts: Parts) {
    const { folder, out, values, program } = parts;
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
      for (;;) await this.#take(await this.#watch.next());
    } catch (error) {
      // Being interrupted is the way in which watching ends.
      if (!program.signal.aborted || !isAbort(error)) throw error;
      return this.#tally;
    }
  }

  async #take(paths: readonly string[]): Promise<void> {
    const { folder, out, engine, program, values, chosen } = this.parts;
    const { signal } = program;
    const wanted = await without(paths, (path) => this.#isResult(path));
    for (const [below, inputs] of grouped(wanted, (path) => relative(folder, dirname(path)))) {
      const { settings } = chosen;
      const request = { inputs, out: join(out, below), recursive: false, settings, page: values.page };
      const plan = await planWith(engine, request, signal);
      await runBatch(plan, runnerFor(engine, chosen.model), {
        signal,
        onEvent: (event) => {
          this.#pass(event);
        },
        model: settings.model,
        clock: () => performance.now(),
      });
      signal.throwIfAborted();
    }
  }

  /** Only files that could be results are examined. */
  async #isResult(path: string): Promise<boolean> {
    const { engine, program } = this.parts;
    return /candela/i.test(path) && (await engine.isOwnResult(path, { signal: program.signal }));
  }

  /** A photo that may still be on its way is no failure yet. */
  #pass(event: BatchEvent): void {
    if (event.type === 'finished') {
      const { record, failure } = event;
      if (failure && unfinished.has(failure.code) && this.#watch.retry(record.input)) return;
      this.#tally[record.status] += 1;
    }
    this.parts.reporter.onEvent(event);
  }
}

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
