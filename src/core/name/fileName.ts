/** Longest file name on common file systems, bytes of UTF-8. */
export const longestName = 255;

// Windows refuses these names with any extension and in any case. It treats superscript digits as digits.
const reservedName = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;
// Characters that some system refuses in a name, including control characters and halves of surrogate pairs.
const refusedCharacters = /[<>:"/\\|?*\p{Cc}\p{Cs}]/gu;

/**
 * A name (without extension) that every system accepts. Characters that some system refuses become `_`. Dots and spaces at the end
 * are removed, because Windows drops them silently. A name that Windows reserves gets a `_` before it. Never empty.
 */
export function safeName(name: string): string {
  const clean = name.replace(refusedCharacters, '_').replace(/[. ]+$/, '');
  const device = clean.split('.', 1)[0] ?? '';
  if (clean === '' || reservedName.test(device.trimEnd())) return `_${clean}`;
  return clean;
}

/** Length of a text in bytes of UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * One key for all names that some disk treats as equal: upper and lower case (Windows, macOS), composed and decomposed accents
 * (macOS).
 */
export function nameKey(name: string): string {
  return name.normalize('NFD').toUpperCase().normalize('NFC');
}
