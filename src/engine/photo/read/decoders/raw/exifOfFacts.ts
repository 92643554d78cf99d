import type { RawFacts } from '../../../../worker/jobs';
import { asciiTag, rationalTag, shortTag, tag, type Tag } from '../../../metadata/exif/tags';
import { writeExif } from '../../../metadata/exif/writeTiff';

const two = (value: number): string => String(value).padStart(2, '0');

/** EXIF's way of a time. LibRaw takes the camera's clock for this machine's, so this machine's clock gives it back. */
function timeOf(seconds: number): string {
  const at = new Date(seconds * 1000);
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(two).join(':');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}

/** EXIF for a raw that has none of its own, such as Canon's CRW. */
export function exifOfFacts(facts: RawFacts): Uint8Array {
  const { make, model, lens, iso, shutter, aperture, focalLength, taken } = facts;
  const time = taken === 0 ? [] : [timeOf(taken)];
  const real = (number: number, value: number): Tag[] =>
    value === 0 ? [] : [rationalTag(number, value, true)];
  const words = (number: number, value: string): Tag[] => (value === '' ? [] : [asciiTag(number, value)]);
  return writeExif(
    {
      ifd0: [
        ...words(tag.make, make),
        ...words(tag.model, model),
        ...time.map((value) => asciiTag(tag.dateTime, value)),
      ],
      exif: [
        ...real(tag.exposureTime, shutter),
        ...real(tag.fNumber, aperture),
        ...(iso === 0 ? [] : [shortTag(tag.iso, Math.min(65_535, Math.round(iso)), true)]),
        ...time.map((value) => asciiTag(tag.dateTimeOriginal, value)),
        ...real(tag.focalLength, focalLength),
        ...words(tag.lensModel, lens),
      ],
      gps: [],
      interoperability: [],
    },
    true,
  );
}
