import { CandelaError } from '@contract';
import { softwareOf } from '../metadata/exif/softwareOf';
import type { PhotoMetadata } from '../Photo';
import { inspectPhoto } from './decodePhoto';

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
export async function isOwnResult(path: string, options: { signal: AbortSignal }): Promise<boolean> {
  try {
    const { metadata } = await inspectPhoto(path, options);
    return namesCandela(metadata);
  } catch (error) {
    if (error instanceof CandelaError) return false;
    throw error;
  }
}
