import { describe, expect, it } from 'vitest';
import { plan, put } from '../../../tests/support/plan';
import { Patterns } from './Patterns';

describe('Patterns', () => {
  it.each([
    ['*.jpg', 'a.JPG', true],
    ['*.jpg', 'deep/down/a.jpg', true],
    ['*.{jpg,tif}', 'b.tif', true],
    ['IMG_00?.jpg', 'img_001.jpg', true],
    ['IMG_00[0-4]*', 'IMG_005.jpg', false],
    ['a (1) [x].jpg', 'a (1) [x].jpg', true],
    ['!odd.jpg', '!odd.jpg', true],
    ['!odd.jpg', 'other.jpg', false],
    ['day1', 'day1/a.jpg', true],
    ['day1/', 'trip/day1/a.jpg', true],
    ['day1/*', 'trip/day1/a.jpg', false],
    ['/day1/*', 'day1/a.jpg', true],
    ['./day1/*.jpg', 'day1/a.jpg', true],
    ['**/day1/*.jpg', 'trip/day1/a.jpg', true],
    ['trip/**', 'trip/day1/a.jpg', true],
    ['caf\u00e9*', 'cafe\u0301.jpg', true],
    ['.*', 'a.jpg', false],
  ])('%s on %s: %s', (pattern, path, is) => {
    expect(new Patterns({ include: [pattern] }).wants(path)).toBe(is);
    expect(new Patterns({ exclude: [pattern] }).wants(path)).toBe(!is);
  });

  it('takes what one pattern includes and none excludes', () => {
    const patterns = new Patterns({ include: ['*.jpg', '*.png'], exclude: ['*-small.*', 'old'] });
    expect(
      ['a.jpg', 'a.png', 'a.tif', 'a-small.jpg', 'old/a.jpg'].map((path) => patterns.wants(path)),
    ).toEqual([true, true, false, false, false]);
  });

  it.each(['', '/', 'x'.repeat(1001)])('refuses the pattern %j', (pattern) => {
    expect(() => new Patterns({ include: [pattern] })).toThrow(
      expect.objectContaining({ code: 'usage.invalid' }),
    );
  });
});

describe('planBatch with patterns', () => {
  it('leaves files out, counts them, and does not read what lies in a folder left out', async () => {
    await put({ 'a/x.jpg': 'jpeg', 'a/y.png': 'png', 'a/raw/z.jpg': 'jpeg', 'a/notes.txt': 'text' });
    expect(await plan(['a'], { recursive: true, exclude: ['*.PNG', 'raw'] })).toMatchObject({
      jobs: { 'a/x.jpg': 'a/enhanced/x-candela.jpg' },
      filtered: 1,
      ignored: 1,
      rejected: {},
    });
    expect(await plan(['a'], { recursive: true, include: ['raw/*'] })).toMatchObject({
      jobs: { 'a/raw/z.jpg': 'a/enhanced/raw/z-candela.jpg' },
      filtered: 2,
    });
  });

  it('goes by the name of a file that is named, and does not call a folder empty that it emptied', async () => {
    await put({ 'a/x.jpg': 'jpeg', 'b/y.jpg': 'jpeg' });
    expect(await plan(['a', 'b/y.jpg'], { exclude: ['*.jpg'] })).toMatchObject({
      jobs: {},
      rejected: {},
      filtered: 2,
    });
  });
});
