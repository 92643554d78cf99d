import { basename, dirname } from 'node:path';
import picomatch from 'picomatch';
import { CandelaError } from '@contract';

export type PatternLists = {
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
};

type Matches = (path: string) => boolean;

/**
 * Which files of a folder are wanted. A pattern without a slash is about names, at any depth; one with a slash is about the path below
 * the folder that was given. What matches a folder holds for all that is in it. Case and the spelling of accents do not count.
 */
export class Patterns {
  readonly #include: readonly Matches[];
  readonly #exclude: readonly Matches[];

  /** @throws CandelaError `usage.invalid` for a pattern that is empty or too long */
  constructor({ include = [], exclude = [] }: PatternLists) {
    this.#include = include.map(matcher);
    this.#exclude = exclude.map(matcher);
  }

  /** @param path below the given folder, with slashes */
  wants(path: string): boolean {
    const parts = withParents(path);
    return (this.#include.length === 0 || anyMatches(this.#include, parts)) && !this.excludes(path);
  }

  /** True of a folder that need not be read. */
  excludes(path: string): boolean {
    return this.#exclude.length > 0 && anyMatches(this.#exclude, withParents(path));
  }
}

const anyMatches = (patterns: readonly Matches[], paths: readonly string[]): boolean =>
  patterns.some((matches) => paths.some(matches));

/** A path and all folders above it. */
function withParents(path: string): string[] {
  const parts = [plain(path)];
  for (let above = dirname(path); above !== '.' && above !== '/'; above = dirname(above))
    parts.push(plain(above));
  return parts;
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase();

const longest = 1000;

function matcher(text: string): Matches {
  const pattern = plain(text.replace(/^\.\//, '').replace(/\/+$/, ''));
  if (pattern === '' || pattern.length > longest)
    throw new CandelaError('usage.invalid', {
      reason: `A pattern of names is ${pattern === '' ? 'empty' : 'too long'}.`,
    });
  const isName = !pattern.includes('/');
  // A name that begins with `!` is a name.
  const matches = picomatch(pattern.replace(/^\//, ''), { nonegate: true, dot: true, strictBrackets: false });
  return (path) => {
    const subject = isName ? basename(path) : path;
    // Photos have brackets in their names, which a pattern would take for something else.
    return subject === pattern || matches(subject);
  };
}
