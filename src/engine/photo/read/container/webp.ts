import { ByteReader, asciiAt, startsWith } from '../../bytes';
import type { ByteSource } from '../../source';
import type { Container } from './Container';

export type WebpChunk = { type: string; at: number; length: number };

const maxChunks = 100_000;

/** Types and positions of a WebP's chunks (RIFF: little-endian, padded to even). */
export function webpChunks(source: ByteSource): WebpChunk[] {
  const chunks: WebpChunk[] = [];
  for (let at = 12; chunks.length < maxChunks;) {
    const head = source.read(at, 8);
    if (head.length < 8) return chunks;
    const length = new ByteReader(head, true).u32(4);
    chunks.push({ type: asciiAt(head, 0, 4), at: at + 8, length });
    at += 8 + length + (length & 1);
  }
  return chunks;
}

const known: readonly string[] = [
  'VP8 ',
  'VP8L',
  'VP8X',
  'ALPH',
  'ANIM',
  'ANMF',
  'ICCP',
  'EXIF',
  'XMP ',
  'C2PA',
];

/** Chunks of other programs inside the file's own length. What stands behind it is no chunk. */
function unknownOf(source: ByteSource, chunks: readonly WebpChunk[]): string[] {
  const end = Math.min(source.size, 8 + new ByteReader(source.read(0, 12), true).u32(4));
  const unknown = chunks
    .filter(({ type, at, length }) => !known.includes(type) && length > 0 && at + length <= end)
    .map(({ type }) => `the WebP chunk “${type.replace(/[^ -~]/g, '?').trim()}”`);
  return [...new Set(unknown)];
}

/** Reads a WebP's chunks. */
export function readWebp(source: ByteSource): Container {
  const chunks = webpChunks(source);
  const dataOf = (type: string): Uint8Array | undefined => {
    const chunk = chunks.find((candidate) => candidate.type === type);
    return chunk && source.read(chunk.at, chunk.length);
  };
  const exif = dataOf('EXIF');
  const xmp = dataOf('XMP ');
  const frames = chunks.filter(({ type }) => type === 'ANMF').length;
  return {
    metadata: {
      ...(exif && { exif: startsWith(exif, 'Exif\0\0') ? exif.subarray(6) : exif }),
      ...(xmp && { xmp: Buffer.from(xmp).toString('utf8') }),
    },
    frames: Math.max(1, frames),
    extras: chunks.some(({ type }) => type === 'C2PA') ? ['credentials'] : [],
    lossless: chunks.some(({ type }) => type === 'VP8L'),
    unknown: unknownOf(source, chunks),
    broken: [],
  };
}
