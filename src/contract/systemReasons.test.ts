import { describe, expect, it } from 'vitest';
import { knownReason, systemCode, systemReason } from './systemReasons';

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
