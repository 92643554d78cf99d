import { CandelaError, isAbort } from '@contract';
import { errnoOf } from './fileError';

const notWritable: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOENT: 'the folder cannot be created',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'another program uses it',
  EISDIR: 'a folder has that name',
  ELOOP: 'a link leads back to itself',
};

/** What the file system threw while a result was written, as ours. @param file the result's path */
export function outputError(error: unknown, file: string): unknown {
  if (error instanceof CandelaError || isAbort(error)) return error;
  const code = errnoOf(error);
  const cause = { cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new CandelaError('output.noSpace', { file }, cause);
  if (code === 'ENAMETOOLONG') return new CandelaError('output.nameTooLong', { file }, cause);
  const reason = code === undefined ? undefined : notWritable[code];
  return reason === undefined ? error : new CandelaError('output.notWritable', { file, reason }, cause);
}
