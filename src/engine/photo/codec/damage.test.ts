import { describe, expect, it } from 'vitest';
import { decodeFailure } from './damage';

describe('decodeFailure', () => {
  it.each([
    ['avif', 'an AVIF of a rare kind'],
    ['tiff', 'a TIFF of a rare kind'],
  ] as const)('names a sound %s that the loaders do not support', (format, kind) => {
    const failure = decodeFailure(new Error('heif: compression not supported'), { path: '/a', format });
    expect(failure).toMatchObject({ code: 'photo.unsupported', details: { file: '/a', kind } });
  });
});
