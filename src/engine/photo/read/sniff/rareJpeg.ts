import { isFrameHeader, jpegSegments } from '../container/jpegMarkers';
import type { ByteSource } from '../../source';

// Sound files of kinds that the codec does not support. It would call them damaged.

/** @see ITU-T T.87: the frame header of JPEG-LS */
const jpegLsFrame = 0xf7;

/** @see ITU-T T.81, table B.1 */
const frameKinds: Readonly<Record<number, string>> = {
  0xc3: 'a lossless JPEG',
  0xc5: 'a hierarchical JPEG',
  0xc6: 'a hierarchical JPEG',
  0xc7: 'a hierarchical lossless JPEG',
  0xcb: 'a lossless JPEG',
  0xcd: 'a hierarchical JPEG',
  0xce: 'a hierarchical JPEG',
  0xcf: 'a hierarchical lossless JPEG',
};

/** The JPEG's kind if the codec does not support it; otherwise null. */
export function rareJpeg(source: ByteSource): string | null {
  const { segments } = jpegSegments(source);
  const frame = segments.find(({ marker }) => isFrameHeader(marker) || marker === jpegLsFrame);
  if (frame === undefined) return null;
  if (frame.marker === jpegLsFrame) return 'a JPEG-LS picture';
  const bits = frame.payload[0] ?? 8;
  return frameKinds[frame.marker] ?? (bits === 8 ? null : `a JPEG of ${String(bits)} bits per sample`);
}
