import { CandelaError, isAbort, knownReason, systemCode, systemLack, toCandelaError } from '@contract';

/** Converts the file system's error while a photo is read. A CandelaError or an abort stays as it is. */
export function fileError(error: unknown, file: string): unknown {
  if (error instanceof CandelaError || isAbort(error)) return error;
  if (systemLack(error) !== undefined) return toCandelaError(error, file);
  const code = systemCode(error);
  if (code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new CandelaError('input.missing', { file }, { cause: error });
  const reason = knownReason(error, 'read') ?? code;
  return new CandelaError('photo.unreadable', { file, reason }, { cause: error });
}
