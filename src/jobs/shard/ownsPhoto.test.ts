import { describe, expect, it } from 'vitest';
import { ownsPhoto } from './ownsPhoto';

const shares = (count: number) => Array.from({ length: count }, (_, index) => ({ index: index + 1, count }));
const paths = Array.from({ length: 600 }, (_, index) => `/shoot/day ${index % 3}/IMG_${index}.jpg`);
const owners = (path: string, count: number, input = '/shoot') =>
  shares(count).flatMap((shard) => (ownsPhoto(shard, path, input) ? [shard.index] : []));

describe('ownsPhoto', () => {
  it.each([1, 2, 3, 7])('gives each photo to one of %i shares, about evenly', (count) => {
    const counted = new Map<number, number>();
    for (const path of paths) {
      const [owner, ...others] = owners(path, count);
      expect(others).toEqual([]);
      counted.set(owner!, (counted.get(owner!) ?? 0) + 1);
    }
    expect(counted.size).toBe(count);
    expect(Math.min(...counted.values())).toBeGreaterThan((paths.length / count) * 0.7);
  });

  it('gives the same answer wherever the folder is mounted', () => {
    for (const path of paths.slice(0, 50))
      expect(owners(path, 5)).toEqual(owners(path.replace('/shoot', '/mnt/nas'), 5, '/mnt/nas'));
  });

  it('takes composed and decomposed accents for one name', () => {
    expect(owners('/shoot/é.jpg', 97)).toEqual(owners('/shoot/é.jpg', 97));
  });
});
