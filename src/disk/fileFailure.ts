import {
  CandelaError,
  isAbort,
  knownReason,
  systemCode,
  systemLack,
  toCandelaError,
  type ErrorCode,
  type SystemAct,
} from '@contract';

/** Refusals with a sentence of their own. All others are `otherwise`, with the reason in words. */
const codes: Readonly<Record<SystemAct, Readonly<Record<string, ErrorCode>>>> = {
  read: { ENOENT: 'input.missing', ENOTDIR: 'input.missing' },
  write: {
    EDQUOT: 'output.noSpace',
    EFBIG: 'output.tooLarge',
    ENAMETOOLONG: 'output.nameTooLong',
    ENOSPC: 'output.noSpace',
    ENOTDIR: 'output.notAFolder',
  },
};

const otherwise = { read: 'photo.unreadable', write: 'output.notWritable' } as const;

/**
 * What went wrong when a photo was read or a result was written. A CandelaError, an abort and a failure that is not the system's
 * come back as they are.
 */
export function fileFailure(error: unknown, { file, act }: { file: string; act: SystemAct }): unknown {
  if (error instanceof CandelaError || isAbort(error)) return error;
  if (systemLack(error) !== undefined) return toCandelaError(error, file);
  const system = systemCode(error);
  if (system === undefined) return error;
  const cause = { cause: error };
  const code = codes[act][system];
  if (code !== undefined) return new CandelaError(code, { file }, cause);
  return new CandelaError(otherwise[act], { file, reason: knownReason(error, act) ?? system }, cause);
}

/** Whether the system failed because there is nothing at a path. */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
}
