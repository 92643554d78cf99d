import type { OutputFormat } from '@contract';

/** What a photo's content can be: what Candela writes, and GIF, which it only reads. */
export type SourceFormat = OutputFormat | 'gif';

/** Spellings of each format's extension, lower case; the first is the one Candela gives by itself. */
const spellings = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  tiff: ['tif', 'tiff'],
  webp: ['webp'],
  avif: ['avif'],
} as const satisfies Record<OutputFormat, readonly [string, ...string[]]>;

/** A file name in two: what stands before its last dot, and what after it. A name that only begins with a dot has no extension. */
export function splitName(fileName: string): { name: string; extension: string } {
  const dot = fileName.lastIndexOf('.');
  if (dot <= 0) return { name: fileName, extension: '' };
  return { name: fileName.slice(0, dot), extension: fileName.slice(dot + 1) };
}

/**
 * Extension of a result, without its dot: the input's own spelling (`JPG`, `jpeg`) where that already says the result's format,
 * so that a folder stays uniform; else the format's usual one.
 */
export function outputExtension(inputExtension: string, format: OutputFormat): string {
  const known: readonly string[] = spellings[format];
  return known.includes(inputExtension.toLowerCase()) ? inputExtension : spellings[format][0];
}

/** Format of a result when the input's is to be kept: GIF is not written, PNG holds all that it holds. */
export function resultFormat(source: SourceFormat, wanted: 'same' | OutputFormat): OutputFormat {
  if (wanted !== 'same') return wanted;
  return source === 'gif' ? 'png' : source;
}
