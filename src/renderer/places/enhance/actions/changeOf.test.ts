import { describe, expect, it } from 'vitest';
import { changeOf } from './changeOf';

const [width, height] = [200, 150];

function picture(value: (at: number) => number, size = { width, height }) {
  const length = 3 * size.width * size.height;
  return { ...size, data: Uint8Array.from({ length }, (_, at) => value(at)) };
}

describe('changeOf', () => {
  const photo = picture((at) => at % 200);
  const after = (added: (at: number) => number) =>
    changeOf(
      photo,
      picture((at) => (at % 200) + added(at)),
    );

  it('is none where nobody can tell the result from the photo', () => {
    expect(changeOf(photo, photo)).toBe('none');
    expect(after((at) => (at % 3 === 0 ? 1 : 0))).toBe('none');
  });

  it('is little where the result is a little brighter, in one channel or in a fifth of it', () => {
    expect(after(() => 1)).toBe('little');
    for (const channel of [0, 1, 2]) expect(after((at) => (at % 3 === channel ? 3 : 0))).toBe('little');
    const part = 0.2 * photo.data.length;
    expect(after((at) => (at < part ? 6 : 0))).toBe('little');
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
          changeOf(
            picture(() => 100, size),
            changed,
          ),
        ).toBe('little');
      }
  });

  it('is much where the result is much brighter, or of another size', () => {
    expect(after(() => 5)).toBe('much');
    expect(changeOf(photo, { width: height, height: width, data: photo.data })).toBe('much');
  });
});
