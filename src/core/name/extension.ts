import { formats, type OutputFormat, type PhotoFormat } from '@contract';

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

/** Format of a result: the wanted one, or the one that a photo of this format is written as. */
export function resultFormat(source: PhotoFormat, wanted: 'same' | OutputFormat): OutputFormat {
  return wanted === 'same' ? formats[source].writtenAs : wanted;
}
