import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displaySide, type MixSettings } from '@contract';
import { finishing } from '@core';
import { composePicture, throughCube } from './composePicture';
import { histogramOf } from './histogramOf';
import { areaPath, histogramHeights, histogramPoints, linePath } from './histogramPaths';
import { pixelValues } from './pixelValues';
import type { ViewerLayer, ViewerPicture } from './viewerProps';

const neutral: MixSettings = { strength: 1, finish: { brightness: 0, highlights: 0, colour: 0 } };
const finish = finishing(neutral, { bits: 8, channels: 3 });
const pictureOf = (width: number, height: number, value: (i: number) => number): ViewerPicture => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height * 3 }, (_, i) => value(i)),
});
const layerOf = (picture: ViewerPicture): ViewerLayer => ({ key: '', picture, tiles: null });

describe('pixelValues', () => {
  const layers = {
    lowLight: layerOf(pictureOf(4, 2, (i) => i)),
    enhanced: layerOf(pictureOf(4, 2, (i) => i + 100)),
    truth: null,
  };

  it('reads the draft where it is the photo', () => {
    const source = { photo: { width: 4, height: 2 }, layers, finish, tile: () => undefined };
    expect(pixelValues(source, { x: 1, y: 1 })).toEqual({
      x: 1,
      y: 1,
      before: [15, 16, 17],
      after: [115, 116, 117],
      truth: null,
      isExact: true,
    });
  });

  it('says that a smaller draft is not exact, and reads the tile where it is here', () => {
    const photo = { width: 1200, height: 600 };
    const source = { photo, layers, finish, tile: () => undefined };
    expect(pixelValues(source, { x: 599, y: 20 })).toMatchObject({ before: [3, 4, 5], isExact: false });
    const tile = pictureOf(512, 512, (i) => Math.floor(i / 3) % 251);
    const found = pixelValues({ ...source, tile: () => tile }, { x: 599, y: 20 });
    const expected = (20 * 512 + 599 - 512) % 251;
    expect(found).toMatchObject({ before: [expected, expected, expected], isExact: true });
  });

  it('finishes the result and leaves the other two as they are', () => {
    const half = finishing({ ...neutral, strength: 0.5 }, { bits: 8, channels: 3 });
    const source = { photo: { width: 4, height: 2 }, layers, finish: half, tile: () => undefined };
    expect(pixelValues(source, { x: 0, y: 0 })).toMatchObject({ before: [0, 1, 2], after: [50, 51, 52] });
  });
});

describe('histogramOf', () => {
  it('counts every pixel of a small draft, before and after finishing', () => {
    const lowLight = layerOf(pictureOf(10, 4, () => 20));
    const enhanced = layerOf(pictureOf(10, 4, () => 120));
    const { before, after } = histogramOf({ lowLight, enhanced }, { ...neutral, strength: 0.5 });
    expect([before.luma[20], before.pixels]).toEqual([40, 40]);
    expect(after!.luma[70]).toBe(40);
    expect(histogramOf({ lowLight, enhanced: null }, neutral).after).toBeNull();
  });

  it('counts fewer of a large one, and gets the shares right', () => {
    const lowLight = layerOf(pictureOf(1200, 900, (i) => (Math.floor(i / 3) % 1200 < 300 ? 0 : 200)));
    const { before } = histogramOf({ lowLight, enhanced: null }, neutral);
    expect(before.pixels).toBeLessThanOrEqual(100_000);
    expect(before.clipping.black.all).toBeCloseTo(0.25, 2);
  });
});

describe('histogram paths', () => {
  it('draws a line of all points within the box, and an area that is closed', () => {
    const { before } = histogramOf(
      { lowLight: layerOf(pictureOf(64, 64, (i) => i % 256)), enhanced: null },
      neutral,
    );
    const heights = histogramHeights(before, []);
    expect(heights).toHaveLength(histogramPoints);
    expect(Math.max(...heights)).toBe(1);
    expect(linePath([0, 1])).toBe('M0 100L1 0');
    expect(areaPath(heights).endsWith('L127 100L0 100Z')).toBe(true);
  });

  it('puts two on one scale', () => {
    const even = histogramOf(
      { lowLight: layerOf(pictureOf(64, 64, (i) => Math.floor(i / 3) % 256)), enhanced: null },
      neutral,
    ).before;
    const peaked = histogramOf(
      { lowLight: layerOf(pictureOf(64, 64, () => 30)), enhanced: null },
      neutral,
    ).before;
    expect(Math.max(...histogramHeights(even, [peaked]))).toBeCloseTo(Math.cbrt(1 / 128), 2);
  });
});

describe('composePicture', () => {
  const composing = {
    layers: {
      lowLight: layerOf(pictureOf(2, 1, (i) => [0, 10, 20, 30, 40, 50][i]!)),
      enhanced: layerOf(pictureOf(2, 1, (i) => [100, 110, 120, 130, 255, 150][i]!)),
      truth: null,
    },
    display: null,
    mix: neutral,
    differenceGain: 2,
    showClipping: false,
  };
  const composed = (shows: 'lowLight' | 'enhanced' | 'difference', change = {}) => [
    ...composePicture(shows, { ...composing, ...change }).data,
  ];

  it('shows photo, finished result and their raised difference', () => {
    expect(composed('lowLight')).toEqual([0, 10, 20, 30, 40, 50]);
    expect(composed('enhanced', { mix: { ...neutral, strength: 0.5 } })).toEqual([50, 60, 70, 80, 148, 100]);
    expect(composed('difference')).toEqual([200, 200, 200, 200, 255, 200]);
  });

  it('paints what is clipped', () => {
    expect(composed('lowLight', { showClipping: true })).toEqual([41, 115, 255, 30, 40, 50]);
    expect(composed('enhanced', { showClipping: true })).toEqual([100, 110, 120, 255, 41, 31]);
  });
});

describe('throughCube', () => {
  it('changes nothing by a cube that is neutral, and is linear between its colours', () => {
    const cube = new Uint8Array(displaySide ** 3 * 3);
    for (let i = 0; i < displaySide ** 3; i += 1) {
      const place = [
        i % displaySide,
        Math.floor(i / displaySide) % displaySide,
        Math.floor(i / displaySide ** 2),
      ];
      cube.set(
        place.map((step) => Math.round((step * 255) / (displaySide - 1))),
        3 * i,
      );
    }
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 3 }), (rgb) => {
        throughCube(rgb, cube).forEach((value, i) => {
          expect(Math.abs(value - rgb[i]!)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });
});
