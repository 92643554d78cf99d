import { describe, expect, it } from 'vitest';
import { printable } from './printable';

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
