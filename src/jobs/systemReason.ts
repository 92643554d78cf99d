const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  EEXIST: 'a part of its path is a file, not a folder',
  EISDIR: 'a folder has that name',
  EBUSY: 'another program holds it',
  EIO: 'the disk reports an error',
  ELOOP: 'its links lead round in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENOTDIR: 'a part of its path is a file, not a folder',
};

/** The code that the system gave a failure (`ENOENT`), if it did. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Why the system refused, in words for a sentence. */
export function systemReason(error: unknown): string {
  const words = reasons[systemCode(error) ?? ''];
  return words ?? (error instanceof Error ? error.message : String(error));
}
