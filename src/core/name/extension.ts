import type { OutputFormat } from '@contract';

/** The formats that a photo's content can have: those that Candela writes, and GIF, which it only reads. */
export type SourceFormat = OutputFormat | 'gif';

/** Spellings of each format's extension, lower case. Candela writes the first one by default. */
const spellings = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  tiff: ['tif', 'tiff'],
  webp: ['webp'],
  avif: ['avif'],
} as const satisfies Record<OutputFormat, readonly [string, ...string[]]>;

/** Splits a file name at its last dot. A name that only begins with a dot has no extension. */
export function splitName(fileName: string): { name: string; extension: string } {
  const dot = fileName.lastIndexOf('.');
  if (dot <= 0) return { name: fileName, extension: '' };
  return { name: fileName.slice(0, dot), extension: fileName.slice(dot + 1) };
}

/**
 * Extension of a result, without its dot. The input's own spelling (`JPG`, `jpeg`) is kept if it fits the result's format, so that
 * a folder stays uniform. Otherwise it is the format's usual one.
 */
export function outputExtension(inputExtension: string, format: OutputFormat): string {
  const known: readonly string[] = spellings[format];
  return known.includes(inputExtension.toLowerCase()) ? inputExtension : spellings[format][0];
}

/** Format of a result when the input's is kept. GIF is not written; PNG stores everything that GIF does. */
export function resultFormat(source: SourceFormat, wanted: 'same' | OutputFormat): OutputFormat {
  if (wanted !== 'same') return wanted;
  return source === 'gif' ? 'png' : source;
}
