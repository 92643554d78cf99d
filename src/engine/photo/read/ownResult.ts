import { CandelaError } from '@contract';
import { softwareOf } from '../metadata/exif/softwareOf';
import { openPhotoFile } from './openPhotoFile';
import type { PhotoMetadata } from '../Photo';
import { readHeader } from './readHeader';

/** The beginning of `Provenance.software` in every result. */
const ownName = 'Candela ';
const creatorTool = /:CreatorTool(?:>|=["'])Candela /;

/** XMP counts if EXIF has no value, because some formats have no room for EXIF. */
function namesCandela({ exif, xmp = '' }: PhotoMetadata): boolean {
  return softwareOf(exif)?.startsWith(ownName) ?? creatorTool.test(xmp);
}

/**
 * Whether Candela wrote a file and no other program has changed it since, by the software in its metadata. An unreadable file does
 * not count as a result.
 */
export async function isOwnResult(path: string, { signal }: { signal: AbortSignal }): Promise<boolean> {
  try {
    const file = await openPhotoFile(path, { signal, headerOnly: true });
    try {
      const { metadata } = await readHeader(file);
      return namesCandela(metadata);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof CandelaError) return false;
    throw error;
  }
}
