import { describe, expect, it } from 'vitest';
import { noBatch, type Job } from '../../../state/batch';
import { neutralLook } from '../../../state/look';
import { addPhotos } from '../../../state/photos';
import { darknessOf } from './measured';
import { shownOrder } from './view';

const job = (state: Job['state']): Job => ({
  ...{ state, adjustments: neutralLook('candela'), progress: null, error: null, reason: null, saved: null },
  isEarlier: false,
});

describe('shownOrder', () => {
  const photos = addPhotos(
    { order: [], byId: {}, active: null },
    ['p10.jpg', 'p9.jpg', 'p1.jpg'].map((name) => ({ photo: name, name })),
  );
  const batch = {
    ...noBatch,
    jobs: { 'p1.jpg': job('queued'), 'p9.jpg': job('done') },
    order: ['p1.jpg', 'p9.jpg'],
  };

  it.each([
    ['all', 'added', ['p10.jpg', 'p9.jpg', 'p1.jpg']],
    ['all', 'name', ['p1.jpg', 'p9.jpg', 'p10.jpg']],
    ['all', 'turn', ['p1.jpg', 'p9.jpg', 'p10.jpg']],
    ['new', 'added', ['p10.jpg']],
    ['queued', 'turn', ['p1.jpg']],
    ['failed', 'added', []],
  ] as const)('of %s by %s', (filter, sort, expected) => {
    expect(shownOrder(photos, batch, { filter, sort })).toEqual(expected);
  });
});

describe('darknessOf', () => {
  it('counts photos on both sides of the threshold, those on it as dark', () => {
    const medians = { a: 0.1, b: 0.25, c: 0.26, d: null, e: 1 };
    const told = darknessOf(['a', 'b', 'c', 'd', 'e', 'f'], medians, 0.25);
    expect(told).toMatchObject({ dark: 2, bright: 2, unknown: 1, measured: 5 });
    expect([told.bins[5], told.bins[12], told.bins[13], told.bins[49]]).toEqual([1, 1, 1, 1]);
  });
});
