import { describe, expect, it } from 'vitest';
import { finishedThumb } from './thumbs';

const picture = (...data: number[]) => ({ width: 1, height: 1, data: Uint8Array.from(data) });
const thumb = { original: picture(40, 30, 20), result: picture(80, 60, 40) };
const neutral = { brightness: 0, highlights: 0, colour: 0 };

describe('finishedThumb', () => {
  it('mixes by strength and leaves both pictures as they are', () => {
    expect([...finishedThumb(thumb, { strength: 0.5, finish: neutral }).data]).toEqual([60, 45, 30]);
    expect([...finishedThumb(thumb, { strength: 0, finish: neutral }).data]).toEqual([40, 30, 20]);
    expect([...thumb.result.data]).toEqual([80, 60, 40]);
  });

  it('finishes as the export does', () => {
    const grey = Math.round(0.2126 * 80 + 0.7152 * 60 + 0.0722 * 40);
    const finish = { ...neutral, colour: -1 };
    expect([...finishedThumb(thumb, { strength: 1, finish }).data]).toEqual([grey, grey, grey]);
  });

  it('is the photo as it is while there is no result', () => {
    const mix = { strength: 1, finish: { ...neutral, colour: -1 } };
    expect(finishedThumb({ ...thumb, result: null }, mix)).toBe(thumb.original);
  });
});
