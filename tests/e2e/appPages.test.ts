/** Photos of several pages, TIFF and HEIC, and a JPEG XL in the whole app, on a network that doubles the stored value. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heicFile, jxlFile } from '../fixtures/decodedFiles';
import { tiffFile } from '../fixtures/tiffFile';
import { joinPages } from '../fixtures/tiffPages';
import { colourAt, enhanced, flatPhoto, startWith } from '../support/appDriver';
import { closeApp, dropFiles, removeHome, type LaunchedApp } from '../support/launchApp';

const slow = { timeout: 30_000 };
const colours = [
  [40, 30, 20],
  [10, 50, 30],
  [60, 20, 40],
] as const;
const widths = [400, 700, 900] as const;
const height = 300;
const double = (colour: readonly number[]): number[] => colour.map((value) => 2 * value);

function flatPage(colour: readonly number[], width: number): Buffer {
  const data = new Uint8Array(width * height * 3).map((_, i) => colour[i % 3]!);
  return tiffFile({ width, height, bits: 8, samples: 3, photometric: 2, data });
}

let shared: LaunchedApp;
const photo = (name: string): string => join(shared.home, 'photos', name);
const choice = () => shared.page.getByRole('combobox', { name: 'Page' });

/** Waits until a page is on the screen, at the left as it is, at the right enhanced. */
async function shows(page: number): Promise<void> {
  await expect.poll(() => colourAt(shared.page, 0.4), slow).toEqual(colours[page - 1]);
  await expect.poll(() => colourAt(shared.page, 0.6), slow).toEqual(double(colours[page - 1]!));
  await enhanced(shared.page);
}

beforeAll(async () => {
  shared = await startWith('double');
  writeFileSync(photo('scan.tif'), joinPages(colours.map((colour, i) => flatPage(colour, widths[i]!))));
  await flatPhoto(photo('flat.png'), [40, 30, 20]);
});

afterAll(async () => {
  await closeApp(shared.app);
  removeHome(shared.home);
});

describe('a TIFF of several pages', () => {
  it('shows its first page, and says how many there are', async () => {
    await dropFiles(shared.page, [photo('scan.tif')]);
    await shows(1);
    expect(await choice().inputValue()).toBe('1');
    expect(await choice().locator('option').allTextContents()).toEqual([
      'Page 1 of 3',
      'Page 2 of 3',
      'Page 3 of 3',
    ]);
  });

  it('shows another page at once, with its own size and the same look', async () => {
    const { page } = shared;
    const strength = page.getByRole('slider', { name: 'Strength' });
    await strength.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual(colours[0]);
    await choice().selectOption('2');
    await expect.poll(() => colourAt(page, 0.4), slow).toEqual(colours[1]);
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual(colours[1]);
    await expect.poll(() => page.getByRole('banner').textContent()).toContain('0.2 MP');
    await page.keyboard.press('Control+z');
    await shows(2);
    await page.keyboard.press('Control+Alt+0');
    await expect.poll(() => page.locator('[data-scale]').textContent()).toBe('100 %');
    await shows(2);
  });

  it('is turned by the keyboard, and the last page that was chosen stays', async () => {
    const { page } = shared;
    await choice().focus();
    for (const key of ['Home', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    await shows(3);
    expect(await choice().inputValue()).toBe('3');
    expect(await choice().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('is saved and copied as a command by the page that is shown', async () => {
    const { app, page } = shared;
    await page.getByRole('button', { name: 'Save TIFF' }).click();
    await page.getByText('Saved as scan-candela.tif in photos/enhanced').waitFor();
    const { data, info } = await sharp(photo('enhanced/scan-candela.tif'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, ...data.subarray(0, 3)]).toEqual([widths[2], ...double(colours[2])]);
    await page.getByRole('button', { name: 'Export…' }).click();
    await page.getByRole('menuitem', { name: 'Copy as command' }).click();
    await page.getByText(/^Command copied: /).waitFor();
    const command = await app.evaluate(({ clipboard }) => clipboard.readText());
    expect(command).toMatch(/ --page 3 .*scan\.tif$/);
  });

  it('keeps its page beside other photos, which have none to choose', async () => {
    const { page } = shared;
    await dropFiles(page, [photo('flat.png')]);
    await page.getByRole('heading', { level: 1, name: 'flat.png' }).waitFor();
    expect(await choice().count()).toBe(0);
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('option', { name: /scan\.tif/ }).click();
    await shows(3);
    expect(await choice().inputValue()).toBe('3');
    expect(await page.getByRole('option', { name: /\.(tif|png)/ }).count()).toBe(2);
  });
});

describe('a HEIC', () => {
  it('is opened, enhanced and saved; its other pictures are pages, the main one first', async () => {
    const { page } = shared;
    writeFileSync(photo('several.heic'), heicFile('several'));
    await dropFiles(page, [photo('several.heic')]);
    await page.getByRole('heading', { level: 1, name: 'several.heic' }).waitFor();
    await enhanced(page);
    expect(await choice().locator('option').allTextContents()).toEqual([
      'Page 1 of 3',
      'Page 2 of 3',
      'Page 3 of 3',
    ]);
    await choice().selectOption('2');
    await enhanced(page);
    await page.getByRole('button', { name: 'Save JPEG' }).click();
    await page.getByText('Saved as several-candela.jpg in photos/enhanced').waitFor();
    const { width, height } = await sharp(photo('enhanced/several-candela.jpg')).metadata();
    expect([width, height]).toEqual([72, 64]);
  });

  it('of more than 8 bits is saved as TIFF', async () => {
    const { page } = shared;
    writeFileSync(photo('deep.hif'), heicFile('rgb10-420'));
    await dropFiles(page, [photo('deep.hif')]);
    await page.getByRole('heading', { level: 1, name: 'deep.hif' }).waitFor();
    await enhanced(page);
    await page.getByRole('button', { name: 'Save TIFF' }).click();
    await page.getByText('Saved as deep-candela.tif in photos/enhanced').waitFor();
    const { depth } = await sharp(photo('enhanced/deep-candela.tif')).metadata();
    expect(depth).toBe('ushort');
  });

  it('that ends too early shows what is there, with the reason', async () => {
    const { page } = shared;
    writeFileSync(photo('cut.heic'), heicFile('described').subarray(0, -30));
    await dropFiles(page, [photo('cut.heic')]);
    await page.getByText('cut.heic is damaged: the file ends too early.').first().waitFor();
  });
});

describe('a JPEG XL', () => {
  it('is opened, enhanced and saved', async () => {
    const { page } = shared;
    writeFileSync(photo('deep.jxl'), jxlFile('rgb16'));
    await dropFiles(page, [photo('deep.jxl')]);
    await page.getByRole('heading', { level: 1, name: 'deep.jxl' }).waitFor();
    await enhanced(page);
    await page.getByRole('button', { name: 'Save TIFF' }).click();
    await page.getByText('Saved as deep-candela-2.tif in photos/enhanced').waitFor();
    const { depth } = await sharp(photo('enhanced/deep-candela-2.tif')).metadata();
    expect(depth).toBe('ushort');
  });
});

describe('the window', () => {
  it('complained about nothing', () => {
    expect(shared.complaints.filter((line) => !line.includes('GL Driver Message'))).toEqual([]);
  });
});
