import { CandelaError, isAbort } from '@contract';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link that leads back to itself',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk reports an error',
  ENAMETOOLONG: 'its name is too long',
};

export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Why the system did not let a file be read, in words for a sentence; else what it says itself. */
export function readReason(error: unknown): string {
  const words = reasons[errnoOf(error) ?? ''];
  return words ?? (error instanceof Error ? error.message : String(error));
}

/** What the file system threw while a photo was read, as ours; failures that are ours already and aborts stay as they are. */
export function fileError(error: unknown, file: string): unknown {
  if (error instanceof CandelaError || isAbort(error)) return error;
  const code = errnoOf(error);
  if (code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new CandelaError('input.missing', { file }, { cause: error });
  return new CandelaError('photo.unreadable', { file, reason: reasons[code] ?? code }, { cause: error });
}
