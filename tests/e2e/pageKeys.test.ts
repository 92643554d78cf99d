/** @file Which keys the page takes, and when, over a stand-in for the main process. Skipped, saying so, where there is no Chromium. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

async function fresh(): Promise<void> {
  driver = await windows.fresh({ theme: 'dark', width: 1280 });
  page = driver.page;
}

describe.skipIf(!hasChromium)('keys', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  it('leaves letters to a menu that is open', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.getByRole('button', { name: 'More for presets' }).click();
    const import_ = page.getByRole('menuitem', { name: 'Import…' });
    await import_.waitFor();
    await page.keyboard.press('i');
    await expect.poll(() => import_.evaluate((entry) => entry === document.activeElement)).toBe(true);
    await page.keyboard.press('s');
    await page.keyboard.press('m');
    expect(await page.getByRole('menu').count()).toBe(1);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await driver.calls('save.write')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await expect.poll(() => driver.calls('save.write')).toHaveLength(1);
  });

  it('shows the original as long as its key is down, whatever it types when it comes up', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    const original = page.locator('[data-label]').getByText('Low light', { exact: true });
    const press = (type: 'keydown' | 'keyup', key: string, modifierAltGraph = false) =>
      page.evaluate((init) => window.dispatchEvent(new KeyboardEvent(init.type, init)), {
        type,
        key,
        code: 'Minus',
        modifierAltGraph,
        bubbles: true,
        cancelable: true,
      });
    const result = page.locator('[data-label]').getByText('Enhanced', { exact: true });
    await result.waitFor();
    await press('keydown', '\\', true);
    await expect.poll(() => result.count()).toBe(0);
    await original.waitFor();
    await press('keyup', '?');
    await result.waitFor();
  });
});
