import { ns, type PropertyName } from '../photo/metadata/xmp/namespaces';

/** EXIF's `2026:01:31 23:59:05`, XMP's `2026-01-31T23:59:05.12+01:00`. A time zone and what follows it do not count. */
const day = /^\s*(\d{4})[:\-/](\d{2})[:\-/](\d{2})/;
const clock = /^[ T]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?/;

/** Digits of a second's fraction that are kept. */
const digits = 6;

/**
 * A time as `2026-01-31T23:59:05.12`, or a day alone; undefined if it is neither. Cameras whose clock was never set write zeros or
 * blanks.
 * @param fraction the digits behind the second's point, as EXIF stores them apart
 */
export function captureTime(text = '', fraction = ''): string | undefined {
  const found = day.exec(text);
  if (found === null) return undefined;
  const ofDay = found.slice(1).join('-');
  if (ofDay.startsWith('0000') || !isTime(`${ofDay}T00:00:00`)) return undefined;
  return clockTime(ofDay, text.slice(found[0].length), fraction) ?? ofDay;
}

function clockTime(ofDay: string, text: string, fraction: string): string | undefined {
  const found = clock.exec(text);
  if (found === null) return undefined;
  const [, hour = '', minute = '', second = '00', own] = found;
  const whole = `${ofDay}T${hour}:${minute}:${second}`;
  if (!isTime(whole)) return undefined;
  const apart = /^\d*/.exec(fraction.trim())?.[0] ?? '';
  const part = (own ?? apart).slice(0, digits).replace(/0+$/, '');
  return part === '' ? whole : `${whole}.${part}`;
}

/** Days that a month does not have would become others. */
function isTime(whole: string): boolean {
  const time = Date.parse(`${whole}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(whole);
}

/** The properties of XMP that state when a photo was taken, best first. */
export const takenProperties: readonly PropertyName[] = [
  [ns.exif, 'DateTimeOriginal'],
  [ns.photoshop, 'DateCreated'],
];

/** When the file was first made, which for a photo of a camera is the same. */
export const madeProperties: readonly PropertyName[] = [
  [ns.exif, 'DateTimeDigitized'],
  [ns.xmp, 'CreateDate'],
];
