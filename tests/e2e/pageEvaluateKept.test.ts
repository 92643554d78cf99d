/** @file The last comparison, offered again where nothing is compared. Skipped, saying so, where there is no Chromium. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations } from '../support/axe';
import { evaluatePage } from '../support/page/evaluatePage';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;
const { column, dropFolders, measured } = evaluatePage(() => driver);
const last = () => page.getByRole('region', { name: 'The last comparison' });
const chip = (name: string) =>
  page.getByRole('group', { name: 'What is measured' }).getByRole('button', { name, exact: true });
const count = async (name: string) => (await driver.calls(name)).length;

/** Two folders are compared, one cut is measured, and both are removed again. */
async function putAside(): Promise<void> {
  await dropFolders('low', 'high');
  await chip('Gamma').click();
  await chip('Untouched').click();
  await measured();
  await expect.poll(() => count('evaluation.keep')).toBeGreaterThan(0);
  for (const name of ['low', 'high']) await page.getByRole('button', { name: `Remove ${name}` }).click();
}

describe.skipIf(!hasChromium)('The last comparison of Evaluate', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  beforeEach(async () => {
    driver = await windows.fresh({ theme: 'dark', width: 1440 });
    page = driver.page;
  });

  it('is not offered before there is one, nor noted before something is measured', async () => {
    await dropFolders('low', 'high');
    await page.getByRole('heading', { level: 1, name: '5 pairs' }).waitFor();
    await chip('Gamma').click();
    for (const name of ['low', 'high']) await page.getByRole('button', { name: `Remove ${name}` }).click();
    await page.getByRole('heading', { name: /^Drop a folder of dark photos/ }).waitFor();
    expect(await count('evaluation.keep')).toBe(0);
    expect(await last().count()).toBe(0);
    expect(driver.errors).toEqual([]);
  });

  it.each(['dark', 'light'] as const)('is opened again with its figures and choices, %s', async (theme) => {
    driver = await windows.fresh({ theme, width: 1440 });
    page = driver.page;
    await putAside();
    await last().getByText('5 pairs. 8 of 10 pictures were measured.').waitFor();
    await last()
      .getByText(/^low, high, /)
      .waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    const before = await count('photos.compare');
    await last().getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { level: 1, name: '5 pairs' }).waitFor();
    await page.getByRole('button', { name: 'Measure 2 pictures' }).waitFor();
    expect((await column(3)).filter((text) => /^\d+\.\d$/.test(text))).toHaveLength(8);
    const isPressed = (name: string) => chip(name).getAttribute('aria-pressed');
    expect([await isPressed('Gamma'), await isPressed('Untouched')]).toEqual(['true', 'false']);
    expect(await count('photos.compare')).toBe(before);
    expect(driver.errors).toEqual([]);
  });

  it('is dismissed for good', async () => {
    await putAside();
    await last().getByRole('button', { name: 'Dismiss' }).click();
    await last().waitFor({ state: 'detached' });
    expect(await count('evaluation.forget')).toBe(1);
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+4');
    await page.getByRole('heading', { name: /^Drop a folder of dark photos/ }).waitFor();
    expect(await last().count()).toBe(0);
  });
});
