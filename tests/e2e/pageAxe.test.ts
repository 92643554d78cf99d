/**
 * @file axe finds no serious violation of accessibility in any state of the page, in both themes. In Debian's Chromium, over a
 * stand-in for the main process; skipped, saying so, where there is no Chromium.
 */
import type { WireError } from '@contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousViolations } from '../support/axe';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const memory: WireError = {
  code: 'session.outOfMemory',
  message: 'There was not enough memory to enhance street.jpg, even in small tiles.',
  action: 'Close other programs, or choose another model.',
};

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

async function fresh(width = 1280): Promise<void> {
  driver = await windows.fresh({ theme: 'dark', width });
  page = driver.page;
}

async function enhanced(): Promise<void> {
  await driver.open('street.jpg');
  await driver.enhanced();
}

/** In both themes, which differ in nothing but this attribute. */
async function expectNothingSerious(): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await driver.still();
    expect(await seriousViolations(page), theme).toEqual([]);
  }
}

/** Every state of the page, and how to reach it from a fresh window. */
const states: Record<string, () => Promise<void>> = {
  empty: async () => {
    await page.getByText('Or try one of these').waitFor();
  },
  enhanced,
  'film strip with a failed photo': async () => {
    await driver.open('street.jpg', 'room.jpg', 'cut.jpg');
    await driver.enhanced();
  },
  'damaged photo': async () => {
    await driver.open('street.jpg', 'torn.jpg');
    await driver.enhanced();
    await page.getByRole('option', { name: /^torn.jpg is damaged/ }).click();
    await page.getByText('torn.jpg is damaged').waitFor();
  },
  'no truth yet': async () => {
    await enhanced();
    await page.keyboard.press('5');
    await page.getByText('No ground truth yet').waitFor();
  },
  'failed result': async () => {
    await driver.fail('photos.draft', memory);
    await driver.open('street.jpg');
    await page.getByText(memory.message).first().waitFor();
  },
  'dragging over': async () => {
    await enhanced();
    await driver.dragOver();
  },
  saved: async () => {
    await enhanced();
    await page.keyboard.press('s');
    await page.getByText(/^Saved as/).waitFor();
  },
  why: async () => {
    await enhanced();
    await page.keyboard.press('w');
    await page.locator('aside article').waitFor();
  },
};
for (const [key, title] of [
  ['m', 'Models'],
  ['e', 'Export'],
  ['g', 'Devices'],
  ['?', 'Keys'],
  ['p', 'Save as preset'],
] as const)
  states[title] = async () => {
    await enhanced();
    await page.keyboard.press(key);
    await page.getByRole('dialog', { name: title }).waitFor();
  };

describe.skipIf(!hasChromium)('axe', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  it.each(Object.keys(states))('finds nothing serious: %s', async (name) => {
    await fresh();
    await states[name]?.();
    await expectNothingSerious();
  });

  it('finds nothing serious in a narrow window with its panel open', async () => {
    await fresh(1000);
    await enhanced();
    await page.getByRole('button', { name: 'Adjust' }).click();
    await expectNothingSerious();
  });
});
