import { describe, expect, it } from 'vitest';
import { plan, put } from '../../../tests/support/plan';

const shoot = {
  'a/IMG_1.dng': 'dng',
  'a/img_1.JPG': 'jpeg',
  'a/IMG_2.jpg': 'jpeg',
  'a/IMG_3.cr3': 'dng',
  'a/IMG_4.nef': 'dng',
  'a/IMG_4.HIF': 'heic8',
  'a/IMG_4.png': 'png',
};

describe('a raw and a JPEG of one shot', () => {
  it('both have results of their own, whatever the format', async () => {
    await put({ 'a/IMG_1.dng': 'dng', 'a/IMG_1.jpg': 'jpeg' });
    expect((await plan(['a'])).jobs).toEqual({
      'a/IMG_1.dng': 'a/enhanced/IMG_1-candela.tif',
      'a/IMG_1.jpg': 'a/enhanced/IMG_1-candela.jpg',
    });
    expect((await plan(['a'], { output: { format: 'jpeg' } })).jobs).toEqual({
      'a/IMG_1.dng': 'a/enhanced/IMG_1-candela.jpg',
      'a/IMG_1.jpg': 'a/enhanced/IMG_1-candela-2.jpg',
    });
  });

  it('are one photo where one of them is wanted; others stay', async () => {
    await put(shoot);
    const raws = await plan(['a'], { rawJpeg: 'raw', output: { format: 'jpeg' } });
    expect(Object.keys(raws.jobs).sort()).toEqual(
      ['a/IMG_1.dng', 'a/IMG_2.jpg', 'a/IMG_3.cr3', 'a/IMG_4.nef', 'a/IMG_4.png'].sort(),
    );
    expect(raws.jobs['a/IMG_1.dng']).toBe('a/enhanced/IMG_1-candela.jpg');
    expect(raws.skipped.sort()).toEqual(['a/IMG_4.HIF', 'a/img_1.JPG']);
    const jpegs = await plan(['a'], { rawJpeg: 'jpeg' });
    expect(jpegs.skipped.sort()).toEqual(['a/IMG_1.dng', 'a/IMG_4.nef']);
    expect(Object.keys(jpegs.jobs)).toContain('a/IMG_3.cr3');
  });

  it('are no pair in two folders', async () => {
    await put({ 'a/IMG_1.dng': 'dng', 'b/IMG_1.jpg': 'jpeg' });
    expect((await plan(['a', 'b'], { rawJpeg: 'raw' })).skipped).toEqual([]);
  });
});
