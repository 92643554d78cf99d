import { inflateSync } from 'node:zlib';
import { textOf } from '../../metadata/iptc';
import type { PngText } from '../../Photo';

/** Keywords for people's texts. @see PNG specification, third edition, 11.3.3.1. `Software` is left out, because the result has its own. */
const keywords: readonly string[] = [
  'Title',
  'Author',
  'Description',
  'Copyright',
  'Creation Time',
  'Disclaimer',
  'Warning',
  'Source',
  'Comment',
];

/** Some programs write keywords in lower case. */
const registered = (keyword: string): string =>
  keywords.find((known) => known.toLowerCase() === keyword.toLowerCase()) ?? keyword;

/** Keywords of blocks that are read elsewhere, and of what programs note for themselves. */
const isOfMachines = (keyword: string): boolean =>
  keyword === '' ||
  /^(?:software$|XML:com\.adobe\.xmp$|Raw profile type (?:exif|APP1|iptc|xmp)$|(?:date|exif|icc|jpeg|png|tiff|xmp):)/i.test(
    keyword,
  );

/** Longer values, in bytes, do not count as text. */
const maxOutputLength = 1024 * 1024;

/**
 * The text of a chunk that is meant for people, otherwise undefined. tEXt: keyword, 0, text. zTXt: keyword, 0, method, compressed
 * text. iTXt: keyword, 0, compressed?, method, language, 0, translated keyword, 0, text. Throws when compressed text is damaged.
 */
export function pngText(type: string, data: Uint8Array): PngText | undefined {
  const end = data.indexOf(0);
  const keyword = Buffer.from(data.subarray(0, Math.max(0, end))).toString('latin1');
  if (isOfMachines(keyword)) return undefined;
  const inflated = (packed: Uint8Array): Uint8Array => inflateSync(packed, { maxOutputLength });
  let bytes = data.subarray(end + 1);
  if (type === 'zTXt') bytes = inflated(bytes.subarray(1));
  if (type === 'iTXt') {
    const isPacked = bytes[0] === 1;
    const translated = bytes.indexOf(0, 2) + 1;
    const text = bytes.subarray(bytes.indexOf(0, translated) + 1);
    bytes = isPacked ? inflated(text) : text;
  }
  const text = textOf(bytes).trim();
  return text === '' ? undefined : { keyword: registered(keyword), text };
}
