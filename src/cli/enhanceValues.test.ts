import { describe, expect, it } from 'vitest';
import { parseEnhanceValues } from './enhanceValues';

describe('parseEnhanceValues', () => {
  it.each([
    [true, 0.25],
    ['30', 0.3],
    ['12.5%', 0.125],
    ['0', 0],
  ])('takes --only-dark %s for a median of %d', (onlyDark, value) => {
    expect(parseEnhanceValues({ onlyDark }).onlyDark).toBe(value);
  });

  it('wants --only-dark beside --copy-rest', () => {
    expect(() => parseEnhanceValues({ copyRest: true })).toThrow(/--only-dark/);
    expect(() => parseEnhanceValues({ onlyDark: '101' })).toThrow(/from 0 to 100/);
  });

  it('leaves absent what was not given', () => {
    expect(parseEnhanceValues({})).toEqual({
      copyRest: false,
      series: false,
      recursive: false,
      report: false,
      json: false,
    });
  });

  it.each([
    ['strength', '0.5', 0.5],
    ['strength', '.5', 0.5],
    ['strength', '1', 1],
    ['brightness', '-1.5', -1.5],
    ['denoise', '+.25', 0.25],
    ['highlights', '-1', -1],
    ['colour', '1', 1],
    ['longEdge', '2048', 2048],
    ['metadata', 'none', 'none'],
    ['page', '12', 12],
    ['quality', '100', 100],
    ['bitDepth', '16', 16],
    ['format', 'JPG', 'jpeg'],
    ['format', 'tif', 'tiff'],
    ['format', 'same', 'same'],
    ['keepGps', 'no', false],
    ['memory', '512', 512 * 2 ** 20],
    ['memory', '2GB', 2 ** 31],
    ['memory', '1.5 g', 1.5 * 2 ** 30],
    ['memory', '800MiB', 800 * 2 ** 20],
    ['control', ['brightness=0.3', 'warmth=-1'], { brightness: 0.3, warmth: -1 }],
    ['name', '{date} {name}', '{date} {name}'],
  ])('reads %s %s', (name, text, value) => {
    expect(parseEnhanceValues({ [name]: text })).toMatchObject({ [name]: value });
  });

  it.each([
    ['strength', '2', '--strength takes a number from 0 to 1, not “2”.'],
    ['strength', '-0.1', '--strength takes'],
    ['strength', 'NaN', '--strength takes'],
    ['strength', '', '--strength takes'],
    ['strength', '1e-1', '--strength takes'],
    ['strength', '0x1', '--strength takes'],
    ['brightness', 'bright', '--brightness takes a number, not “bright”.'],
    ['highlights', '-100', '--highlights takes a number from -1 to 1'],
    ['colour', '1.1', '--colour takes a number from -1 to 1'],
    ['longEdge', '15', '--long-edge takes a whole number from 16 to 65535'],
    ['longEdge', '2e3', '--long-edge takes'],
    ['page', '0', '--page takes a whole number from 1, not “0”.'],
    ['page', '1.5', '--page takes'],
    ['page', '9'.repeat(20), '--page takes'],
    ['metadata', 'some', '--metadata takes all or none'],
    ['quality', '0', '--quality takes a whole number from 1 to 100'],
    ['quality', '90.5', '--quality takes'],
    ['bitDepth', '12', '--bit-depth takes 8 or 16'],
    ['format', 'gif', '--format takes one of same, jpeg, png, tiff, webp, avif'],
    ['onConflict', 'ask', '--on-conflict takes one of number, skip, overwrite'],
    ['provider', 'tensorrt', '--provider takes one of auto, cpu, cuda'],
    ['keepGps', 'maybe', '--keep-gps takes yes or no'],
    ['memory', '10MB', '--memory takes a size of at least 64 MB'],
    ['memory', 'much', '--memory takes'],
    ['out', '', '--out takes a folder'],
    ['control', ['a=1', 'b'], '--control takes a name and a number, like brightness=0.3, not “b”.'],
    ['name', '{nmae}', 'knows no variable {nmae}'],
  ])('refuses %s %s in a sentence', (name, text, sentence) => {
    expect(() => parseEnhanceValues({ [name]: text })).toThrow(
      expect.objectContaining({
        code: 'usage.invalid',
        message: expect.stringContaining(sentence) as string,
      }),
    );
  });
});
