import { CandelaError, isAbort, knownReason, systemCode, systemLack, toCandelaError } from '@contract';

/** Converts the file system's error while a result is written. @param file the result's path */
export function outputError(error: unknown, file: string): unknown {
  if (error instanceof CandelaError || isAbort(error)) return error;
  if (systemLack(error) !== undefined) return toCandelaError(error, file);
  const code = systemCode(error);
  const cause = { cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new CandelaError('output.noSpace', { file }, cause);
  if (code === 'EFBIG') return new CandelaError('output.tooLarge', { file }, cause);
  if (code === 'ENAMETOOLONG') return new CandelaError('output.nameTooLong', { file }, cause);
  if (code === 'ENOTDIR') return new CandelaError('output.notAFolder', { file }, cause);
  const reason = knownReason(error, 'write');
  return reason === undefined ? error : new CandelaError('output.notWritable', { file, reason }, cause);
}
