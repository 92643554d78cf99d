/** @file Where things lie in the page: nothing covers the photo or the panel. Skipped, saying so, where there is no Chromium. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

async function withStreet(width: number): Promise<void> {
  driver = await windows.fresh({ theme: 'dark', width });
  page = driver.page;
  await driver.open('street.jpg');
  await driver.enhanced();
}

async function sides(part: Locator): Promise<{ left: number; right: number }> {
  const box = (await part.boundingBox())!;
  return { left: box.x, right: box.x + box.width };
}

const photo = () => page.getByRole('region', { name: 'Photo', exact: true });
const panel = () => page.getByRole('complementary', { name: 'Settings of this photo' });
const why = () => page.getByRole('complementary', { name: 'Why does it look like this?' });

describe.skipIf(!hasChromium)('the layout', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  it('lets nothing lie over the photo or the panel in a narrow window', async () => {
    await withStreet(1000);
    await page.getByRole('button', { name: 'Adjust' }).click();
    await panel().waitFor();
    await driver.still();
    expect((await sides(photo())).right).toBeLessThanOrEqual((await sides(panel())).left);
    await page.keyboard.press('w');
    await why().waitFor();
    await driver.still();
    expect(await panel().count()).toBe(0);
    expect((await sides(photo())).right).toBeLessThanOrEqual((await sides(why())).left);
    await page.getByRole('button', { name: 'Adjust' }).click();
    await panel().waitFor();
    expect(await why().count()).toBe(0);
    expect(driver.errors).toEqual([]);
  });

  it('shows each sample enhanced beside itself before the first photo', async () => {
    driver = await windows.fresh({ theme: 'dark', width: 1280 });
    page = driver.page;
    const tiles = page.getByRole('button', { name: /^Open the sample/ });
    await expect.poll(() => tiles.locator('canvas').count()).toBe(6);
    const means = await tiles.evaluateAll((found) =>
      found.map((tile) =>
        Array.from(tile.querySelectorAll('canvas')).map((canvas) => {
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
          return (
            data.reduce((sum, value, at) => (at % 4 === 3 ? sum : sum + value), 0) / (data.length * 0.75)
          );
        }),
      ),
    );
    for (const [dark, enhanced] of means) expect(enhanced).toBeGreaterThan(1.5 * dark!);
    expect(driver.errors).toEqual([]);
  });

  it('moves the focus to what opens the panel when its slider is behind it', async () => {
    driver = await windows.fresh({ theme: 'dark', width: 960 });
    page = driver.page;
    await page.evaluate(() => {
      window.fake.leavesAlone = true;
    });
    await driver.open('street.jpg');
    await page.getByRole('button', { name: 'Lift shadows' }).click();
    const adjust = page.getByRole('button', { name: 'Adjust' });
    expect(await adjust.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('takes a typed zoom, and one from the list', async () => {
    await withStreet(1280);
    const scale = page.locator('[data-scale]');
    await scale.click();
    await page.getByRole('textbox', { name: 'Zoom in per cent' }).fill('150 %');
    await page.keyboard.press('Enter');
    await expect.poll(() => scale.textContent()).toBe('150 %');
    await scale.click();
    await page.getByRole('button', { name: '200 %', exact: true }).click();
    await expect.poll(() => scale.textContent()).toBe('200 %');
    expect(driver.errors).toEqual([]);
  });

  it('says that the photo at 1:1 is a draft as long as its pixels are on their way', async () => {
    await withStreet(1280);
    await driver.hold('photos.tile');
    await page.keyboard.press('z');
    await page.getByText('Enhanced · draft').waitFor();
    await driver.release('photos.tile');
    await page.getByText('Enhanced', { exact: true }).waitFor();
    expect(await page.getByText('Enhanced · draft').count()).toBe(0);
    expect(driver.errors).toEqual([]);
  });
});
