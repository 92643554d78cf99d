import { ByteReader } from '../../bytes';
import type { PhotoSource } from '../../Photo';
import { isFrameHeader, marker, type JpegSegment } from './jpegMarkers';

type JpegCoding = NonNullable<PhotoSource['jpeg']>;

/** Luminance quantisation of the IJG library at quality 50, in zigzag order. @see ITU-T T.81 table K.1 */
const standardLuminance = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58,
  51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103,
  62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
];

/** The first 64 luminance steps, zigzag order. */
function luminanceSteps(segments: readonly JpegSegment[]): number[] | null {
  for (const { marker: code, payload } of segments) {
    if (code !== marker.dqt) continue;
    const reader = new ByteReader(payload, false);
    for (let at = 0; at < payload.length;) {
      const head = reader.u8(at);
      const wide = head >> 4 !== 0;
      const size = wide ? 128 : 64;
      if (at + 1 + size > payload.length) break;
      const first = at + 1;
      if ((head & 15) === 0) {
        return standardLuminance.map((_, index) =>
          wide ? reader.u16(first + index * 2) : reader.u8(first + index),
        );
      }
      at = first + size;
    }
  }
  return null;
}

/** The IJG library's quantisation steps for a quality of 1 to 100. */
function scaledSteps(quality: number): number[] {
  const scale = quality < 50 ? 5000 / quality : 200 - quality * 2;
  return standardLuminance.map((step) => Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100))));
}

/**
 * The IJG quality with the nearest luminance table. It is exact for files of the IJG library and its derivatives. Cameras and Adobe
 * use their own tables; for these it is a quality of similar coarseness.
 */
function nearestQuality(steps: readonly number[]): number {
  let best = { quality: 1, distance: Infinity };
  for (let quality = 1; quality <= 100; quality++) {
    const scaled = scaledSteps(quality);
    const distance = steps.reduce(
      (sum, step, index) => sum + Math.abs(Math.log(step / (scaled[index] ?? 1))),
      0,
    );
    if (distance <= best.distance) best = { quality, distance };
  }
  return best.quality;
}

function subsamplingOf(segments: readonly JpegSegment[]): JpegCoding['chromaSubsampling'] {
  const frame = segments.find(({ marker: code }) => isFrameHeader(code))?.payload;
  // One component: grey has no chroma to subsample.
  if (frame === undefined || (frame[5] ?? 1) < 3) return '4:4:4';
  const [luma = 0x11, chroma = 0x11] = [frame[7], frame[10]];
  const across = (luma >> 4) / Math.max(1, chroma >> 4);
  const down = (luma & 15) / Math.max(1, chroma & 15);
  if (across >= 2 && down >= 2) return '4:2:0';
  return across >= 2 || down >= 2 ? '4:2:2' : '4:4:4';
}

/** A JPEG's coarseness, from its own tables; undefined if it has no readable ones. */
export function jpegCoding(segments: readonly JpegSegment[]): JpegCoding | undefined {
  const steps = luminanceSteps(segments);
  if (steps === null) return undefined;
  const positive = steps.map((step) => Math.max(1, step));
  return { quality: nearestQuality(positive), chromaSubsampling: subsamplingOf(segments) };
}
