import { CandelaError } from '@contract';
import { inputFormats } from '../formats';
import type { PhotoFormat } from '../Photo';

// libvips and its loaders report by text alone, which may change with their version: this file alone reads it, and the
// cause is kept with the error.

/** Sound files of a kind that the loaders do not know. */
const unknownKind =
  /not a whole number of bytes|bad labq|not configured|not supported|unsupported (?:tiff|compression|bit)|samples out of range/i;

/** First match wins: what is said first of a broken file is what broke it. */
const reasons: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/\bcrc\b/i, 'a checksum in it is wrong'],
  // Said of wrong checksums and of missing ends alike.
  [/libpng read error/i, 'parts of the picture cannot be decoded'],
  [/missing SOS|no image|no SOS/i, 'it holds no picture'],
  [
    /premature end|unexpected end|bad seek|read error|not enough data|truncat|no frames|end of file|unable to read/i,
    'the file ends too early',
  ],
  [
    /corrupt jpeg data|huffman|bad code|data stream|decod|bitstream|inflate|zlib|lzw/i,
    'parts of the picture cannot be decoded',
  ],
  [/corrupt header|invalid|unsupported image format/i, 'its header makes no sense'],
];

export function damageReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return reasons.find(([pattern]) => pattern.test(message))?.[1] ?? 'it cannot be decoded';
}

/** What a loader threw, as ours: `photo.damaged`, or `photo.unsupported` where the file is sound but of a rare kind. */
export function decodeFailure(
  error: unknown,
  { path: file, format }: { path: string; format: PhotoFormat },
): CandelaError {
  const message = error instanceof Error ? error.message : String(error);
  if (unknownKind.test(message)) {
    const kind = `a ${inputFormats[format].label} of a rare kind`;
    return new CandelaError('photo.unsupported', { file, kind }, { cause: error });
  }
  return new CandelaError('photo.damaged', { file, reason: damageReason(error) }, { cause: error });
}

/** Warnings of libjpeg about bytes beside the picture; before a restart marker (0xd0 to 0xd7) they are the picture. */
const harmless =
  /extraneous bytes before marker 0x(?!d[0-7])|Unknown Adobe color transform|Invalid SOS parameters/i;

/** Whether all that a strict decoding objected to leaves the picture whole. */
export function isHarmlessWarning(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const lines = error.message.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every((line) => harmless.test(line));
}
