import { describe, expect, it } from 'vitest';
import { CandelaError, errorTexts, type ErrorCode } from './errors';
import { toWire } from './wire';

const codes = Object.keys(errorTexts) as ErrorCode[];

describe('toWire', () => {
  it.each(codes)('tells nobody in the window to use the command line: %s', (code) => {
    const { action } = toWire(new CandelaError(code), 'a.jpg');
    expect(action).not.toMatch(/--|`/);
    expect(action).not.toBe('');
  });

  it('leaves the command line its own words', () => {
    const error = new CandelaError('provider.unavailable', { provider: 'CUDA', reason: 'it is not there' });
    expect(error.action).toContain('--provider');
    expect(toWire(error, '').action).toContain('Devices');
  });
});
