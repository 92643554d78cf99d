import { webUtils } from 'electron';

/** Before Electron 32 the path was on the file itself and there was no `webUtils`. */
type OldFile = File & { readonly path: string };

function isOld(file: File): file is OldFile {
  return 'path' in file;
}

/** Path of a dropped file. Empty if it is not a file on a disk. */
export function pathOf(file: unknown): string {
  if (!(file instanceof File)) return '';
  return isOld(file) ? file.path : webUtils.getPathForFile(file);
}
