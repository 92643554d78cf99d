/** @file The text of the command line about reports. */
import { ReportFormat, type Report, type Shard } from '@contract';
import { duration, perSecond } from '@core';
import { shellWord } from './batchText';
import { shortPath } from './text';

const formats = ReportFormat.options.join(', ');

export const reportHelp = {
  command: 'Report on the batches of a folder: what failed and why, what was left out, what was done.',
  folder: 'the folder with the results of a batch',
  details: `
The journals of the folder, also those of shares, are joined: each photo is listed once, with the last word about it. An earlier
report is replaced if nobody has changed it.

Exit status:
  0    the report was written, whatever it says
  1    a journal could not be read, or the report could not be written
  2    wrong usage

Examples:
  candela report done                           done/report.html
  candela report done --format csv,json         for a spreadsheet, and for programs`,
} as const;

/** The options of `report` with a value. */
export const reportOptions = {
  format: {
    flags: '-f, --format <formats>',
    help: `one or several of ${formats}, with commas between them (default: html)`,
    takes: `one or several of ${formats}, with commas between them`,
  },
  out: {
    flags: '-o, --out <folder>',
    help: 'folder for the report (default: the folder with the results)',
    takes: 'a folder',
  },
} as const;

export const pictureSwitch = {
  flags: '--no-pictures',
  help: 'leave out the small pictures of the photos, which is quicker',
} as const;

export const reportWords = {
  emptyFolder: 'The name of the folder is empty; name the folder with the results.',
  noFolder: 'There is no report, because there is no folder with results.',
  lies: (path: string) => `The report is ${shortPath(path)}.`,
  hurried: (root: string) =>
    `It has no pictures. With pictures: candela report ${shellWord(shortPath(root))}`,
  share: ({ index, count }: Shard, root: string) =>
    `It is about share ${index} of ${count}. All shares together: candela report ${shellWord(shortPath(root))}`,
  pictures: (done: number, total: number) => `Pictures for the report: ${done} of ${total}.`,
} as const;

/** What a report comes to, on one line. */
export function totalsLine({ totals }: Report): string {
  const { photos, done, failed, skipped, cancelled, open, workedMs, megapixelsPerSecond } = totals;
  const parts = [
    `${done} of ${photos} ${photos === 1 ? 'photo' : 'photos'} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} left out`] : []),
    ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
    ...(open > 0 ? [`${open} not done yet`] : []),
  ];
  const speed = megapixelsPerSecond === null ? '' : ` (${perSecond(megapixelsPerSecond)})`;
  const time = workedMs > 0 ? ` in ${duration(workedMs / 1000)}${speed}` : '';
  return `${parts.join(', ')}${time}.`;
}
