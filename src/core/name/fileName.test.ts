import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey, safeName, utf8Length } from './fileName';

describe('safeName', () => {
  it.each([
    ['CON', '_CON'],
    ['con.candela', '_con.candela'],
    ['Lpt1', '_Lpt1'],
    ['COM¹', '_COM¹'],
    ['nul ', '_nul'],
    ['aux .x', '_aux .x'],
    ['console', 'console'],
    ['name. . ', 'name'],
    ['...', '_'],
    ['', '_'],
    ['10:30 a\\b/c', '10_30 a_b_c'],
    ['a\u0000b\u001bc\u0085d', 'a_b_c_d'],
    ['<what>?*"|', '_what_____'],
    ['half \ud83c pair', 'half _ pair'],
    ['100% #1 🌃 é', '100% #1 🌃 é'],
    ['.hidden', '.hidden'],
  ])('makes of %j the name %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  it('gives a name that is safe already back for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const safe = safeName(name);
        expect(safeName(safe)).toBe(safe);
        expect(safe).toMatch(/^[^<>:"/\\|?*\p{Cc}]*[^<>:"/\\|?*\p{Cc}. ]$/u);
      }),
    );
  });
});

describe('utf8Length', () => {
  it('counts the bytes that an encoder writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });
});

describe('nameKey', () => {
  it.each([
    ['IMG.JPG', 'img.jpg'],
    ['caf\u00e9', 'cafe\u0301'],
    ['\u00c9t\u00e9', 'e\u0301te\u0301'],
  ])('is one for %s and %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it('tells an accent from none', () => {
    expect(nameKey('café')).not.toBe(nameKey('cafe'));
  });
});
