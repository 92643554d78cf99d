import type { PhotoFormat } from '@contract';
import { asciiBytes, startsWith } from '../bytes';
import { memorySource, type ByteSource } from '../source';
import { tiffOddities, type Patch, type TiffOddities } from '../tiff/tiffOddities';
import type { PhotoPage } from './photoPage';

/** Corrections to what the file tells the codec. */
export function odditiesOf(source: ByteSource, format: PhotoFormat, page: PhotoPage): TiffOddities {
  if (format === 'tiff') return tiffOddities(source, page.directoryAt);
  // libheif reads the first picture of a sequence if the file is presented as a still photo.
  const isSequence = format === 'avif' && startsWith(source.read(8, 4), 'avis');
  return { patches: isSequence ? [{ at: 8, bytes: [...asciiBytes('avif')] }] : [] };
}

/** Patches the bytes for the codec. @returns the unpatched file, for everything that reads its metadata */
export function patched(bytes: Uint8Array, patches: readonly Patch[]): ByteSource {
  const originals = patches.map(({ at, bytes: instead }) => ({
    at,
    bytes: [...bytes.subarray(at, at + instead.length)],
  }));
  for (const { at, bytes: instead } of patches) bytes.set(instead, at);
  const source = memorySource(bytes);
  const read = (offset: number, length: number): Uint8Array => {
    const found = source.read(offset, length);
    const touched = originals.filter(
      ({ at, bytes: own }) => at < offset + found.length && at + own.length > offset,
    );
    if (touched.length === 0) return found;
    const restored = Uint8Array.from(found);
    for (const { at, bytes: own } of touched)
      own.forEach((byte, index) => {
        const place = at + index - offset;
        if (place >= 0 && place < restored.length) restored[place] = byte;
      });
    return restored;
  };
  return { ...source, read };
}
