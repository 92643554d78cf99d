import { describe, expect, it } from 'vitest';
import { outputExtension, resultFormat, splitName } from './extension';

describe('splitName', () => {
  it.each([
    ['a.jpg', 'a', 'jpg'],
    ['a.b.JPEG', 'a.b', 'JPEG'],
    ['noext', 'noext', ''],
    ['.jpg', '.jpg', ''],
    ['dot.', 'dot', ''],
  ])('takes %s apart', (file, name, extension) => {
    expect(splitName(file)).toEqual({ name, extension });
  });
});

describe('outputExtension', () => {
  it.each([
    ['JPG', 'jpeg', 'JPG'],
    ['jpeg', 'jpeg', 'jpeg'],
    ['TIFF', 'tiff', 'TIFF'],
    ['png', 'jpeg', 'jpg'],
    ['', 'tiff', 'tif'],
    ['jpg', 'webp', 'webp'],
    ['gif', 'png', 'png'],
    ['JPG', 'avif', 'avif'],
  ] as const)('gives a .%s that becomes %s the extension %s', (input, format, extension) => {
    expect(outputExtension(input, format)).toBe(extension);
  });
});

describe('resultFormat', () => {
  it.each([
    [{ format: 'jpeg' }, 'same', 'jpeg'],
    [{ format: 'gif' }, 'same', 'png'],
    [{ format: 'gif' }, 'webp', 'webp'],
    [{ format: 'jpeg' }, 'tiff', 'tiff'],
    [{ format: 'heic', bits: 8 }, 'same', 'jpeg'],
    [{ format: 'heic', bits: 10 }, 'same', 'tiff'],
    [{ format: 'heic', bits: 10 }, 'avif', 'avif'],
    [{ format: 'png', bits: 16 }, 'same', 'png'],
  ] as const)('makes of %j, wanted %s, %s', (source, wanted, format) => {
    expect(resultFormat(source, wanted)).toBe(format);
  });
});
