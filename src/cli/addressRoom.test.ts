import { describe, expect, it } from 'vitest';
import { addressRoom } from './addressRoom';

const limits = (soft: string): string =>
  `Limit                     Soft Limit           Hard Limit           Units\nMax address space         ${soft}           unlimited            bytes\n`;
const status = 'Name:\tnode\nVmPeak:\t  900000 kB\nVmSize:\t  700000 kB\n';

describe('addressRoom', () => {
  it('is what the limit leaves beyond what is taken', () => {
    expect(addressRoom(limits('2048000000'), status)).toBe(2_048_000_000 - 700_000 * 1024);
  });

  it('is endless without a limit', () => {
    expect(addressRoom(limits('unlimited'), status)).toBe(Infinity);
    expect(addressRoom('', status)).toBe(Infinity);
  });
});
