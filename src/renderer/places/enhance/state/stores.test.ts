import { describe, expect, it } from 'vitest';
import { keepPixels, keptPhotos, type PixelsState } from './pixels';
import { draftSizeFor, nextDraftSize, view, zoomBy, zoomTo } from './view';

describe('keepPixels', () => {
  it('drops the pictures of the photo that was used longest ago', () => {
    const empty: PixelsState = { byPhoto: {}, recency: [] };
    const names = ['a', 'b', 'c', 'd'];
    const full = names.reduce((state, photo) => keepPixels(state, photo, {}), empty);
    const next = keepPixels(keepPixels(full, 'a', {}), 'e', {});
    expect(names).toHaveLength(keptPhotos);
    expect(next.recency).toEqual(['e', 'a', 'd', 'c']);
    expect(Object.keys(next.byPhoto).sort()).toEqual(['a', 'c', 'd', 'e']);
  });
});

describe('draftSizeFor', () => {
  it.each([
    [948, 600, 1, 1024],
    [948, 600, 2, 2048],
    [200, 100, 1, 768],
    [3800, 2000, 1, 2560],
  ])('asks a stage of %i × %i at %i× for %i px', (width, height, ratio, size) => {
    expect(draftSizeFor(width, height, ratio)).toBe(size);
  });
});

describe('nextDraftSize', () => {
  it('grows with the stage, and shrinks only when a draft would be twice as large as the stage', () => {
    expect(nextDraftSize(1024, 1280)).toBe(1280);
    expect(nextDraftSize(1024, 768)).toBe(1024);
    expect(nextDraftSize(2048, 1024)).toBe(1024);
  });
});

describe('zoom', () => {
  const size = { width: 4000, height: 3000 };
  const state = { ...view.getInitialState(), scale: 0.25 };

  it('goes from fit to one to one about the middle', () => {
    expect(zoomTo(state, 1, size)).toEqual({ kind: 'scale', scale: 1, x: 2000, y: 1500 });
  });

  it('keeps the point that is looked at', () => {
    const zoomed = { ...state, zoom: { kind: 'scale' as const, scale: 1, x: 10, y: 20 } };
    expect(zoomBy(zoomed, 2, size)).toEqual({ kind: 'scale', scale: 2, x: 10, y: 20 });
  });

  it('ends at 32 screen pixels a pixel', () => {
    expect(zoomBy(state, 1e6, size)).toMatchObject({ scale: 32 });
  });
});
