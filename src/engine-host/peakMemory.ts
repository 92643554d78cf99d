/**
 * Peak resident memory in MB (2^20 bytes). The system counts it in kB or, on macOS with some versions of Node, in bytes. The peak
 * is never below the present size, which tells the two units apart.
 * @param maxRss as `process.resourceUsage()` gives it.
 * @param rss present resident size, bytes.
 */
export function peakMegabytes(maxRss: number, rss: number): number {
  const bytes = maxRss >= rss ? maxRss : maxRss * 1024;
  return Math.round((bytes / 2 ** 20) * 10) / 10;
}
