import type { ByteSource } from '../../source';
import { isHeifProblem, openHeif } from '../container/heifFile';
import { unreadCoding } from '../container/heifPicture';

/** The kind of a sound HEIF file that the decoder does not support; otherwise null. */
export function rareHeif(source: ByteSource): string | null {
  const file = openHeif(source);
  if (file === 'sequence') return 'an HEVC sequence without a still picture';
  return isHeifProblem(file) ? null : unreadCoding(file, file.primary);
}
