import { describe, expect, it } from 'vitest';
import { placesOf } from './state';

describe('placesOf', () => {
  it('has every snapshot and the present step, once and in order', () => {
    expect(placesOf({ step: 60, snapshots: [0, 25, 50, 75] })).toEqual([0, 25, 50, 60, 75]);
    expect(placesOf({ step: 25, snapshots: [0, 25] })).toEqual([0, 25]);
  });

  it('lets a run go back to its only snapshot', () => {
    // As after a crash of the engine: the run goes on from step 150, and nothing is known of what was before.
    const places = placesOf({ step: 163, snapshots: [150] });
    expect(places.indexOf(163)).toBeGreaterThan(places.indexOf(150));
  });
});
