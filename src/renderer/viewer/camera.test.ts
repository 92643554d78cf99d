import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cameraOf,
  canPan,
  clampCamera,
  fitScale,
  originIn,
  panBy,
  scaleRange,
  seenIn,
  zoomAround,
  zoomOf,
  type Bounds,
} from './camera';

const side = fc.integer({ min: 1, max: 12_000 });
const paneSide = fc.integer({ min: 40, max: 4000 });
const anyBounds = fc.record<Bounds>({
  photo: fc.record({ width: side, height: side }),
  pane: fc.record({ width: paneSide, height: paneSide }),
  ratio: fc.constantFrom(1, 1.5, 2),
});
const anyCamera = fc.record({
  scale: fc.double({ min: 0.001, max: 100, noNaN: true }),
  x: fc.double({ min: -20_000, max: 20_000, noNaN: true }),
  y: fc.double({ min: -20_000, max: 20_000, noNaN: true }),
});
const bounds: Bounds = {
  photo: { width: 6000, height: 4000 },
  pane: { width: 900, height: 600 },
  ratio: 1,
};

describe('fitScale', () => {
  it('shows the whole photo', () => {
    expect(fitScale(bounds)).toBe(0.15);
    expect(fitScale({ ...bounds, pane: { width: 900, height: 300 } })).toBe(0.075);
  });

  it('enlarges no photo, however small', () => {
    expect(fitScale({ ...bounds, photo: { width: 20, height: 10 } })).toBe(1);
    expect(fitScale({ ...bounds, photo: { width: 899, height: 599 } })).toBe(1);
    expect(fitScale({ ...bounds, photo: { width: 1800, height: 10 } })).toBe(0.5);
  });
});

describe('clampCamera', () => {
  it('never loses the photo: it fills the pane, or lies whole in its middle', () => {
    fc.assert(
      fc.property(anyBounds, anyCamera, (given, camera) => {
        const { scale, x, y } = clampCamera(camera, given);
        for (const [at, length, room] of [
          [x, given.photo.width, given.pane.width / scale],
          [y, given.photo.height, given.pane.height / scale],
        ] as const) {
          if (room >= length) expect(at).toBe(length / 2);
          else {
            expect(at - room / 2).toBeGreaterThanOrEqual(-1e-6);
            expect(at + room / 2).toBeLessThanOrEqual(length + 1e-6);
          }
        }
      }),
    );
  });

  it('lets every photo be seen whole, at 1:1 and at 32 CSS pixels a pixel', () => {
    fc.assert(
      fc.property(anyBounds, (given) => {
        const { least, most } = scaleRange(given);
        expect(least).toBeLessThanOrEqual(Math.min(1, fitScale(given)));
        expect(most).toBeGreaterThanOrEqual(32 * given.ratio);
      }),
    );
  });
});

describe('zoomAround', () => {
  it('keeps what lies under the pointer where it is, as long as nothing is clamped', () => {
    const camera = { scale: 1, x: 3000, y: 2000 };
    const at = { x: 211, y: -97 };
    const closer = zoomAround(camera, { scale: 5, at }, bounds);
    expect(closer.x + at.x / closer.scale).toBeCloseTo(camera.x + at.x, 9);
    expect(closer.y + at.y / closer.scale).toBeCloseTo(camera.y + at.y, 9);
  });

  it('comes back to where it was after zooming in and out again', () => {
    const camera = { scale: 2, x: 2500, y: 1800 };
    const at = { x: -300, y: 120 };
    const back = zoomAround(zoomAround(camera, { scale: 8, at }, bounds), { scale: 2, at }, bounds);
    expect(back.x).toBeCloseTo(camera.x, 9);
    expect(back.y).toBeCloseTo(camera.y, 9);
  });
});

describe('zoomOf', () => {
  it('calls the scale that comes to fit by that name', () => {
    expect(zoomOf(cameraOf({ kind: 'fit' }, bounds), bounds)).toEqual({ kind: 'fit' });
    expect(zoomOf({ scale: 1, x: 3000, y: 2000 }, bounds)).toEqual({
      kind: 'scale',
      scale: 1,
      x: 3000,
      y: 2000,
    });
  });
});

describe('panBy', () => {
  it('moves the photo with the hand and stops at its edge', () => {
    const camera = { scale: 2, x: 3000, y: 2000 };
    expect(panBy(camera, { x: 100, y: -50 }, bounds)).toEqual({ scale: 2, x: 2950, y: 2025 });
    expect(panBy(camera, { x: 1e6, y: 1e6 }, bounds)).toEqual({ scale: 2, x: 225, y: 150 });
    expect(canPan(camera, bounds)).toBe(true);
    expect(canPan(cameraOf({ kind: 'fit' }, bounds), bounds)).toBe(false);
  });
});

describe('seenIn', () => {
  it('lies on whole device pixels within the pane', () => {
    fc.assert(
      fc.property(anyBounds, anyCamera, (given, wished) => {
        const camera = clampCamera(wished, given);
        const pane = { x: 7, y: 3, ...given.pane };
        const seen = seenIn(pane, { camera, photo: given.photo });
        const origin = originIn(pane, camera);
        for (const value of [seen.x, seen.y, seen.width, seen.height, origin.x, origin.y]) {
          expect(Number.isInteger(value)).toBe(true);
        }
        expect(seen.x).toBeGreaterThanOrEqual(pane.x);
        expect(seen.x + seen.width).toBeLessThanOrEqual(pane.x + pane.width);
        expect(seen.y + seen.height).toBeLessThanOrEqual(pane.y + pane.height);
      }),
    );
  });
});
