// Control characters move the cursor or worse; bidirectional controls can make a name look like another; halves of surrogate pairs are
// no characters.
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text that may hold file names, safe to write to a terminal: what could act on it is written as `\u001b`. */
export function printable(text: string): string {
  return text.replace(unprintable, escaped);
}

/** One value as a line of JSON without any character that acts on a terminal; parsers read the same from it. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(unprintable, escaped)}\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
