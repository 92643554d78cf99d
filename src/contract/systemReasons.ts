/** The operation that the system refused. */
export type SystemAct = 'read' | 'write';

const whateverTheAct: Readonly<Record<string, string>> = {
  EBUSY: 'another program uses it',
  EDQUOT: 'the disk is full',
  EFBIG: 'the system allows no file that large there',
  EEXIST: 'a part of its path is a file, not a folder',
  EIO: 'the disk reports an error',
  ELOOP: 'a link leads back to itself',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENFILE: 'too many files are open',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EROFS: 'the disk is read-only',
};

const reasons: Readonly<Record<SystemAct, Readonly<Record<string, string>>>> = {
  read: {
    ...whateverTheAct,
    EACCES: 'you may not read it',
    EISDIR: 'it is a folder',
    EPERM: 'you may not read it',
  },
  write: {
    ...whateverTheAct,
    EACCES: 'you may not write there',
    EISDIR: 'a folder has that name',
    ENOENT: 'the folder cannot be created',
    EPERM: 'you may not write there',
  },
};

/** The system's code for a failure (`ENOENT`), if it has one. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The code of a failure that is about the whole program, whatever file it met first. */
export type SystemLack = 'system.noMemory' | 'system.tooManyFiles' | 'system.noFolder';

// Native libraries and processes that do not start say it by text alone.
const noMemory =
  /bad_alloc|out of memory|(?:failed to|cannot) allocate|E_OUTOFMEMORY|not enough memory|failed to map segment|array buffer allocation failed|error creating thread|\bENOMEM\b/i;
const tooManyFiles = /too many open files|\bE[MN]FILE\b/i;

/** What the system denied the whole program: no photo, model or folder is at fault. */
export function systemLack(error: unknown): SystemLack | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = systemCode(error) ?? '';
  if ('syscall' in error && error.syscall === 'uv_cwd') return 'system.noFolder';
  if (['EMFILE', 'ENFILE'].includes(code) || tooManyFiles.test(error.message)) return 'system.tooManyFiles';
  if (['ENOMEM', 'ERR_WORKER_OUT_OF_MEMORY'].includes(code) || noMemory.test(error.message))
    return 'system.noMemory';
  return undefined;
}

/** The system's reason in words for a sentence; undefined for codes without words. */
export function knownReason(error: unknown, act: SystemAct): string | undefined {
  return reasons[act][systemCode(error) ?? ''];
}

/** The system's reason in words for a sentence; otherwise the system's own message. */
export function systemReason(error: unknown, act: SystemAct): string {
  return knownReason(error, act) ?? (error instanceof Error ? error.message : String(error));
}
