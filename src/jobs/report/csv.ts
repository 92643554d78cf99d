import type { Report, ReportPhoto } from '@contract';

type Cell = string | number | null | undefined;

/** The columns, in their order. Times are in milliseconds, the median from 0 to 1. */
const columns = {
  status: ({ status }) => status,
  input: ({ input }) => input,
  page: ({ page }) => page,
  output: ({ output }) => output,
  reason: ({ reason }) => reason,
  error: ({ error }) => error?.code,
  message: ({ error }) => error?.message,
  action: ({ error }) => error?.action,
  model: ({ settings }, report) => report.settings[settings]?.settings.model,
  settings: ({ settings }, report) => report.settings[settings]?.words.slice(1).join(', '),
  provider: ({ provider }) => provider,
  megapixels: ({ megapixels }) => megapixels && rounded(megapixels, 3),
  read_ms: ({ timings }) => timings && rounded(timings.decodeMs, 1),
  network_ms: ({ timings }) => timings && rounded(timings.inferenceMs, 1),
  write_ms: ({ timings }) => timings && rounded(timings.encodeMs, 1),
  total_ms: ({ timings }) => timings && rounded(timings.totalMs, 1),
  median: ({ median }) => median && rounded(median, 4),
  series: ({ series }) => series,
  share: ({ shard }) => shard && `${shard.index} of ${shard.count}`,
  run: ({ run }) => run,
  at: ({ at }) => at,
  notices: ({ notices }) => notices.join(' '),
} as const satisfies Record<string, (photo: ReportPhoto, report: Report) => Cell>;

/** Without it, spreadsheets read UTF-8 as something else. */
const byteOrderMark = '\ufeff';

/** The photos of a report by RFC 4180: a line of names, then a line a photo. */
export function* csvOf(report: Report): Generator<string> {
  yield byteOrderMark + lineOf(Object.keys(columns));
  for (const photo of report.photos)
    yield lineOf(Object.values(columns).map((column) => column(photo, report)));
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map((cell) => cellText(cell)).join(',')}\r\n`;
}

/** Cells that begin like this are formulas to a spreadsheet; so are parts of a cell where it takes `;` or tabs for commas. */
const formula = /(^|[;\t\r\n])(?=[=+\-@＝＋－＠\t\r])/g;

/** A text, or a number as it is. An apostrophe in front keeps a name from being computed. */
export function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell.replaceAll(formula, "$1'");
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
