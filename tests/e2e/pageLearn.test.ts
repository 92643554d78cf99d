/**
 * @file Every page of Learn: reached by keyboard, at three depths, without a serious violation of accessibility, never scrolling
 * sideways. In Debian's Chromium, over a stand-in for the main process; skipped, saying so, where there is no Chromium.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousViolations } from '../support/axe';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

const article = () => page.locator('article');
const idOfPage = () => article().getAttribute('data-page');

/** All pages, by the key that leads to the next one. */
async function eachPage(visit: (id: string) => Promise<void>): Promise<string[]> {
  const visited: string[] = [];
  for (;;) {
    const id = (await idOfPage()) ?? '';
    if (visited.includes(id)) return visited;
    visited.push(id);
    await driver.still();
    await visit(id);
    await page.keyboard.press('n');
  }
}

describe.skipIf(!hasChromium)('Learn', () => {
  beforeAll(async () => {
    await windows.start();
    driver = await windows.fresh({ theme: 'dark', width: 1280 });
    page = driver.page;
    await page.keyboard.press('Control+3');
    await article().waitFor();
  });

  afterAll(() => windows.stop());

  it('leads through all its pages by one key; none has a violation, a sideways scroll or a cut figure', async () => {
    const visited = await eachPage(async (id) => {
      for (const theme of ['dark', 'light']) {
        await page.evaluate((name) => {
          document.documentElement.dataset.theme = name;
        }, theme);
        await driver.still();
        expect(await seriousViolations(page), `${id}, ${theme}`).toEqual([]);
      }
      const sideways = await page.evaluate(() => {
        const main = document.querySelector('main');
        return main === null ? -1 : main.scrollWidth - main.clientWidth;
      });
      expect(sideways, id).toBe(0);
    });
    const listed = await page
      .locator('nav[aria-label="Contents"]')
      .getByText(/of \d+ pages/)
      .innerText();
    expect(listed).toBe(`${visited.length} of ${visited.length} pages`);
    expect(driver.errors).toEqual([]);
  });

  it('says what each figure shows, and says something else where it can be broken', async () => {
    await page.locator('nav[aria-label="Contents"] [aria-expanded]').first().click();
    await eachPage(async (id) => {
      const says = page.locator('article > [role="status"]');
      await expect.poll(() => says.innerText(), { message: id }).not.toBe('');
      if ((await page.getByRole('switch', { name: 'off' }).count()) === 0) return;
      await page.keyboard.press('b');
      await page.getByRole('switch', { name: 'on' }).waitFor();
      await page.keyboard.press('b');
      await page.getByRole('switch', { name: 'off' }).waitFor();
    });
  });

  it('changes the words with the depth, and nothing else', async () => {
    const figure = () => page.locator('article > div').first().innerHTML();
    const before = await figure();
    const texts = new Set<string>();
    for (const depth of ['1', '2', '3']) {
      await page.keyboard.press(depth);
      texts.add(await article().innerText());
      expect(await figure()).toBe(before);
    }
    expect(texts.size).toBe(3);
  });

  it('brings a figure back from a link, with its settings', async () => {
    await page.locator('nav[aria-label="Contents"] [aria-expanded]').first().click();
    while ((await idOfPage()) !== 'neuron') await page.keyboard.press('n');
    const bias = page.getByRole('slider', { name: 'Bias' });
    const share = async (entry: string) => {
      await page.getByRole('button', { name: 'Share the figure' }).click();
      await page.getByRole('menuitem', { name: entry }).click();
      await page.getByRole('menu').waitFor({ state: 'detached' });
    };
    await bias.press('ArrowRight');
    const moved = await bias.getAttribute('aria-valuenow');
    await share('Copy a link to this figure');
    await page.getByText('is on the clipboard').waitFor();
    await page.keyboard.press('r');
    expect(await bias.getAttribute('aria-valuenow')).not.toBe(moved);
    await page.keyboard.press('n');
    await share('Open the copied link');
    await expect.poll(idOfPage).toBe('neuron');
    expect(await bias.getAttribute('aria-valuenow')).toBe(moved);
  });
});
