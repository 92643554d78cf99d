import { formats, type OutputFormat, type PhotoKind, type PhotoSummary } from '@contract';

/** Splits a file name at its last dot. A name that only begins with a dot has no extension. */
export function splitName(fileName: string): { name: string; extension: string } {
  const dot = fileName.lastIndexOf('.');
  if (dot <= 0) return { name: fileName, extension: '' };
  return { name: fileName.slice(0, dot), extension: fileName.slice(dot + 1) };
}

/** `name`, `name-2`, `name-3`, …, without an extension. @param number from 1 */
export function numberedName(name: string, number: number): string {
  return number === 1 ? name : `${name}-${String(number)}`;
}

/**
 * Extension of a result, without its dot. The input's own spelling (`JPG`, `jpeg`) is kept if it fits the result's format, so that
 * a folder stays uniform. Otherwise it is the format's usual one.
 */
export function outputExtension(inputExtension: string, format: OutputFormat): string {
  const { extensions } = formats[format];
  return extensions.includes(inputExtension.toLowerCase()) ? inputExtension : extensions[0];
}

/** Format of a result: the wanted one, or the one that a photo of this kind is written as. */
export function resultFormat({ format, bits = 8 }: PhotoKind, wanted: 'same' | OutputFormat): OutputFormat {
  if (wanted !== 'same') return wanted;
  const { writtenAs, deepWrittenAs = writtenAs } = formats[format];
  return bits > 8 ? deepWrittenAs : writtenAs;
}

/** The kind of a photo. One that was not read yet counts as JPEG. */
export function kindOf(summary: Pick<PhotoSummary, 'format' | 'bits'> | undefined): PhotoKind {
  return summary === undefined ? { format: 'jpeg' } : { format: summary.format, bits: summary.bits };
}
