import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { SeriesRecord } from '@contract';
import { frame } from '../support/burst';
import { cliFolder } from '../support/cliFolder';
import { putFiles } from '../support/oddPhotos';
import { runCli } from '../support/runCli';

/** Standard deviation of the mean luma of the burst's results in a folder, as a share of their mean. */
async function flicker(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('burst-'));
  const means = await Promise.all(
    names.map(async (name) => {
      const { channels } = await sharp(join(folder, name)).stats();
      const [red = 0, green = 0, blue = 0] = channels.map(({ mean }) => mean);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }),
  );
  const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
  const variance = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / means.length;
  return Math.sqrt(variance) / mean;
}

it('gives the frames of a burst one brightness, says so, and leaves another scene out of it', async () => {
  const { home, photos } = await cliFolder();
  const gains = [0.8, 1, 1.15, 0.9];
  const frames = await Promise.all(gains.map((gain, index) => frame(gain, 2 * index)));
  const burst = Object.fromEntries(frames.map((content, index) => [`burst-${index}.jpg`, content]));
  await putFiles(photos, { ...burst, 'later.jpg': await frame(1, 50) });
  // This network brightens every photo by the same factor, so the results differ as the frames do.
  const run = (...more: string[]) =>
    runCli(
      ['enhance', 'burst-*.jpg', 'later.jpg', '--model', 'cnn', '--json', '--provider', 'cpu', ...more],
      {
        home,
        cwd: photos,
      },
    );
  const { code, stdout } = await run('--series', '--out', 'even');
  expect(code).toBe(0);
  const series = stdout
    .split('\n')
    .filter((line) => line.includes('"type":"series"'))
    .map((line) => SeriesRecord.parse(JSON.parse(line)));
  expect(series.map((one) => one.photos)).toEqual([
    gains.map((_, index) => join(photos, `burst-${index}.jpg`)),
  ]);
  expect((await run('--out', 'plain')).code).toBe(0);
  expect(await flicker(join(photos, 'plain'))).toBeGreaterThan(0.01);
  expect(await flicker(join(photos, 'even'))).toBeLessThan(0.01);
});
