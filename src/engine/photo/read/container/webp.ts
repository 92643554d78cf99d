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
    broken: [],
  };
}
