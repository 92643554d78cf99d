/** @file What is said of files that were not enhanced, when a batch has ended. */

/** A line about ignored files; no line if there are none. */
export function ignoredLines(ignored: number): string[] {
  if (ignored === 0) return [];
  return [ignored === 1 ? 'One other file is not a photo.' : `${ignored} other files are not photos.`];
}

/** A line about photos that patterns left out; no line if there are none. */
export function filteredLines(filtered: number): string[] {
  if (filtered === 0) return [];
  const photos = filtered === 1 ? 'One photo was' : `${filtered} photos were`;
  return [`${photos} left out by --include and --exclude.`];
}

/** A line about earlier results that were found in folders; no line if there are none. */
export function ownResultLines(results: number): string[] {
  if (results === 0) return [];
  return [
    results === 1
      ? 'One file is a result of Candela and was left alone. Name it to enhance it again.'
      : `${results} files are results of Candela and were left alone. Name one to enhance it again.`,
  ];
}
