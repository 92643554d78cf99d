/** The Batch place in the whole app: real files, real results. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { flatPhoto, startWith } from '../support/appDriver';
import { closeApp, dropFiles, removeHome } from '../support/launchApp';

const slow = { timeout: 60_000 };

it('a folder of photos goes in, a folder of results comes out', async () => {
  const { app, page, home, complaints } = await startWith('double');
  try {
    const names = Array.from({ length: 12 }, (_, index) => `night ${index}.png`);
    const folder = join(home, 'photos');
    for (const [index, name] of names.entries())
      await flatPhoto(join(folder, name), [10 + 5 * index, 30, 40]);
    await page.getByRole('button', { name: 'Batch' }).click();
    await page.getByRole('heading', { name: 'Drop a folder of dark photos here.' }).waitFor();
    await dropFiles(page, [folder]);
    await page.getByRole('heading', { level: 1, name: '12 photos' }).waitFor(slow);
    await page.getByText('night 0-candela.png').waitFor(slow);
    await page.getByRole('button', { name: 'Enhance 12 photos' }).click();
    await page.getByText('12 photos saved').waitFor(slow);
    const results = readdirSync(join(folder, 'enhanced')).sort();
    expect(results).toEqual(names.map((name) => name.replace('.png', '-candela.png')).sort());
    // A second run adds, and replaces nothing.
    await page.getByRole('option', { name: /^night 3\.png, done/ }).click();
    await page.getByText('It gets a result beside its earlier one.').waitFor();
    await page.getByRole('button', { name: 'Run this photo again' }).click();
    await expect.poll(() => readdirSync(join(folder, 'enhanced')).length).toBe(13);
    await page.getByRole('option', { name: /^night 5\.png/ }).dblclick();
    await page.getByRole('heading', { level: 1, name: 'night 5.png' }).waitFor(slow);
    expect(complaints).toEqual([]);
  } finally {
    await closeApp(app);
    removeHome(home);
  }
});
