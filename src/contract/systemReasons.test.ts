import { describe, expect, it } from 'vitest';
import { knownReason, systemCode, systemLack, systemReason } from './systemReasons';

const refusal = (code: string) => Object.assign(new Error(`${code}: in the system's own words`), { code });

describe('systemReason', () => {
  it('has words for what reading and writing fail by alike', () => {
    expect(systemReason(refusal('EIO'), 'read')).toBe('the disk reports an error');
    expect(systemReason(refusal('EIO'), 'write')).toBe('the disk reports an error');
  });

  it('says of each act what its own refusal means', () => {
    expect(systemReason(refusal('EACCES'), 'read')).toBe('you may not read it');
    expect(systemReason(refusal('EACCES'), 'write')).toBe('you may not write there');
  });

  // Node's code for a sharing or locking violation of Windows is EBUSY, for a file that an earlier program is about to delete EPERM.
  it.each([
    ['EBUSY', 'another program uses it', 'another program uses it'],
    ['EPERM', 'you may not read it', 'you may not write there'],
    ['EACCES', 'you may not read it', 'you may not write there'],
  ])('says why a file is refused with %s', (code, read, write) => {
    expect([systemReason(refusal(code), 'read'), systemReason(refusal(code), 'write')]).toEqual([
      read,
      write,
    ]);
  });

  it('gives the system’s own words where it has none', () => {
    expect(systemReason(refusal('EXDEV'), 'write')).toBe("EXDEV: in the system's own words");
    expect(systemReason('odd', 'read')).toBe('odd');
    expect(knownReason(refusal('EXDEV'), 'write')).toBeUndefined();
  });
});

describe('systemCode', () => {
  it('is what the system called the failure, if it did', () => {
    expect(systemCode(refusal('ENOENT'))).toBe('ENOENT');
    expect(systemCode(new Error('plain'))).toBeUndefined();
    expect(systemCode(Object.assign(new Error('numbered'), { code: 5 }))).toBeUndefined();
  });
});

describe('systemLack', () => {
  it.each([
    ['system.tooManyFiles', Object.assign(new Error('x'), { code: 'EMFILE' })],
    ['system.tooManyFiles', new Error('open: Too many open files')],
    ['system.noMemory', Object.assign(new Error('x'), { code: 'ENOMEM' })],
    ['system.noMemory', new Error('libonnxruntime.so.1: failed to map segment from shared object')],
    ['system.noMemory', new Error('glib: Error creating thread: Resource temporarily unavailable')],
    ['system.noMemory', new RangeError('Array buffer allocation failed')],
    ['system.noFolder', Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'uv_cwd' })],
    [undefined, Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'open' })],
    [undefined, 'out of memory'],
  ])('is %s', (lack, error) => {
    expect(systemLack(error)).toBe(lack);
  });
});
