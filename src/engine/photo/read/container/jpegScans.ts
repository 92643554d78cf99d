import type { ByteSource } from '../../source';
import { isFrameHeader, jpegSegments, marker } from './jpegMarkers';

/** The lowest bit that was sent for each coefficient of a component; undefined for a coefficient that never was. */
type Progress = (number | undefined)[];

const coefficients = 64;
const isProgressive = (code: number): boolean => [0xc2, 0xc6, 0xca, 0xce].includes(code);

/** The component numbers of a frame or a scan. */
function componentsOf(payload: Uint8Array, at: number, step: number): number[] {
  const count = payload[at] ?? 0;
  return Array.from({ length: count }, (_, index) => payload[at + 1 + index * step] ?? -1);
}

/** The distance to the data after a marker. Stuffed zeros, fill bytes and markers without a segment are short. */
function lengthOf(code: number, length: number): number {
  if (code === 0xff) return 1;
  const isBare = code <= 0x01 || (code >= 0xd0 && code <= 0xd9);
  return isBare ? 2 : 2 + length;
}

/** The payloads of all scan headers after the marker of the first scan. */
function* scanHeaders(bytes: Uint8Array, from: number): Generator<Uint8Array> {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 3 < bytes.length;) {
    const code = bytes[at + 1] ?? 0;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (code === marker.sos) yield bytes.subarray(at + 4, at + 2 + length);
    at = bytes.indexOf(0xff, at + lengthOf(code, length));
  }
}

function note(progress: Map<number, Progress>, scan: Uint8Array): void {
  const components = componentsOf(scan, 0, 2);
  const [first = 0, last = 0, approximation = 0] = scan.subarray(1 + components.length * 2);
  for (const component of components) {
    const own = progress.get(component);
    for (let index = first; own !== undefined && index <= Math.min(last, coefficients - 1); index += 1)
      own[index] = approximation & 15;
  }
}

/**
 * Whether a JPEG's scans send every coefficient down to its last bit. A sequential picture has one scan a component, so its decoder
 * notices a missing one. A progressive picture without its last scans decodes silently, only coarser.
 * @see ITU-T T.81, G.1
 */
export function hasAllScans(source: ByteSource): boolean {
  const { segments, scanAt } = jpegSegments(source);
  const frame = segments.find(({ marker: code }) => isFrameHeader(code));
  if (frame === undefined || scanAt < 0) return false;
  const progress = new Map<number, Progress>(
    componentsOf(frame.payload, 5, 3).map((component) => [component, Array<undefined>(coefficients)]),
  );
  const bytes = source.read(0, source.size);
  if (!isProgressive(frame.marker)) return true;
  for (const scan of scanHeaders(bytes, scanAt)) note(progress, scan);
  return [...progress.values()].every((own) => Array.from(own).every((lowest) => lowest === 0));
}

/** A file without the zeros at its end, with which cards and downloads fill up. */
export function withoutZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  // A zero after 0xff is data.
  return bytes.subarray(0, bytes[end - 1] === 0xff ? Math.min(end + 1, bytes.length) : end);
}

/** Whether the picture ends with its marker. Zeros after it are ignored. */
export function hasEndMarker(bytes: Uint8Array): boolean {
  const [first, second] = withoutZeros(bytes).subarray(-2);
  return first === 0xff && second === marker.eoi;
}
