import { basename, dirname } from 'node:path';

/** A readable folder label: its name and its parent's, without the full path. */
export function folderLabel(folder: string): string {
  const above = basename(dirname(folder));
  return above === '' ? basename(folder) || folder : `${above}/${basename(folder)}`;
}
