import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixStrength } from './mixStrength';

const pair = fc
  .uint16Array({ minLength: 1, maxLength: 40 })
  .chain((original) =>
    fc.tuple(
      fc.constant(original),
      fc.uint16Array({ minLength: original.length, maxLength: original.length }),
    ),
  );

describe('mixStrength', () => {
  it('gives the original at 0 and the result at 1, exactly', () => {
    fc.assert(
      fc.property(pair, ([original, result]) => {
        const none = Uint16Array.from(result);
        mixStrength(none, original, 0);
        const all = Uint16Array.from(result);
        mixStrength(all, original, 1);
        expect([...none]).toEqual([...original]);
        expect([...all]).toEqual([...result]);
      }),
    );
  });

  it('rounds the mix of stored values to the nearest level', () => {
    const mixed = Uint8Array.of(0, 255, 10, 100);
    mixStrength(mixed, Uint8Array.of(255, 0, 11, 101), 0.5);
    expect([...mixed]).toEqual([128, 128, 11, 101]);
  });

  it('leaves equal samples as they are at any strength', () => {
    fc.assert(
      fc.property(
        fc.uint16Array({ minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (samples, strength) => {
          const mixed = Uint16Array.from(samples);
          mixStrength(mixed, samples, strength);
          expect([...mixed]).toEqual([...samples]);
        },
      ),
    );
  });
});
