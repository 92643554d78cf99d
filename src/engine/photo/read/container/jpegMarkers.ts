import { ByteReader, startsWith } from '../../bytes';
import type { ByteSource } from '../../source';

export type JpegSegment = { marker: number; at: number; payload: Uint8Array };

export const marker = {
  soi: 0xd8,
  eoi: 0xd9,
  sos: 0xda,
  dqt: 0xdb,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app11: 0xeb,
  app13: 0xed,
  com: 0xfe,
} as const;

const maxSegments = 10_000;

const isAlone = (code: number): boolean => code === 0x01 || (code >= 0xd0 && code <= 0xd8);

/** Start-of-frame markers: C0 to CF without DHT (C4), JPG (C8) and DAC (CC). */
export const isFrameHeader = (code: number): boolean =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;

/** Skips fill bytes and junk to the next marker; -1 at the end. */
function nextMarker(source: ByteSource, from: number): number {
  const window = source.read(from, 65_536);
  for (let index = 0; index + 1 < window.length; index++) {
    if (window[index] === 0xff && window[index + 1] !== 0xff && window[index + 1] !== 0) return from + index;
  }
  return -1;
}

/** The marker segments before the entropy-coded data, and the offset of the first scan (-1: there is none). */
export function jpegSegments(source: ByteSource): { segments: JpegSegment[]; scanAt: number } {
  const segments: JpegSegment[] = [];
  let at = 0;
  while (segments.length < maxSegments) {
    at = nextMarker(source, at);
    const head = at < 0 ? new Uint8Array(0) : source.read(at, 4);
    const code = head[1] ?? marker.eoi;
    if (code === marker.eoi) return { segments, scanAt: -1 };
    if (code === marker.sos) return { segments, scanAt: at };
    if (isAlone(code)) {
      at += 2;
      continue;
    }
    const length = head.length < 4 ? 0 : new ByteReader(head, false).u16(2);
    if (length < 2) return { segments, scanAt: -1 };
    segments.push({ marker: code, at, payload: source.read(at + 4, length - 2) });
    at += 2 + length;
  }
  return { segments, scanAt: -1 };
}

/** Offset just after the picture's end marker; -1 if there is none. Progressive files have many scans before it. */
export function endOfPicture(bytes: Uint8Array, scanAt: number): number {
  let at = scanAt;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return -1;
    const code = bytes[at + 1] ?? 0;
    if (code === marker.eoi) return at + 2;
    if (code === 0 || code === 0xff || isAlone(code)) at += code === 0xff ? 1 : 2;
    else at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
}

/** The payload of a kind's first segment that begins with `prefix`, without the prefix. */
export function payloadOf(
  segments: readonly JpegSegment[],
  code: number,
  prefix: string,
): Uint8Array | undefined {
  const found = segments.find((segment) => segment.marker === code && startsWith(segment.payload, prefix));
  return found?.payload.subarray(prefix.length);
}
