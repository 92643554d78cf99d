import { aFileOf, CandelaError, systemLack, toCandelaError, type PhotoFormat } from '@contract';

// libvips and its loaders report failures as text, which may change with their version. Only this file reads that text, and the
// error keeps its cause.

/** Messages about sound files of a kind that the loaders do not support. */
const unknownKind =
  /not a whole number of bytes|bad labq|not configured|not supported|unsupported (?:tiff|compression|bit)|samples out of range/i;

/** The first match wins, because the first message about a broken file names the cause. */
const reasons: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/\bcrc\b/i, 'a checksum in it is wrong'],
  // Both wrong checksums and missing ends give this message.
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

/** Converts a loader's error: `photo.damaged`, or `photo.unsupported` if the file is sound but of a rare kind. */
export function decodeFailure(
  error: unknown,
  { path: file, format }: { path: string; format: PhotoFormat },
): CandelaError {
  if (systemLack(error) !== undefined) return toCandelaError(error, file);
  const message = error instanceof Error ? error.message : String(error);
  if (unknownKind.test(message)) {
    const kind = `${aFileOf(format)} of a rare kind`;
    return new CandelaError('photo.unsupported', { file, kind }, { cause: error });
  }
  return new CandelaError('photo.damaged', { file, reason: damageReason(error) }, { cause: error });
}

/** Warnings of libjpeg about bytes outside the picture. Bytes before a restart marker (0xd0 to 0xd7) belong to the picture. */
const harmless =
  /extraneous bytes before marker 0x(?!d[0-7])|Unknown Adobe color transform|Invalid SOS parameters/i;

/** Whether the picture is whole in spite of everything that a strict decoding reported. */
export function isHarmlessWarning(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const lines = error.message.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every((line) => harmless.test(line));
}
