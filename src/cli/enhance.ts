import { resolve } from 'node:path';
import { CandelaError } from '@contract';
import { assertWritableFolder } from '@disk';
import { runBatch, type BatchTally } from '@jobs';
import {
  chooseReporter,
  exitCode,
  planWith,
  runnerFor,
  settingsFor,
  startEngine,
  summarise,
} from './batchSteps';
import { batchWords } from './batchText';
import type { BatchEngine } from './engineProcess';
import { parseEnhanceValues, type EnhanceValues } from './enhanceValues';
import { expandWildcards } from './expandWildcards';
import { beginJournal, needsJournal } from './journaled';
import { jsonLine } from './jsonLine';
import { PlanLine } from './PlanLine';
import type { Program } from './Program';
import { reportAtEnd, type ReportPlace } from './reportAtEnd';
import { failureLines } from './reporters';
import { resumeBatch, resumeShare } from './resume';
import { saySeries, withSeries } from './series';
import { begunShare } from './share';
import { words } from './text';
import { wasInterrupted } from './wasInterrupted';

/**
 * `candela enhance`: enhances the photos behind the inputs and reports each.
 * @param texts the options as commander gives them.
 * @returns the exit code.
 * @throws CandelaError for wrong usage, before the first photo is read.
 */
export async function enhance(
  program: Program,
  inputs: readonly string[],
  texts: Readonly<Record<string, unknown>>,
): Promise<number> {
  const start = performance.now();
  const values = parseEnhanceValues(texts);
  const { resume } = values;
  assertInputs(inputs, resume);
  const out = values.out === undefined ? undefined : resolve(values.out);
  if (out !== undefined) await assertWritableFolder(out);
  const paths = (await expandWildcards(inputs)).map((input) => resolve(input));
  const engine = startEngine(program, values);
  try {
    const task = { program, values, start };
    const { code, place } =
      resume === undefined
        ? await enhanceAll(engine, { ...task, inputs: paths, out })
        : {
            code: await resumeBatch(engine, { ...task, folder: resume }),
            place: { root: resolve(resume), shard: values.shard },
          };
    return values.report ? await reportAtEnd(program, place, { engine, code }) : code;
  } catch (error) {
    // Readers of the records expect a last line, even when a run is interrupted early.
    if (values.json && (await wasInterrupted(error, program.signal)))
      program.streams.answerRaw(jsonLine(await summarise(nothing, { engine, start })));
    throw error;
  } finally {
    await engine.dispose();
  }
}

/** @throws CandelaError `usage.invalid` */
function assertInputs(inputs: readonly string[], resume: string | undefined): void {
  const wrong = (reason: string): CandelaError => new CandelaError('usage.invalid', { reason });
  if (resume !== undefined && inputs.length > 0) throw wrong(batchWords.resumeAlone);
  if (resume === undefined && inputs.length === 0) throw wrong(words.noInput);
  if (inputs.includes('')) throw wrong(words.emptyInput);
}

const nothing: BatchTally = { done: 0, failed: 0, skipped: 0, interrupted: true };

type Task = {
  program: Program;
  values: EnhanceValues;
  inputs: readonly string[];
  out: string | undefined;
  start: number;
};

/** The exit code, and what a report would be about. */
type Ended = { readonly code: number; readonly place?: ReportPlace | undefined };

async function enhanceAll(
  engine: BatchEngine,
  { program, values, inputs, out, start }: Task,
): Promise<Ended> {
  const { model, settings } = await settingsFor(engine, values, program);
  const { recursive, page, include, exclude, onlyDark, copyRest, shard, series, rawJpeg } = values;
  const ways = { recursive, page, include, exclude, onlyDark, copyRest, shard, series, rawJpeg };
  const request = { inputs, out, settings, ...ways, now: new Date() };
  const share = await begunShare(request);
  if (share !== null) {
    const code = await resumeShare(engine, { program, place: share, request, json: values.json, start });
    return { code, place: { root: share.root, shard } };
  }
  const models = [model];
  const line = new PlanLine(program.streams);
  const { signal } = program;
  const { plan, series: matched } = await planWith(engine, request, { models, signal, onProgress: line.show })
    .then((found) => withSeries(found, engine, { program, onProgress: line.show }))
    .finally(() => {
      line.end();
    });
  saySeries(matched, { program, json: values.json });
  await using journal = needsJournal(plan, values)
    ? await beginJournal(program, models, { plan, request })
    : undefined;
  const reporter = await chooseReporter(plan, program.streams, values.json);
  const tally = await runBatch(plan, runnerFor(engine, models), {
    signal,
    onEvent: (event) => {
      reporter.onEvent(event);
    },
    model: settings.model,
    clock: () => performance.now(),
    journal,
  });
  reporter.finish(await summarise(tally, { engine, start }));
  if (tally.failure) program.streams.say(...failureLines(tally.failure));
  else if (tally.interrupted && journal) program.streams.say(batchWords.continueWith(journal.root));
  return { code: exitCode(tally), place: journal && { root: journal.root, shard } };
}
