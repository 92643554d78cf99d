import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraExif, thumbnailMark } from '../../../../../tests/fixtures/exif';
import { memorySource } from '../../source';
import { openTiff, readIfd } from '../../tiff/tiffIfd';
import { minimalExif, patchExif, type ExifEdits } from './patchExif';

const edits: ExifEdits = {
  software: 'Candela 0.1.0',
  now: new Date(2026, 10, 23, 1, 2, 3),
  width: 30,
  height: 20,
  keepGps: true,
  settlesOrientation: true,
  colour: 'asWas',
};

describe.each([
  ['little', true],
  ['big', false],
] as const)('patchExif, %s-endian', (_, littleEndian) => {
  const { block, makerNote, thumbnail } = cameraExif(littleEndian);

  it("leaves every byte of the maker's note at its place", () => {
    const patched = patchExif(block, edits);
    expect(patched?.subarray(makerNote.at, makerNote.at + makerNote.bytes.length)).toEqual(makerNote.bytes);
  });

  it('takes the thumbnail and its directory out', () => {
    const patched = Buffer.from(patchExif(block, edits) ?? []);
    const tiff = openTiff(memorySource(patched));
    const ifd0 = tiff && readIfd(tiff, tiff.firstIfd);
    expect(ifd0?.next).toBe(0);
    expect(patched.includes(thumbnailMark)).toBe(false);
    expect(block.includes(thumbnail)).toBe(true);
  });

  it('can be patched again and again', () => {
    const once = patchExif(block, edits);
    const twice =
      once && patchExif(once, { ...edits, software: 'Candela 0.1.1 with a longer name than before' });
    expect(Buffer.from(twice ?? []).toString('latin1')).toContain('longer name than before');
  });

  it('does not change the original', () => {
    const before = Buffer.from(block);
    patchExif(block, { ...edits, keepGps: false });
    expect(block).toEqual(before);
  });

  it('never throws on a damaged block, and what it gives back is sound', () => {
    const damage = fc.array(fc.tuple(fc.nat(block.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(damage, fc.nat(block.length), fc.boolean(), (changes, length, keepGps) => {
        const spoilt = Buffer.from(block);
        for (const [at, value] of changes) spoilt[at] = value;
        for (const candidate of [spoilt, spoilt.subarray(0, length)]) {
          const patched = patchExif(candidate, { ...edits, keepGps });
          const tiff = patched && openTiff(memorySource(patched));
          if (tiff) expect(readIfd(tiff, tiff.firstIfd)).not.toBeNull();
        }
      }),
      {
        numRuns: 400,
        // A thumbnail whose stated place lies beyond the end of any file.
        examples: [
          [
            [
              [636, 16],
              [3, 0],
            ],
            0,
            false,
          ],
        ],
      },
    );
  });
});

describe('minimalExif', () => {
  it('is a sound block that can be patched', () => {
    expect(patchExif(minimalExif(edits), edits)).not.toBeNull();
  });
});
