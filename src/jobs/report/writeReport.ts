import { join } from 'node:path';
import type { Report, ReportFormat, Shard } from '@contract';
import { csvOf } from './csv';
import { jsonOf } from './json';
import { placeReport } from './placeReport';
import { readReport, type ReadOptions } from './readReport';
import { ReportNotes } from './ReportNotes';

export type ReportOptions = ReadOptions & {
  readonly formats: readonly ReportFormat[];
  /** Absolute path of the folder for the files; absent: that of the results. */
  readonly out?: string | undefined;
};

/** A report, and where its files lie. Absolute paths, in the order of the formats. */
export type WrittenReport = { readonly report: Report; readonly files: readonly string[] };

const writers: Readonly<Record<ReportFormat, (report: Report) => Iterable<string>>> = {
  csv: csvOf,
  json: jsonOf,
};

/**
 * Joins the journals of a folder of results and writes what they say.
 * @param folder absolute path
 * @throws CandelaError as `readReport`, and `output.*`; the signal's reason
 */
export async function writeReport(folder: string, options: ReportOptions): Promise<WrittenReport> {
  const { formats, out = folder, shard, signal } = options;
  const report = await readReport(folder, options);
  const notes = new ReportNotes(folder);
  const files: string[] = [];
  for (const format of formats) {
    const target = join(out, `${nameOf(shard)}.${format}`);
    files.push(await placeReport({ target, chunks: writers[format](report), notes, signal }));
  }
  return { report, files };
}

function nameOf(shard: Shard | undefined): string {
  return shard === undefined ? 'report' : `report-${shard.index}-of-${shard.count}`;
}
