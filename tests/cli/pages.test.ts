import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tiffFile } from '../fixtures/tiffFile';
import { joinPages } from '../fixtures/tiffPages';
import { pixelsOf, png, putFiles } from '../support/oddPhotos';
import { recordOf } from '../support/runCli';
import { cliFolder } from '../support/cliFolder';

/** Two pages of different sizes and values, none over half. */
const sides = [
  [60, 40],
  [48, 72],
] as const;
const data = sides.map(([width, height], page) =>
  Buffer.alloc(width * height * 3).map((_, i) => (i * (page + 3)) % 120),
);

function scan(): Buffer {
  const pages = sides.map(([width, height], page) =>
    tiffFile({ width, height, bits: 8, samples: 3, photometric: 2, data: data[page]! }),
  );
  return joinPages(pages);
}

describe('candela enhance --page', () => {
  it('enhances that page, and says which of how many it is', async () => {
    const { photos, enhanceJson } = await cliFolder('double');
    await putFiles(photos, { 'scan.tif': scan() });
    const input = join(photos, 'scan.tif');
    for (const [page, options] of [
      [1, []],
      [2, ['--page', '2']],
    ] as const) {
      const run = await enhanceJson(['scan.tif', ...options]);
      expect(run.code).toBe(0);
      const record = recordOf(run, input);
      expect(record.notices).toEqual([`Page ${page} of 2 was enhanced; another can be chosen (--page).`]);
      const result = await pixelsOf(record.output!);
      expect([result.width, result.height]).toEqual(sides[page - 1]);
      expect(result.data.equals(data[page - 1]!.map((value) => 2 * value))).toBe(true);
      // The second result steps aside for the first.
      expect(basename(record.output!)).toBe(page === 1 ? 'scan-candela.tif' : 'scan-candela-2.tif');
    }
  });

  it('can name results by their page', async () => {
    const { photos, enhanceJson } = await cliFolder();
    await putFiles(photos, { 'scan.tif': scan() });
    const run = await enhanceJson(['scan.tif', '--page=2', '--name', '{name} page {page}']);
    expect(basename(recordOf(run, join(photos, 'scan.tif')).output!)).toBe('scan page 2.tif');
  });

  it('fails photos that have no such page, and does the others', async () => {
    const { photos, enhanceJson } = await cliFolder();
    await putFiles(photos, { 'scan.tif': scan(), 'photo.png': await png() });
    const run = await enhanceJson(['scan.tif', 'photo.png', '--page', '2']);
    expect(run.code).toBe(1);
    const input = join(photos, 'photo.png');
    expect(recordOf(run, input).error).toEqual({
      code: 'photo.noPage',
      message: `${input} has 1 page; there is no page 2.`,
    });
    expect(run.stderr).toContain(
      'Choose a page that it has; photos other than TIFF and HEIC have only page 1.',
    );
    expect(recordOf(run, join(photos, 'scan.tif')).status).toBe('done');
  });
});
