/**
 * Plain reasons for what libvips says of a damaged file: the one place that reads its messages, which are text alone and may
 * change with its version; the cause is kept with the error.
 */
const reasons: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [
    /premature end|unexpected end|bad seek|read error|not enough data|truncat|no frames|end of file|unable to read/i,
    'the file ends too early',
  ],
  [/missing SOS|no image|no SOS|SOF/i, 'it holds no picture'],
  [
    /corrupt jpeg data|huffman|bad code|data stream|corrupt.*data|decode|bitstream|Decoder|inflate|zlib|lzw/i,
    'parts of the picture cannot be decoded',
  ],
  [
    /not a whole number of bytes|out of range|bad labq|unsupported (?:tiff|compression|bit)|not configured|not supported/i,
    'it is stored in a way that cannot be read',
  ],
  [/corrupt header|Invalid/i, 'its header makes no sense'],
  [/unsupported image format/i, 'its header makes no sense'],
];

export function damageReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return reasons.find(([pattern]) => pattern.test(message))?.[1] ?? 'it cannot be decoded';
}

/** Warnings of libjpeg about bytes beside the picture; the picture itself is whole. */
const harmless =
  /extraneous bytes before marker|Unknown Adobe color transform|Inconsistent progression|Invalid SOS parameters/i;

/** Whether all that a strict decoding objected to leaves the picture whole. */
export function isHarmlessWarning(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const lines = error.message.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every((line) => harmless.test(line));
}
