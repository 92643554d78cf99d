import { describe, expect, it } from 'vitest';
import { CandelaError, mayPass, toWire, WireError, type ErrorCode } from './CandelaError';
import { errorTexts } from './errors';

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

describe('CandelaError.fromWire', () => {
  it('is the failure that was sent, details and both next steps', () => {
    const sent = new CandelaError('provider.unavailable', { provider: 'CUDA', reason: 'it is not there' });
    const came = CandelaError.fromWire(WireError.parse(structuredClone(sent.toWire())));
    for (const key of ['code', 'message', 'action', 'actionInApp', 'details'] as const)
      expect(came[key]).toEqual(sent[key]);
  });

  it('keeps the words that came with it', () => {
    const wire = { code: 'photo.empty', message: 'It is empty.', action: 'Copy it.' } as const;
    expect(CandelaError.fromWire(wire).toWire()).toEqual(wire);
  });
});

describe('mayPass', () => {
  it.each([
    ['input.missing', true],
    ['photo.unreadable', true],
    ['photo.damaged', true],
    ['session.outOfMemory', true],
    ['system.noMemory', true],
    ['engine.crashed', true],
    ['photo.unsupported', false],
    ['photo.notAPhoto', false],
    ['photo.tooLarge', false],
    ['photo.tooMany', false],
    ['truth.tooSmall', false],
    ['provider.unavailable', false],
  ] as const)('of %s: %s', (code, expected) => {
    expect(mayPass(new CandelaError(code))).toBe(expected);
  });
});
