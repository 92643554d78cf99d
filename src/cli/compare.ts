import { dirname, join } from 'node:path';
import {
  CandelaError,
  defaultModel,
  lpipsPlace,
  type Candidate,
  type Evaluation,
  type MeansRecord,
  type PairCrop,
  type PairRecord,
} from '@contract';
import { assertWritableFolder } from '@disk';
import {
  comparisonCommand,
  ComparisonLedger,
  EvaluationBuilder,
  evaluationFormat,
  evaluationPictures,
  missedBars,
  painterFor,
  planComparison,
  readPairRule,
  runComparison,
  writeEvaluation,
  type ComparisonEvent,
  type ComparisonPlan,
} from '@jobs';
import { shellWord } from './batchText';
import { chooseModel } from './chooseModel';
import { ComparisonLine } from './ComparisonLine';
import { compareWords, lonelyLines, meansLines, missedLine } from './compareText';
import { parseCompareValues, type CompareValues } from './compareValues';
import { exitCodes } from './defaults';
import type { BatchEngine } from './engineProcess';
import { jsonLine } from './jsonLine';
import type { Program } from './Program';
import { failureLines } from './reporters';
import { shortPath } from './text';

/** Paths are told from the present folder. */
const words = { path: (path: string): string => shellWord(shortPath(path)), text: shellWord };

type Run = { readonly program: Program; readonly values: CompareValues; readonly engine: BatchEngine };

/**
 * `candela compare`: measures pictures against their ground truths.
 * @param texts the options as commander gives them
 * @returns the exit code
 * @throws CandelaError for wrong usage and for folders, before the first picture is read
 */
export async function compare(program: Program, texts: Readonly<Record<string, unknown>>): Promise<number> {
  const { folders, version } = program;
  const values = parseCompareValues(texts);
  for (const file of values.report) await assertWritableFolder(dirname(file));
  const engine = program.startEngine({ cacheFolder: folders.cache, modelFolders: folders.models, version });
  try {
    return await compareWith({ program, values, engine });
  } finally {
    await engine.dispose();
  }
}

async function compareWith(run: Run): Promise<number> {
  const { program, values, engine } = run;
  const { signal, streams } = program;
  const rule = await readPairRule(values.pairs);
  const makers = await makersOf(values, engine, signal);
  const lpips = await lpipsOf(run);
  const { truth, low, enhanced, pair: decided } = values;
  const request = { truth, low, enhanced, makers, rule, decided };
  const plan = await planComparison(request, { signal });
  if (values.json) for (const record of plan.unmatched) streams.answerRaw(jsonLine(record));
  else streams.say(...lonelyLines(plan.unmatched));
  const { crop = 'none', provider } = values;
  const ledger = await ComparisonLedger.open(join(program.folders.cache, 'comparisons'), {
    ...{ version: program.version, crop, provider, ...request },
    ...(lpips !== null && { lpips }),
  });
  const evaluation = await measure(plan, run, { ledger, lpips });
  const code = await conclude(evaluation, run);
  await ledger.close();
  return code;
}

/** Models and baselines, if there are dark photos for them. */
async function makersOf(
  { low, model = [defaultModel], baselines }: CompareValues,
  engine: BatchEngine,
  signal: AbortSignal,
): Promise<Candidate[]> {
  if (low === undefined) return [];
  const entries = await engine.models({ signal });
  const models = model.map((id): Candidate => {
    const entry = chooseModel(id, entries);
    if ('error' in entry) throw entry.error;
    return { kind: 'model', id, version: entry.card.version, sha256: entry.card.sha256 };
  });
  const plain = baselines.map((baseline): Candidate => ({ kind: 'baseline', id: baseline, baseline }));
  return [...models, ...plain];
}

/** The checksum of the person's LPIPS file; null: there is none. @throws CandelaError; `usage.invalid` where a bar needs it */
async function lpipsOf({ program: { folders, signal }, values, engine }: Run): Promise<string | null> {
  const lpips = await engine.comparing.lpips({ signal });
  if (lpips !== null || values.bars.every(({ metric }) => metric !== 'lpips')) return lpips;
  const file = join(folders.userModels, lpipsPlace.folder, lpipsPlace.file);
  throw new CandelaError('usage.invalid', { reason: compareWords.noLpips(file) });
}

type Measuring = { readonly ledger: ComparisonLedger; readonly lpips: string | null };

async function measure(plan: ComparisonPlan, run: Run, { ledger, lpips }: Measuring): Promise<Evaluation> {
  const { program, values, engine } = run;
  const { signal, streams, version } = program;
  const line = new ComparisonLine(streams, plan.tasks.length);
  const builder = new EvaluationBuilder(plan);
  const crop: PairCrop = values.crop ?? 'none';
  try {
    for await (const event of runComparison(plan, {
      scorer: engine.comparing,
      ledger,
      provider: values.provider,
      crop,
      signal,
    })) {
      builder.take(event);
      tell(event, run, line);
    }
  } catch (error) {
    if (signal.aborted && line.measured > 0) streams.say(compareWords.goesOn);
    throw error;
  } finally {
    line.end();
  }
  if (line.known > 0) streams.say(compareWords.known(line.known));
  const { truth, low = null } = values;
  const runtime = await engine.comparing.runtime();
  const command = comparisonCommand({ ...values, crop }, words);
  const about = {
    ...{ candela: version, runtime, command, truth, low, crop, now: new Date() },
    ...(lpips !== null && { lpips }),
  };
  return builder.build(about, { signal });
}

function tell(event: ComparisonEvent, { program: { streams }, values }: Run, line: ComparisonLine): void {
  const { task, outcome } = event;
  line.show(event);
  if (values.json) streams.answerRaw(jsonLine(recordOf(event)));
  if (!outcome.error) return;
  line.end();
  streams.say(`${task.candidate.id}, ${shortPath(task.photo)}: ${outcome.error.message}`);
}

function recordOf({ task, outcome: { scores, ...rest } }: ComparisonEvent): PairRecord {
  return { type: 'pair', name: task.name, model: task.candidate.id, ...scores, ...rest };
}

/** Answers, writes the reports and judges. */
async function conclude(evaluation: Evaluation, run: Run): Promise<number> {
  const { streams } = run.program;
  const { summaries } = evaluation;
  if (run.values.json) {
    for (const record of meansRecords(evaluation)) streams.answerRaw(jsonLine(record));
  } else streams.answer(...meansLines(evaluation));
  const written = await writeReports(evaluation, run);
  const missed = missedBars(run.values.bars, evaluation);
  streams.say(...missed.map((one) => missedLine(one)));
  if (missed.length > 0) return exitCodes.belowBar;
  const hasFailed = Object.values(summaries).some(({ failed }) => failed > 0);
  return hasFailed || !written ? exitCodes.someFailed : exitCodes.done;
}

function meansRecords({ candidates, summaries }: Evaluation): MeansRecord[] {
  return candidates.flatMap(({ id }): MeansRecord[] => {
    const summary = summaries[id];
    if (!summary) return [];
    const { means, ...rest } = summary;
    return [{ type: 'summary', model: id, ...means, ...rest }];
  });
}

/** @returns whether all were written */
async function writeReports(evaluation: Evaluation, run: Run): Promise<boolean> {
  const { program, values, engine } = run;
  const { signal, streams } = program;
  const hasPictures = values.pictures && values.report.some((file) => evaluationFormat(file) === 'html');
  const painting = { thumbnail: engine.thumbnail, evaluated: engine.comparing.evaluated };
  const { crop = 'none', provider } = values;
  const painter = painterFor(painting, { provider, crop });
  const line = { next: performance.now() + 10_000 };
  const onProgress = ({ done, total }: { done: number; total: number }): void => {
    if (performance.now() < line.next) return;
    line.next = performance.now() + 10_000;
    streams.say(compareWords.pictures(done, total));
  };
  const pictures = hasPictures
    ? await evaluationPictures(evaluation, { painter, signal, onProgress })
    : new Map<string, never>();
  let isWhole = true;
  for (const file of values.report) {
    try {
      streams.say(compareWords.lies(await writeEvaluation(evaluation, pictures, { file, signal })));
    } catch (error) {
      if (!(error instanceof CandelaError)) throw error;
      streams.say(...failureLines(error));
      isWhole = false;
    }
  }
  return isWhole;
}
