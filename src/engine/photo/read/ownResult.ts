import { CandelaError } from '@contract';
import { softwareOf } from '../metadata/exif/softwareOf';
import { openPhotoFile } from './openPhotoFile';
import type { PhotoMetadata } from '../Photo';
import { readHeader } from './readHeader';

/** How `Provenance.software` begins, in every result. */
const ownName = 'Candela ';
const creatorTool = /:CreatorTool(?:>|=["'])Candela /;

/** XMP counts where EXIF is silent: a format may not have had room for it. */
function namesCandela({ exif, xmp = '' }: PhotoMetadata): boolean {
  return softwareOf(exif)?.startsWith(ownName) ?? creatorTool.test(xmp);
}

/**
 * Whether a file is a result of Candela's and nobody else's work since, by the software that its metadata names. What cannot be
 * read is none.
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
