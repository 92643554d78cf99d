import { resolve } from 'node:path';
import { z } from 'zod';
import { CandelaError, ReportFormat, type ReportRecord } from '@contract';
import { assertWritableFolder } from '@disk';
import { remarksOf, writeReport, type WrittenReport } from '@jobs';
import { exitCodes } from './defaults';
import type { BatchEngine } from './engineProcess';
import { jsonLine } from './jsonLine';
import type { Program } from './Program';
import { reportOptions, reportWords, totalsLine } from './reportText';
import type { Streams } from './Streams';
import { shortPath } from './text';

const ReportValues = z.strictObject({
  format: z
    .string()
    .transform((text) => [...new Set(text.toLowerCase().split(','))])
    .pipe(z.array(ReportFormat).min(1))
    .default(['html']),
  out: z.string().min(1).optional(),
  pictures: z.boolean().default(true),
  json: z.boolean().default(false),
});
type ReportValues = z.infer<typeof ReportValues>;

/**
 * `candela report`: joins the journals of a folder into one report.
 * @param texts the options as commander gives them
 * @returns the exit code
 * @throws CandelaError `usage.invalid`, `input.missing`, `journal.*`, `output.*`
 */
export async function report(
  program: Program,
  folder: string,
  texts: Readonly<Record<string, unknown>>,
): Promise<number> {
  const { streams, signal, version, folders } = program;
  const { format, out, pictures, json } = parseValues(texts);
  if (folder === '') throw new CandelaError('usage.invalid', { reason: reportWords.emptyFolder });
  const place = resolve(out ?? folder);
  if (out !== undefined) await assertWritableFolder(place);
  const engine = program.startEngine({ cacheFolder: folders.cache, modelFolders: folders.models, version });
  try {
    const written = await writeReport(resolve(folder), {
      ...{ formats: format, out: place, candela: version, now: new Date(), signal },
      ...engineParts(engine, streams, pictures),
    });
    if (json) streams.answerRaw(jsonLine(recordOf(written)));
    else streams.answer(...written.files.map((path) => shortPath(path)));
    streams.say(...remarksOf(written.report), totalsLine(written.report));
    return exitCodes.done;
  } finally {
    await engine.dispose();
  }
}

/** What a report asks the engine, and how it tells how far it is. */
export function engineParts(engine: BatchEngine, streams: Streams, hasPictures: boolean) {
  const isOwnResult: BatchEngine['isOwnResult'] = (path, options) => engine.isOwnResult(path, options);
  return {
    isOwnResult,
    ...(hasPictures && { thumbnail: engine.thumbnail, onProgress: saySometimes(streams) }),
  };
}

/** Nobody waits in silence, and nobody reads more than a line in ten seconds. */
const pause = 10_000;

function saySometimes(streams: Streams): (progress: { done: number; total: number }) => void {
  let last = performance.now();
  return ({ done, total }) => {
    const now = performance.now();
    if (now - last < pause || done === total) return;
    last = now;
    streams.say(reportWords.pictures(done, total));
  };
}

function recordOf({ report: { folder, totals }, files }: WrittenReport): ReportRecord {
  return { type: 'report', folder, files: [...files], totals };
}

/** @throws CandelaError `usage.invalid` */
function parseValues(texts: Readonly<Record<string, unknown>>): ReportValues {
  const parsed = ReportValues.safeParse(texts);
  if (parsed.success) return parsed.data;
  const name = parsed.error.issues[0]?.path[0] === 'out' ? 'out' : 'format';
  const given = String(texts[name]);
  const reason = `--${name} takes ${reportOptions[name].takes}, not “${given}”.`;
  throw new CandelaError('usage.invalid', { reason });
}
