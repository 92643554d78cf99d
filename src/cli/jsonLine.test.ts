import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLine } from './jsonLine';

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
