import { asciiBytes, u32le } from '../../bytes';
import { webpChunks } from '../../read/container/webp';
import { memorySource } from '../../source';
import type { Blocks, Spliced } from './Blocks';

const flag = { icc: 0x20, alpha: 0x10, exif: 0x08, xmp: 0x04 } as const;

function chunk(type: string, data: Uint8Array): Uint8Array[] {
  return [asciiBytes(type), u32le(data.length), data, new Uint8Array(data.length & 1)];
}

/** The extended header: flags and the size of the canvas. @see RFC 9649, 2.7 */
function extendedHeader(flags: number, { width, height }: { width: number; height: number }): Uint8Array[] {
  const data = Buffer.alloc(10);
  data.writeUInt8(flags, 0);
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return chunk('VP8X', data);
}

/** Inserts metadata around the pixels of a WebP: the profile before them, EXIF and XMP after. */
export function spliceWebp(
  encoded: Uint8Array,
  blocks: Blocks,
  size: { width: number; height: number },
): Spliced {
  const chunks = webpChunks(memorySource(encoded)).filter(({ type }) =>
    ['ALPH', 'VP8 ', 'VP8L'].includes(type),
  );
  const picture = chunks.flatMap(({ type, at, length }) => chunk(type, encoded.subarray(at, at + length)));
  const lossless = chunks.find(({ type }) => type === 'VP8L');
  // Bit 28 of a lossless picture's header says whether alpha is used.
  const losslessAlpha = lossless !== undefined && ((encoded[lossless.at + 4] ?? 0) & 0x10) !== 0;
  const hasAlpha = losslessAlpha || chunks.some(({ type }) => type === 'ALPH');
  const { exif, xmp, profile } = blocks;
  const flags =
    (exif ? flag.exif : 0) |
    (xmp === undefined ? 0 : flag.xmp) |
    (profile ? flag.icc : 0) |
    (hasAlpha ? flag.alpha : 0);
  const body = [
    ...extendedHeader(flags, size),
    ...(profile ? chunk('ICCP', profile) : []),
    ...picture,
    ...(exif ? chunk('EXIF', exif) : []),
    ...(xmp === undefined ? [] : chunk('XMP ', Buffer.from(xmp, 'utf8'))),
  ];
  const length = body.reduce((sum, part) => sum + part.length, 0);
  return { parts: [asciiBytes('RIFF'), u32le(length + 4), asciiBytes('WEBP'), ...body], dropped: [] };
}
