import { readdir } from 'node:fs/promises';
import { isAbsolute, join, normalize, parse, sep } from 'node:path';
import { exists } from '@disk';
import { byName } from '@core';

const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** `*` matches any letters and `?` matches one. Brackets and braces match themselves, because photos have them in their names. */
function matcher(pattern: string, platform: NodeJS.Platform): RegExp {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, platform === 'win32' ? 'isu' : 'su');
}

async function matchesIn(folder: string, pattern: string, platform: NodeJS.Platform): Promise<string[]> {
  const names = await readdir(folder === '' ? '.' : folder).catch(() => []);
  const expression = matcher(pattern, platform);
  // Hidden files match only when the pattern asks for them.
  const wanted = names.filter(
    (name) => expression.test(name) && (!name.startsWith('.') || pattern.startsWith('.')),
  );
  return wanted.sort(byName).map((name) => join(folder, name));
}

async function expand(input: string, platform: NodeJS.Platform): Promise<string[]> {
  if (!hasWildcard(input) || (await exists(input))) return [input];
  const path = normalize(input);
  const { root } = parse(path);
  let found = [isAbsolute(path) ? root : ''];
  for (const segment of path.slice(root.length).split(sep)) {
    if (segment === '') continue;
    const next = hasWildcard(segment)
      ? await Promise.all(found.map((folder) => matchesIn(folder, segment, platform)))
      : found.map((folder) => [join(folder, segment)]);
    found = next.flat();
  }
  const there = await Promise.all(found.map(exists));
  const paths = found.filter((_, index) => there[index]);
  // A pattern without a match is reported missing as it was written.
  return paths.length > 0 ? paths : [input];
}

/**
 * Replaces inputs with wildcards by the matching files and folders, in the order of their names. Most shells do this themselves;
 * those of Windows leave it to the program. An input that exists literally is not a pattern.
 */
export async function expandWildcards(
  inputs: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Promise<string[]> {
  const expanded = await Promise.all(inputs.map((input) => expand(input, platform)));
  return expanded.flat();
}
