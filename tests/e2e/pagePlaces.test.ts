/** @file The rail, and what places share, with a second place. Skipped, saying so, where there is no Chromium. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

describe.skipIf(!hasChromium)('two places', () => {
  beforeAll(async () => {
    await windows.start('tests/pages/twoPlaces.tsx');
    driver = await windows.fresh({ theme: 'dark', width: 1280 });
    page = driver.page;
  });

  afterAll(() => windows.stop());

  it('have a rail that leads from one to the other', async () => {
    const rail = page.getByRole('navigation', { name: 'Places' });
    expect(await rail.getByRole('button').allInnerTexts()).toEqual([
      'Enhance',
      'Batch',
      'Learn',
      'Evaluate',
      'Names',
    ]);
    expect((await rail.boundingBox())?.width).toBe(60);
    await rail.getByRole('button', { name: 'Names' }).click();
    expect(await rail.getByRole('button', { name: 'Names' }).getAttribute('aria-current')).toBe('page');
    await page.getByRole('list', { name: 'Names' }).waitFor({ state: 'attached' });
  });

  it('keep their photos apart: what one takes is neither listed nor computed by the other', async () => {
    await driver.open('street.jpg', 'room.jpg');
    await page.getByRole('listitem').filter({ hasText: 'room.jpg' }).waitFor();
    await page.getByRole('button', { name: 'Enhance' }).click();
    await page.getByText('Drop a dark photo here.').waitFor();
    // The start page enhances its samples, at a size of its own.
    expect((await driver.drafts()).filter(({ size }) => size !== 448)).toEqual([]);
    expect(await driver.calls('photos.findTruth')).toEqual([]);
  });

  it('share a photo, which is closed only when both have let it go', async () => {
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.keyboard.press('Control+w');
    await page.getByText('Drop a dark photo here.').waitFor();
    expect(await driver.calls('photos.close')).toEqual([]);
  });

  it('come back as they were left', async () => {
    await driver.open('room.jpg');
    await driver.enhanced();
    await page.getByRole('button', { name: 'Names' }).click();
    await page.getByRole('heading', { name: 'Names' }).waitFor();
    await page.getByRole('button', { name: 'Enhance' }).click();
    await page.getByRole('heading', { level: 1, name: 'room.jpg' }).waitFor();
    expect(driver.errors).toEqual([]);
  });
});
