import { expect, it } from 'vitest';
import { placeOf, placeWithin, wholePlace } from './place';

it('gives shares of the sides, beyond 1 for padding', () => {
  const photo = { width: 200, height: 100 };
  const tile = placeOf({ x: 150, y: 50 }, { width: 64, height: 64 }, photo);
  expect(tile).toEqual({ top: 0.5, left: 0.75, height: 0.64, width: 0.32 });
  expect(placeOf({ x: 0, y: 0 }, photo, photo)).toEqual(wholePlace);
});

it('finds a part of a part', () => {
  const photo = { width: 400, height: 200 };
  const tile = placeOf({ x: 100, y: 50 }, { width: 100, height: 100 }, photo);
  const piece = placeOf({ x: 40, y: 20 }, { width: 50, height: 50 }, { width: 100, height: 100 });
  const whole = placeOf({ x: 140, y: 70 }, { width: 50, height: 50 }, photo);
  const found = placeWithin(piece, tile);
  for (const side of ['top', 'left', 'height', 'width'] as const)
    expect(found[side]).toBeCloseTo(whole[side], 12);
});
