// Control characters can move a cursor or worse. Bidirectional controls can disguise a name. Halves of surrogate pairs are not
// characters.
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text that may contain file names, made safe for a terminal and a page. Unsafe characters are written as `\u001b`. */
export function printable(text: string): string {
  return text.replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
