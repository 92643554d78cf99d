import { describe, expect, it } from 'vitest';
import {
  brightened,
  gradientPicture,
  lossPicture,
  pictureOf,
  samplesOf,
  withHotPixel,
  withShift,
} from './pictures';

const picture = { width: 2, height: 1, data: Uint8Array.of(10, 20, 30, 200, 100, 50) };

describe('the compared pictures', () => {
  it('come back as they were', () => {
    expect(pictureOf(samplesOf(picture))).toEqual(picture);
  });

  it('are clipped at white', () => {
    expect(pictureOf(brightened(samplesOf(picture), 4)).data).toEqual(
      Uint8Array.of(40, 80, 120, 255, 255, 200),
    );
  });

  it('move to the right, and have a white pixel where the target is darkest', () => {
    expect(pictureOf(withShift(samplesOf(picture))).data).toEqual(Uint8Array.of(10, 20, 30, 10, 20, 30));
    const hot = withHotPixel(samplesOf(picture), samplesOf(picture));
    expect(hot.place).toEqual({ column: 0, row: 0 });
    expect(pictureOf(hot.picture).data.slice(0, 3)).toEqual(Uint8Array.of(255, 255, 255));
  });
});

describe('the painted loss', () => {
  it('is black where nothing is wrong, and amber or blue by the gradient’s sign', () => {
    const each = Float64Array.of(0, 0, 0, 1, 1, 1);
    expect([...lossPicture(samplesOf(picture), each).picture.data.slice(0, 3)]).toEqual([0, 0, 0]);
    const [red = 0, , blue = 0] = gradientPicture(
      samplesOf(picture),
      Float64Array.of(-1, -1, -1, 1, 1, 1),
    ).data;
    expect(blue).toBeGreaterThan(red);
  });

  it('stays black where all is right', () => {
    expect(Math.max(...lossPicture(samplesOf(picture), new Float64Array(6)).picture.data)).toBe(0);
  });
});
