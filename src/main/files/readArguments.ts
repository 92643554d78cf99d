import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkScheme } from '@contract';

/** What a command line asks the window to open. */
export type Asked = {
  /** Absolute paths. */
  readonly photos: readonly string[];
  /** Links, as they were given. */
  readonly links: readonly string[];
};

/**
 * The photos and links that a command line names.
 * @param argv starts with the program; in development the app's folder follows
 */
export function readArguments(
  argv: readonly string[],
  { isPackaged, cwd }: { isPackaged: boolean; cwd: string },
): Asked {
  // The list also contains Chromium's own switches.
  const words = argv
    .slice(1)
    .filter((word) => !word.startsWith('-') && word !== '')
    .slice(isPackaged ? 0 : 1);
  return {
    photos: words
      .filter((word) => !isLink(word))
      .map((word) => (word.startsWith('file:') ? pathOf(word) : resolve(cwd, word))),
    links: words.filter(isLink),
  };
}

function isLink(word: string): boolean {
  return word.toLowerCase().startsWith(`${linkScheme}:`);
}

function pathOf(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    // The path is kept as given, and is later reported as missing.
    return address;
  }
}
