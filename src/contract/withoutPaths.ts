import { CandelaError, toCandelaError, type ErrorDetails } from './CandelaError';

/**
 * A failure as other processes may see it. They may see a photo's name but not its folder. Every known path (from the failure or
 * from `given`) and every folder above it is shortened to its last name. A foreign failure is reported for the first path in
 * `given`.
 */
export function withoutPaths(error: unknown, given: readonly string[] = []): CandelaError {
  const [subject = 'Candela'] = given;
  const known = toCandelaError(error, subject);
  const paths = [...given, ...pathsOf(error)];
  const words = { message: shortened(known.message, paths), action: shortened(known.actionInApp, paths) };
  return new CandelaError(known.code, shortenedDetails(known.details, paths), { words, cause: error });
}

/** Every absolute path in a plain value, at any depth. */
export function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return isAbsolute(value) ? [value] : [];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.values(value).flatMap(pathsIn);
}

function shortenedDetails(details: ErrorDetails, paths: readonly string[]): ErrorDetails {
  const shorter = Object.entries(details).map(([key, value]): [string, string | number] => [
    key,
    typeof value === 'string' ? shortened(value, paths) : value,
  ]);
  return Object.fromEntries(shorter);
}

/** The text with these paths, and the folders above them, shortened to their last names. */
function shortened(text: string, paths: readonly string[]): string {
  const all = new Set(paths.flatMap(withFolders));
  const longestFirst = [...all].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((shorter, path) => shorter.replaceAll(path, nameOf(path)), text);
}

/** The paths in a failure's details, from the system, and in its causes. */
function pathsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const details = error instanceof CandelaError ? Object.values(error.details) : [];
  const ofSystem: unknown[] = [Reflect.get(error, 'path'), Reflect.get(error, 'dest')];
  return [...pathsIn([...details, ...ofSystem]), ...pathsOf(error.cause)];
}

// This runs in the page as well, which has no `node:path`. A path may come from any system, not only from this one.
const isAbsolute = (text: string): boolean => /^(?:\/|\\\\|[a-z]:[\\/])/i.test(text);

/** A backslash is part of a name on systems whose paths begin with a slash. */
const lastSeparator = (path: string): number =>
  path.startsWith('/') ? path.lastIndexOf('/') : Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));

const nameOf = (path: string): string => path.slice(lastSeparator(path) + 1);

/** `/home/me/a.jpg`, `/home/me`, `/home`; never the root. */
function withFolders(path: string): string[] {
  const above = path.slice(0, Math.max(0, lastSeparator(path)));
  return nameOf(path) === '' || above === path ? [] : [path, ...withFolders(above)];
}
