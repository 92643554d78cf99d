import { basename, dirname, isAbsolute } from 'node:path';
import { CandelaError, toWire, type WireError } from '@contract';

/**
 * A failure as the page may have it: it shows a photo's name, and where that lies is nobody's business there. Of every path that the
 * failure knows, and of the folders above it, the last name stays.
 */
export function withoutPaths(error: unknown): WireError {
  const { code, message, action } = toWire(error, 'Candela');
  const paths = pathsOf(error);
  return { code, message: shortened(message, paths), action: shortened(action, paths) };
}

/** A text in which these paths, and the folders above them, are their last names. */
export function shortened(text: string, paths: readonly string[]): string {
  const all = new Set(paths.flatMap(withFolders));
  const longestFirst = [...all].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((shorter, path) => shorter.replaceAll(path, basename(path)), text);
}

/** `/home/me/a.jpg`, `/home/me`, `/home`; never the root. */
function withFolders(path: string): string[] {
  const above = dirname(path);
  return above === path ? [] : [path, ...withFolders(above)];
}

/** Those that a failure names in its details or had of the system, its cause's among them. */
function pathsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const details = error instanceof CandelaError ? Object.values(error.details) : [];
  const ofSystem: unknown[] = [Reflect.get(error, 'path'), Reflect.get(error, 'dest')];
  const own = [...details, ...ofSystem].filter((value) => typeof value === 'string');
  return [...own.filter((value) => isAbsolute(value)), ...pathsOf(error.cause)];
}
