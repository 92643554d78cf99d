import { describe, expect, it } from 'vitest';
import { captureTime } from './captureTime';

describe('captureTime', () => {
  it.each([
    ['2026:01:31 23:59:05', '12', '2026-01-31T23:59:05.12'],
    ['2026:01:31 23:59:05', '007\0', '2026-01-31T23:59:05.007'],
    ['2026:01:31 23:59:05', '000', '2026-01-31T23:59:05'],
    ['2026:01:31 23:59:05', '  ', '2026-01-31T23:59:05'],
    ['2026-01-31T23:59:05.123456789Z', '9', '2026-01-31T23:59:05.123456'],
    ['2026-01-31T23:59+01:00', undefined, '2026-01-31T23:59:00'],
    ['2026-01-31 23:59:05', undefined, '2026-01-31T23:59:05'],
    ['2026:01:31   :  :  ', undefined, '2026-01-31'],
    ['2026:01:31 24:61:00', undefined, '2026-01-31'],
    ['2026-01-31', undefined, '2026-01-31'],
    ['2024:02:29 00:00:00', undefined, '2024-02-29T00:00:00'],
    ['2026:02:30 10:00:00', undefined, undefined],
    ['0000:00:00 00:00:00', undefined, undefined],
    ['    :  :     :  :  ', undefined, undefined],
    ['yesterday', undefined, undefined],
    [undefined, '12', undefined],
  ])('takes %j and %j for %s', (text, fraction, time) => {
    expect(captureTime(text, fraction)).toBe(time);
  });
});
