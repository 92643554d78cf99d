import { expect, it } from 'vitest';
import type { PhotoSummary } from '@contract';
import { photoNote } from './photoNote';

const summary = (patch: Partial<PhotoSummary>): PhotoSummary => ({
  width: 120,
  height: 80,
  format: 'jpeg',
  bits: 8,
  isGrey: false,
  exposure: {},
  ...patch,
});

it.each([
  [{}, ''],
  [{ width: 11_600, height: 8700 }, 'The figures show a small copy of its 11,600 × 8,700 pixels.'],
  [
    { width: 11_600, height: 8700, bits: 16 },
    'The figures show a small copy of its 11,600 × 8,700 pixels, with 8 of its 16 bits.',
  ],
  [{ isGrey: true }, 'The figures show its 120 × 80 pixels, grey as three equal colours.'],
  [{ width: 1, height: 1 }, 'The figures show its 1 × 1 pixels, too few for most of them.'],
] as const)('says of %o what the figures do to it', (patch, said) => {
  expect(photoNote(summary(patch))).toBe(said);
});
