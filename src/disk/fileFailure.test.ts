import { describe, expect, it } from 'vitest';
import { CandelaError } from '@contract';
import { fileFailure, isMissing } from './fileFailure';

const refusal = (code: string) => Object.assign(new Error(`${code}: in the system's own words`), { code });

describe('fileFailure', () => {
  it.each([
    ['read', 'ENOENT', 'input.missing'],
    ['read', 'ENOTDIR', 'input.missing'],
    ['read', 'EACCES', 'photo.unreadable'],
    ['read', 'EXDEV', 'photo.unreadable'],
    ['read', 'EMFILE', 'system.tooManyFiles'],
    ['write', 'ENOENT', 'output.notWritable'],
    ['write', 'ENOTDIR', 'output.notAFolder'],
    ['write', 'ENOSPC', 'output.noSpace'],
    ['write', 'EDQUOT', 'output.noSpace'],
    ['write', 'EFBIG', 'output.tooLarge'],
    ['write', 'ENAMETOOLONG', 'output.nameTooLong'],
    ['write', 'EROFS', 'output.notWritable'],
    ['write', 'EMFILE', 'system.tooManyFiles'],
  ] as const)('when one %ss and the system says %s is %s', (act, system, code) => {
    const cause = refusal(system);
    expect(fileFailure(cause, { file: 'a.jpg', act })).toMatchObject({ code, cause });
  });

  it('tells the reason in words where there are any', () => {
    const reasonOf = (system: string) =>
      (fileFailure(refusal(system), { file: 'a.jpg', act: 'read' }) as CandelaError).message;
    expect(reasonOf('EACCES')).toContain('you may not read it');
    expect(reasonOf('EXDEV')).toContain('EXDEV');
  });

  it('leaves alone what is not the system’s', () => {
    const known = new CandelaError('photo.empty', { file: 'a.jpg' });
    const abort = new DOMException('enough', 'AbortError');
    const bug = new TypeError('x is undefined');
    for (const error of [known, abort, bug])
      expect(fileFailure(error, { file: 'a.jpg', act: 'write' })).toBe(error);
  });
});

describe('isMissing', () => {
  it('is true when a file or a folder above it is not there', () => {
    expect(['ENOENT', 'ENOTDIR', 'EACCES'].map((code) => isMissing(refusal(code)))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
