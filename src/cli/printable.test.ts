import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLine, printable } from './printable';

describe('printable', () => {
  it.each([
    ['a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['line\nline\r', 'line\\u000aline\\u000d'],
    ['\u009b31m', '\\u009b31m'],
    ['exe\u202egpj.x', 'exe\\u202egpj.x'],
    ['half \ud83c', 'half \\ud83c'],
    ['100 % #1 é 🌃 → x', '100 % #1 é 🌃 → x'],
  ])('makes of %j the text %j', (text, safe) => {
    expect(printable(text)).toBe(safe);
  });
});

describe('jsonLine', () => {
  it('is one printable line that parses to the same value, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = jsonLine({ text });
        expect(JSON.parse(line)).toEqual({ text });
        expect(line).toMatch(/^[^\p{Cc}\u2028\u2029]*\n$/u);
      }),
    );
  });
});
