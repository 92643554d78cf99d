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

/**
 * Pages that say the same at first though they are broken: runs that have not begun, steps before the broken one, and answers of the
 * stand-in, which knows nothing of breaks. Their numbers have tests of their own.
 */
const sameAtFirst = new Set([
  ...['one-step', 'optimisers', 'train', 'steps'],
  ...['overview', 'mirnet', 'tiles', 'triptych', 'data'],
]);

/** Shows a page of the first chapter by the contents. */
async function show(title: string): Promise<void> {
  const contents = page.locator('nav[aria-label="Contents"]');
  const row = contents.getByRole('button', { name: new RegExp(`${title}$`) });
  if ((await row.count()) === 0)
    await contents.getByRole('button', { name: /The network and its parts/ }).click();
  await row.click();
}

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
      for (const chip of await page
        .getByRole('radiogroup', { name: 'What to change' })
        .getByRole('radio')
        .all()) {
        const message = `${id}, ${await chip.innerText()}`;
        await chip.click();
        const sound = await says.innerText();
        await page.keyboard.press('b');
        await page.getByRole('switch', { name: 'on' }).waitFor();
        if (!sameAtFirst.has(id)) await expect.poll(() => says.innerText(), { message }).not.toBe(sound);
        await page.keyboard.press('b');
        await page.getByRole('switch', { name: 'off' }).waitFor();
      }
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

  it('says by keyboard what a term means, and leads to the page that teaches it', async () => {
    await show('Pixel microscope');
    await page.keyboard.press('3');
    const term = article().getByRole('button', { name: 'kernel', exact: true });
    const meaning = page.getByRole('dialog', { name: 'kernel' });
    await term.focus();
    await page.keyboard.press('Enter');
    await meaning.getByText('The small table of weights').waitFor();
    await driver.still();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await meaning.waitFor({ state: 'detached' });
    await expect.poll(() => term.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await meaning.getByRole('button', { name: 'Page: A filter on your photo' }).press('Enter');
    await expect.poll(idOfPage).toBe('convolution');
    // On the page that teaches it, a term leads nowhere else.
    await article().getByRole('button', { name: 'kernel', exact: true }).click();
    await meaning.waitFor();
    expect(await meaning.getByRole('button').count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  it('lists all terms in a glossary with a filter', async () => {
    await page.keyboard.press('t');
    const sheet = page.getByRole('dialog', { name: 'Glossary' });
    const listed = sheet.locator('dt');
    await sheet.waitFor();
    await driver.still();
    expect(await seriousViolations(page)).toEqual([]);
    const all = await listed.allInnerTexts();
    expect(all.length).toBeGreaterThan(50);
    expect(all).toEqual([...all].sort((one, other) => one.localeCompare(other, 'en')));
    await page.keyboard.type('stride');
    await expect.poll(() => listed.allInnerTexts()).toEqual(['stride']);
    await sheet.getByRole('textbox', { name: 'Find a term' }).fill('no such term');
    await sheet.getByText('No term has “no such term” in it.').waitFor();
    await sheet.getByRole('textbox', { name: 'Find a term' }).fill('epoch');
    await sheet.getByRole('button', { name: 'Page: A hidden layer' }).click();
    await sheet.waitFor({ state: 'detached' });
    await expect.poll(idOfPage).toBe('hidden-layer');
    expect(driver.errors).toEqual([]);
  });

  it('brings a figure back from a link, with its settings', async () => {
    await show('One neuron');
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
