import type { Report } from '@contract';
import { printable } from '@core';

/**
 * A report as JSON, with a line a photo, so that a large one can be written and read in pieces. Characters that would affect a
 * terminal are escaped.
 */
export function* jsonOf({ photos, ...rest }: Report): Generator<string> {
  const head = JSON.stringify(rest, null, 1).split('\n').map(printable).join('\n');
  yield `${head.slice(0, -2)},\n "photos": [`;
  for (const [index, photo] of photos.entries())
    yield `${index === 0 ? '\n' : ',\n'}  ${printable(JSON.stringify(photo))}`;
  yield photos.length === 0 ? ']\n}\n' : '\n ]\n}\n';
}
