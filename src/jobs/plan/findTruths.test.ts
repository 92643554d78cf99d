import { describe, expect, it } from 'vitest';
import { findTruths, type ListNames } from './findTruths';

const folders: Readonly<Record<string, readonly string[]>> = {
  '/set': ['low', 'GT', 'high', 'notes.txt'],
  '/set/low': ['1.png', '1-truth.tif', '1-truth.png', 'truth'],
  '/set/low/truth': ['1.jpg', '2.png', '1.txt'],
  '/set/GT': ['1.tif', '1.png'],
  '/set/high': ['2.png'],
};
const list: ListNames = (folder) => Promise.resolve(folders[folder] ?? []);

describe('findTruths', () => {
  it('looks beside the photo first, then beside its folder, the same extension first', async () => {
    expect(await findTruths('/set/low/1.png', list)).toEqual([
      '/set/low/truth/1.jpg',
      '/set/GT/1.png',
      '/set/GT/1.tif',
      '/set/low/1-truth.png',
      '/set/low/1-truth.tif',
    ]);
  });

  it('does not take a ground truth for its own', async () => {
    expect(await findTruths('/set/GT/1.png', list)).toEqual([]);
  });

  it('finds nothing where no folder can be read', async () => {
    expect(await findTruths('/nowhere/at all/1.png')).toEqual([]);
  });
});
