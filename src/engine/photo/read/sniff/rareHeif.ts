import type { ByteSource } from '../../source';
import { isHeifProblem, openHeif } from '../container/heifFile';
import { heifPicture, unreadCoding } from '../container/heifPicture';

/** The kind of a sound HEIF file that the decoder does not support; otherwise null. */
export function rareHeif(source: ByteSource): string | null {
  const file = openHeif(source);
  if (file === 'sequence') return 'an HEVC sequence without a still picture';
  return isHeifProblem(file) ? null : unreadCoding(file, file.primary);
}

/** The depth of the main picture; null if the file does not say. */
export function heifDepth(source: ByteSource): number | null {
  const file = openHeif(source);
  return isHeifProblem(file) ? null : (heifPicture(file, file.primary)?.bits ?? null);
}
