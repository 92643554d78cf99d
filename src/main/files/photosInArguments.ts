import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Absolute paths of the photos that a command line names.
 * @param argv starts with the program; in development the app's folder follows
 */
export function photosInArguments(
  argv: readonly string[],
  { isPackaged, cwd }: { isPackaged: boolean; cwd: string },
): string[] {
  // The list also contains Chromium's own switches.
  const words = argv.slice(1).filter((word) => !word.startsWith('-') && word !== '');
  return words
    .slice(isPackaged ? 0 : 1)
    .map((word) => (word.startsWith('file:') ? pathOf(word) : resolve(cwd, word)));
}

function pathOf(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    // The path is kept as given, and is later reported as missing.
    return address;
  }
}
