import stringWidth from 'string-width';

// Letters as people see them, so that shortening never splits an emoji.
const segmenter = new Intl.Segmenter('en');

/** As many whole letters as fit into a number of terminal columns. */
function fitting(letters: readonly string[], columns: number): string[] {
  const taken: string[] = [];
  let left = columns;
  for (const letter of letters) {
    left -= stringWidth(letter);
    if (left < 0) break;
    taken.push(letter);
  }
  return taken;
}

/** Fits a text into a number of columns. A wider text is shortened in its middle. Chinese letters and emoji take two columns. */
export function cell(text: string, columns: number): string {
  const letters = Array.from(segmenter.segment(text), ({ segment }) => segment);
  const tail = 8;
  const isWide = stringWidth(text) > columns;
  const short = isWide
    ? [
        ...fitting(letters, columns - tail - 1),
        '…',
        ...fitting(letters.slice().reverse(), tail).reverse(),
      ].join('')
    : text;
  return short + ' '.repeat(Math.max(0, columns - stringWidth(short)));
}
