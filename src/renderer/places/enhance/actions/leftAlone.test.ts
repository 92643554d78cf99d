import { describe, expect, it } from 'vitest';
import { isLeftAlone } from './leftAlone';

const [width, height] = [200, 150];

function picture(value: (at: number) => number) {
  return { width, height, data: Uint8Array.from({ length: 3 * width * height }, (_, at) => value(at)) };
}

describe('isLeftAlone', () => {
  const photo = picture((at) => at % 200);

  it('is true of a picture that nobody can tell from the photo', () => {
    expect(isLeftAlone(photo, photo)).toBe(true);
    expect(
      isLeftAlone(
        photo,
        picture((at) => (at % 200) + (at % 3 === 0 ? 1 : 0)),
      ),
    ).toBe(true);
  });

  it('is false of one that is a little brighter, in one channel or in a fifth of it', () => {
    expect(
      isLeftAlone(
        photo,
        picture((at) => (at % 200) + 1),
      ),
    ).toBe(false);
    for (const channel of [0, 1, 2])
      expect(
        isLeftAlone(
          photo,
          picture((at) => (at % 200) + (at % 3 === channel ? 3 : 0)),
        ),
      ).toBe(false);
    const part = 0.2 * photo.data.length;
    expect(
      isLeftAlone(
        photo,
        picture((at) => (at % 200) + (at < part ? 6 : 0)),
      ),
    ).toBe(false);
  });

  it('is false of a picture of another size', () => {
    expect(isLeftAlone(photo, { width: height, height: width, data: photo.data })).toBe(false);
  });
});
