import { toCandelaError, type Shard } from '@contract';
import { remarksOf, writeReport } from '@jobs';
import { exitCodes } from './defaults';
import type { BatchEngine } from './engineProcess';
import type { Program } from './Program';
import { failureLines } from './reporters';
import { engineParts } from './report';
import { reportWords } from './reportText';

/** The batch that a report is about. */
export type ReportPlace = {
  /** The folder with the results. */
  readonly root: string;
  readonly shard?: Shard | undefined;
};

/**
 * Writes report.html when a batch has ended. A batch that is interrupted gets one without pictures, because the program must end
 * soon. That a report cannot be written is told; the batch is done all the same.
 * @param code the batch's exit code
 * @returns the command's exit code
 */
export async function reportAtEnd(
  program: Program,
  place: ReportPlace | undefined,
  { engine, code }: { engine: BatchEngine; code: number },
): Promise<number> {
  const { streams } = program;
  if (place === undefined) {
    streams.say(reportWords.noFolder);
    return code;
  }
  try {
    await write(program, place, engine);
    return code;
  } catch (error) {
    streams.say(...failureLines(toCandelaError(error, place.root)));
    return code === exitCodes.done ? exitCodes.someFailed : code;
  }
}

async function write(program: Program, { root, shard }: ReportPlace, engine: BatchEngine): Promise<void> {
  const { streams, version, signal } = program;
  const isHurried = signal.aborted;
  const { report, files } = await writeReport(root, {
    ...{ formats: ['html'], shard, candela: version, now: new Date() },
    // What may be an earlier result is not called a missing photo; the engine is not asked any more.
    ...(isHurried ? { isOwnResult: () => Promise.resolve(true) } : engineParts(engine, streams, true)),
    signal: isHurried ? new AbortController().signal : signal,
  });
  streams.say(...remarksOf(report), ...files.map((path) => reportWords.lies(path)));
  if (isHurried) streams.say(reportWords.hurried(root));
  else if (shard) streams.say(reportWords.share(shard, root));
}
