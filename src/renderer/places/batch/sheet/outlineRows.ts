import type { BatchOutline, PhotoHandle } from '@contract';
import { batchText } from '../../../text/batch';
import { counted, fill } from '../../../text/en';

const words = batchText.sheet;

export type OutlineRow =
  | { readonly kind: 'head'; readonly label: string; readonly isBad: boolean }
  | { readonly kind: 'photo'; readonly name: string; readonly result: string };

type Names = (photo: PhotoHandle) => string;

function head(label: string, isBad = false): OutlineRow {
  return { kind: 'head', label, isBad };
}

/** The lines of an outline: what needs attention first, then each folder with its files. */
export function outlineRows(outline: BatchOutline, nameOf: Names): OutlineRow[] {
  const { refused, skipped, folders } = outline;
  return [
    ...(refused.length > 0 ? [head(counted(words.refused, refused.length), true)] : []),
    ...refused.map(({ photo, error }) => row(nameOf(photo), error.message)),
    ...folders.flatMap(({ folder, files }) => [
      head(fill(counted(words.files, files.length), { folder })),
      ...files.map(({ photo, name }) => row(nameOf(photo), name)),
    ]),
    ...leftRows(outline, nameOf),
    ...(skipped.length > 0 ? [head(counted(words.skipped, skipped.length))] : []),
    ...skipped.map(({ photo, name }) => row(nameOf(photo), fill(words.has, { name }))),
    ...seriesRows(outline, nameOf),
  ];
}

function row(name: string, result: string): OutlineRow {
  return { kind: 'photo', name, result };
}

function leftRows({ left }: BatchOutline, nameOf: Names): OutlineRow[] {
  const copied = left.filter(({ isCopied }) => isCopied);
  const rest = left.filter(({ isCopied }) => !isCopied);
  return [
    ...(rest.length > 0 ? [head(counted(words.left, rest.length))] : []),
    ...rest.map(({ photo }) => row(nameOf(photo), '')),
    ...(copied.length > 0 ? [head(counted(words.copied, copied.length))] : []),
    ...copied.map(({ photo }) => row(nameOf(photo), '')),
  ];
}

function seriesRows({ series }: BatchOutline, nameOf: Names): OutlineRow[] {
  if (series.length === 0) return [];
  return [
    head(seriesLine(series)),
    ...series.map((frames) => {
      const ends = { first: nameOf(frames[0] ?? ''), last: nameOf(frames.at(-1) ?? '') };
      return row(fill(words.seriesFrom, { ...ends, count: frames.length }), '');
    }),
  ];
}

/** How photos were grouped. */
export function seriesLine(series: BatchOutline['series']): string {
  if (series.length === 0) return words.noSeries;
  const photos = series.reduce((sum, frames) => sum + frames.length, 0);
  return fill(counted(words.grouped, series.length), { photos });
}
