import { join } from 'node:path';
import type { Report, ReportFormat, Shard } from '@contract';
import { csvOf } from './csv';
import { pageOf } from './html/page';
import { jsonOf } from './json';
import { noPictures, picturesOf, type PictureOptions, type Pictures } from './pictures';
import { placeReport } from './placeReport';
import { readReport, type ReadOptions } from './readReport';
import { ReportNotes } from './ReportNotes';

export type ReportOptions = ReadOptions &
  Pick<PictureOptions, 'onProgress'> & {
    readonly formats: readonly ReportFormat[];
    /** Absolute path of the folder for the files; absent: that of the results. */
    readonly out?: string | undefined;
    /** Makes the pictures of the page; absent: it has none. */
    readonly thumbnail?: PictureOptions['thumbnail'] | undefined;
  };

/** A report, and where its files lie. Absolute paths, in the order of the formats. */
export type WrittenReport = { readonly report: Report; readonly files: readonly string[] };

/**
 * Joins the journals of a folder of results and writes what they say. Pictures are made only if the page is asked for; the medians
 * that are measured on the way are then in all files.
 * @param folder absolute path
 * @throws CandelaError as `readReport`, and `output.*`; the signal's reason
 */
export async function writeReport(folder: string, options: ReportOptions): Promise<WrittenReport> {
  const { formats, out = folder, shard, signal, thumbnail, onProgress } = options;
  const read = await readReport(folder, options);
  const hasPictures = thumbnail !== undefined && formats.includes('html');
  const pictures = hasPictures ? await picturesOf(read, { thumbnail, signal, onProgress }) : noPictures;
  const report = withMedians(read, pictures);
  const writers: Readonly<Record<ReportFormat, () => Iterable<string>>> = {
    html: () => pageOf({ report, pictures }),
    csv: () => csvOf(report),
    json: () => jsonOf(report),
  };
  const notes = new ReportNotes(folder);
  const files: string[] = [];
  for (const format of formats) {
    const target = join(out, `${nameOf(shard)}.${format}`);
    files.push(await placeReport({ target, chunks: writers[format](), notes, signal }));
  }
  return { report, files };
}

function withMedians(report: Report, { medians }: Pictures): Report {
  const photos = report.photos.map((photo, index) => ({
    ...photo,
    median: photo.median ?? medians.get(index) ?? null,
  }));
  return { ...report, photos };
}

function nameOf(shard: Shard | undefined): string {
  return shard === undefined ? 'report' : `report-${shard.index}-of-${shard.count}`;
}
