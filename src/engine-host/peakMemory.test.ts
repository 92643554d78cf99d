import { describe, expect, it } from 'vitest';
import { peakMegabytes } from './peakMemory';

describe('peakMegabytes', () => {
  it.each([
    ['kB', 300 * 1024, 200 * 2 ** 20],
    ['bytes', 300 * 2 ** 20, 200 * 2 ** 20],
    ['bytes, now at the peak', 300 * 2 ** 20, 300 * 2 ** 20],
  ])('gives 300 MB from a peak in %s', (_unit, maxRss, rss) => {
    expect(peakMegabytes(maxRss, rss)).toBe(300);
  });

  it('agrees with this process', () => {
    const now = process.memoryUsage.rss();
    const peak = peakMegabytes(process.resourceUsage().maxRSS, now) * 2 ** 20;
    expect(peak).toBeGreaterThan(now * 0.5);
    expect(peak).toBeLessThan(now * 20);
  });
});
