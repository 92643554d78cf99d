import { describe, expect, it } from 'vitest';
import { isLeftAlone } from './leftAlone';

const [width, height] = [200, 150];

function picture(value: (at: number) => number, size = { width, height }) {
  const length = 3 * size.width * size.height;
  return { ...size, data: Uint8Array.from({ length }, (_, at) => value(at)) };
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

  it('looks at all channels of pictures of any size', () => {
    for (const size of [
      { width: 960, height: 640 },
      { width: 1280, height: 860 },
      { width: 1024, height: 683 },
    ])
      for (const channel of [0, 1, 2]) {
        const changed = picture((at) => (at % 3 === channel ? 103 : 100), size);
        expect(
          isLeftAlone(
            picture(() => 100, size),
            changed,
          ),
        ).toBe(false);
      }
  });

  it('is false of a picture of another size', () => {
    expect(isLeftAlone(photo, { width: height, height: width, data: photo.data })).toBe(false);
  });
});
