/** The whole app with folders of dark photos and ground truths on the disk. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { flatPhoto, startWith } from '../support/appDriver';
import {
  answerDialogs,
  closeApp,
  dropFiles,
  removeHome,
  startApp,
  type LaunchedApp,
} from '../support/launchApp';

let shared: LaunchedApp;

beforeAll(async () => {
  shared = await startWith('double');
  const photos = join(shared.home, 'photos');
  for (const folder of ['low', 'high', 'theirs']) mkdirSync(join(photos, folder));
  // The network gives twice the stored value, which is the truth of `a`, and too dark for `b`.
  await flatPhoto(join(photos, 'low', 'a.png'), [20, 30, 40]);
  await flatPhoto(join(photos, 'high', 'a.png'), [40, 60, 80]);
  await flatPhoto(join(photos, 'low', 'b.png'), [20, 30, 40]);
  await flatPhoto(join(photos, 'high', 'b.png'), [60, 80, 100]);
  await flatPhoto(join(photos, 'low', 'odd.png'), [20, 30, 40], { width: 300, height: 300 });
  await flatPhoto(join(photos, 'high', 'odd.png'), [40, 60, 80]);
  await flatPhoto(join(photos, 'theirs', 'a.jpg'), [40, 60, 80]);
});

afterAll(async () => {
  await closeApp(shared.app);
  removeHome(shared.home);
});

it('measures folders that were dropped, with the real network and the real metrics', async () => {
  const { page, home, complaints } = shared;
  await page.keyboard.press('Control+4');
  await dropFiles(
    page,
    ['low', 'high'].map((name) => join(home, 'photos', name)),
  );
  await page.getByRole('heading', { level: 1, name: '3 pairs' }).waitFor();
  await page.getByRole('button', { name: 'Measure 6 pictures' }).click();
  await page.getByRole('button', { name: 'Try 2 pictures again' }).waitFor();
  const line = (...parts: string[]) =>
    page.getByRole('row', { name: new RegExp(parts.join('.*'), 's') }).first();
  // By the definition of PSNR: an error of 0, of 20, and of 20, 30 and 40 levels.
  await line('a', 'double', '∞', '1\\.00', '0\\.0').waitFor();
  await line('b', 'double', '22\\.1').waitFor();
  await line('a', 'Untouched', '18\\.3').waitFor();
  await line('odd', 'is 300 × 300').waitFor();
  expect(await page.locator('body').innerText()).not.toContain(home);
  // Pictures of the chosen pair and the map of its errors were made.
  await page.getByText('Making this picture').first().waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

it('writes a report with pictures, and copies the command that reproduces it', async () => {
  const { app, page, home, complaints } = shared;
  const file = join(home, 'photos', 'scores.html');
  await answerDialogs(app, [file]);
  await page.getByRole('button', { name: 'Export report…' }).click();
  await page.getByText('The report is scores.html in').waitFor();
  const html = readFileSync(file, 'utf8');
  expect(html).toContain('data:image/webp;base64,');
  expect(html).toContain('odd.png is 300 × 300 pixels');
  await page.keyboard.press('Control+r');
  const sheet = page.getByRole('dialog');
  await sheet.getByText('This command measures the same pairs again.').waitFor();
  await sheet.getByText(/^ONNX Runtime \d/).waitFor();
  await sheet.getByRole('button', { name: 'Copy' }).click();
  await sheet.getByText('Copied').waitFor();
  const text = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(text).toContain(`candela compare --truth ${join(home, 'photos', 'high')} --low`);
  expect(await page.locator('body').innerText()).not.toContain(home);
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});

it('takes other people’s results from a dialog, by their names', async () => {
  const { app, page, home } = shared;
  await answerDialogs(app, [join(home, 'photos', 'theirs')]);
  await page.getByRole('button', { name: 'Add folders' }).click();
  await page.getByLabel('What theirs holds').waitFor();
  await page.getByRole('button', { name: 'Measure 1 picture' }).click();
  await page.getByRole('button', { name: 'Try 2 pictures again' }).waitFor();
  const row = page.getByRole('row', { name: /a\s*theirs/ }).first();
  const psnr = Number(await row.getByRole('gridcell').nth(3).innerText());
  expect(psnr).toBeGreaterThan(40);
});

it('continues where an earlier window was closed', async () => {
  await closeApp(shared.app);
  shared = await startApp(shared.home);
  const { page, home, complaints } = shared;
  page.setDefaultTimeout(60_000);
  await page.getByText('Drop a dark photo here.').waitFor();
  await page.keyboard.press('Control+4');
  // The two pictures of another size than their truth have no figures.
  await page.getByText('3 pairs. 5 of 7 pictures were measured.').waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { level: 1, name: '3 pairs' }).waitFor();
  const row = (...parts: string[]) =>
    page.getByRole('row', { name: new RegExp(parts.join('.*'), 's') }).first();
  await row('b', 'double', '22\\.1').waitFor();
  await row('a', 'Untouched', '18\\.3').waitFor();
  await page.getByLabel('What theirs holds').waitFor();
  await page.getByRole('button', { name: 'Measure 2 pictures' }).click();
  await page.getByRole('button', { name: 'Try 2 pictures again' }).waitFor();
  expect(await page.locator('body').innerText()).not.toContain(home);
  expect(complaints).toEqual([]);
});
