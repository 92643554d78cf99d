/**
 * @file 'Why does it look like this?': pages of Learn in a drawer beside the photo. In Debian's Chromium, over a stand-in for the main
 * process; skipped, saying so, where there is no Chromium.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations } from '../support/axe';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

const drawer = () => page.getByRole('complementary', { name: 'Why does it look like this?' });
const opener = () => page.getByRole('button', { name: 'Why does it look like this?' });
const choice = () => drawer().getByRole('combobox', { name: 'Page' });
const article = () => drawer().locator('article');
const settled = async () => {
  await page.waitForFunction(() => document.querySelector('[data-waiting]') === null);
  await driver.still();
};

async function withStreet(width: number): Promise<void> {
  driver = await windows.fresh({ theme: 'dark', width });
  page = driver.page;
  await driver.open('street.jpg', 'room.jpg');
  await driver.enhanced();
}

/** Every page that the drawer offers. */
async function eachPage(visit: (id: string) => Promise<void>): Promise<string[]> {
  const ids = await choice().evaluate((select) =>
    Array.from((select as HTMLSelectElement).options, ({ value }) => value),
  );
  for (const id of ids) {
    await choice().selectOption(id);
    await drawer().locator(`article[data-page="${id}"]`).waitFor();
    await settled();
    await visit(id);
  }
  return ids;
}

/** Names of parts that reach beyond the drawer, or scroll sideways in it. */
function cutParts(): Promise<string[]> {
  return drawer().evaluate((aside) => {
    const edge = aside.getBoundingClientRect();
    const isCut = (part: Element): boolean => {
      const { left, right, width } = part.getBoundingClientRect();
      const isOut = width > 0 && (right > edge.right + 1 || left < edge.left - 1);
      const isScrolled =
        part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== 'visible';
      return isOut || (isScrolled && part.clientWidth > 0);
    };
    // KaTeX hides its MathML beside the drawing.
    return Array.from(aside.querySelectorAll('article *'))
      .filter((part) => part.closest('.katex, select, svg') === null && isCut(part))
      .map((part) => `${part.tagName} ${part.className} “${part.textContent.slice(0, 40)}”`);
  });
}

describe.skipIf(!hasChromium)('why it looks like this', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  beforeEach(() => withStreet(1280));

  it('stands beside the photo, takes the focus and gives it back', async () => {
    await opener().focus();
    await page.keyboard.press('Enter');
    await article().waitFor();
    await settled();
    expect(await drawer().evaluate((aside) => aside === document.activeElement)).toBe(true);
    const photo = (await page.getByRole('region', { name: 'Photo', exact: true }).boundingBox())!;
    const beside = (await drawer().boundingBox())!;
    expect(photo.x + photo.width).toBeLessThanOrEqual(beside.x);
    expect(photo.width).toBeGreaterThan(600);
    // The photo goes on working.
    await page.keyboard.press('4');
    await page.getByText('Difference', { exact: true }).first().waitFor();
    await page.keyboard.press('Escape');
    await drawer().waitFor({ state: 'detached' });
    await expect.poll(() => opener().evaluate((button) => button === document.activeElement)).toBe(true);
    expect(driver.errors).toEqual([]);
  });

  it('offers pages that are whole at its width and free of violations, in both themes and at three depths', async () => {
    await page.keyboard.press('w');
    await article().waitFor();
    const ids = await eachPage(async (id) => {
      for (const theme of ['dark', 'light']) {
        await page.evaluate((name) => {
          document.documentElement.dataset.theme = name;
        }, theme);
        await driver.still();
        expect(await seriousViolations(page), `${id}, ${theme}`).toEqual([]);
      }
      for (const depth of ['Photographer', 'Student', 'Engineer']) {
        await drawer().getByRole('radio', { name: depth }).click();
        expect(await cutParts(), `${id}, ${depth}`).toEqual([]);
      }
      await expect
        .poll(() => article().locator('> [role="status"]').innerText(), { message: id })
        .not.toBe('');
    });
    expect(ids).toEqual(['decisions', 'steps', 'overview', 'layers', 'microscope', 'tiles', 'triptych']);
    expect(driver.errors).toEqual([]);
  });

  it('follows the photo, the model and its settings, and remembers its page', async () => {
    await page.keyboard.press('w');
    await choice().selectOption('overview');
    const asked = async () => {
      await settled();
      const last = (await driver.calls('network.layers')).at(-1);
      return last?.input as { photo: string; model: string; controls: Record<string, number> } | undefined;
    };
    await article().getByText('street.jpg with').waitFor();
    const first = await asked();
    await page.keyboard.press(']');
    await article().getByText('room.jpg with').waitFor();
    await expect.poll(async () => (await asked())?.photo).not.toBe(first?.photo);
    await page.keyboard.press('Escape');
    await page.getByRole('slider', { name: 'Denoise' }).press('Shift+ArrowRight');
    await page.keyboard.press('w');
    await drawer().locator('article[data-page="overview"]').waitFor();
    await expect.poll(async () => Object.keys((await asked())?.controls ?? {})).toEqual(['denoise']);
    expect(driver.errors).toEqual([]);
  });

  it('moves the photo by the sliders of its page', async () => {
    await page.keyboard.press('w');
    await settled();
    const slider = drawer().getByRole('slider', { name: 'Brightness' });
    await slider.press('Shift+ArrowRight');
    const told = await slider.getAttribute('aria-valuetext');
    await page.keyboard.press('Escape');
    const own = page.getByRole('slider', { name: 'Brightness' });
    expect(await own.getAttribute('aria-valuetext')).toBe(told);
    await driver.enhanced();
    await page.keyboard.press('Control+z');
    expect(await own.getAttribute('aria-valuetext')).not.toBe(told);
  });

  it('opens its page in Learn with the same settings', async () => {
    await page.keyboard.press('w');
    await choice().selectOption('tiles');
    await drawer().getByRole('slider', { name: 'Overlap' }).press('Shift+ArrowRight');
    const told = await drawer().getByRole('slider', { name: 'Overlap' }).getAttribute('aria-valuetext');
    await drawer().getByRole('button', { name: 'Open in Learn' }).click();
    await page.locator('main article[data-page="tiles"]').waitFor();
    expect(await page.getByRole('slider', { name: 'Overlap' }).getAttribute('aria-valuetext')).toBe(told);
    expect(await page.getByRole('combobox', { name: 'Model' }).inputValue()).toBe('candela');
  });

  it('draws the tiles over the photo', async () => {
    await page.keyboard.press('w');
    await choice().selectOption('tiles');
    await settled();
    const picture = async () =>
      (await page.getByRole('region', { name: 'Photo', exact: true }).screenshot()).toString('base64');
    const without = await picture();
    await drawer().getByRole('switch', { name: 'Draw the tiles over the photo' }).click();
    await expect.poll(async () => (await picture()) === without).toBe(false);
    await choice().selectOption('steps');
    await drawer().getByText('After the network').waitFor();
    await expect.poll(async () => (await picture()) === without).toBe(true);
  });

  it('leaves the panel beside it where there is room', async () => {
    await driver.close();
    await withStreet(1920);
    await page.keyboard.press('w');
    await article().waitFor();
    await driver.still();
    const panel = (await page.getByRole('complementary', { name: 'Settings of this photo' }).boundingBox())!;
    const beside = (await drawer().boundingBox())!;
    expect(beside.x + beside.width).toBeLessThanOrEqual(panel.x);
    await page.getByRole('slider', { name: 'Strength' }).press('Shift+ArrowLeft');
    await choice().selectOption('steps');
    await drawer().getByText('Strength 90 %').waitFor();
  });
});
