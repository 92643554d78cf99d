/** @file Going from photo to photo in the page, over a stand-in for the main process. Skipped, saying so, where there is no Chromium. */
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

async function takeHold(name: string): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('slider', { name }).boundingBox();
  if (box === null) throw new Error('The slider is not on the screen.');
  const at = { x: box.x + box.width * 0.8, y: box.y + box.height / 2 };
  await page.mouse.move(box.x + box.width / 2, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x, at.y, { steps: 4 });
  return at;
}

describe.skipIf(!hasChromium)('from photo to photo', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  it.each(['closePhoto', 'previousPhoto'] as const)(
    'ends a drag on the photo that goes: %s',
    async (command) => {
      await fresh();
      await driver.open('street.jpg', 'room.jpg');
      await driver.enhanced();
      await page.getByRole('option', { name: /^room.jpg/ }).click();
      await driver.enhanced();
      const { x, y } = await takeHold('Denoise');
      await page.evaluate((menu) => {
        window.fake.emit({ kind: 'menu', command: menu });
      }, command);
      await page.getByRole('heading', { level: 1, name: 'street.jpg' }).waitFor();
      await page.mouse.move(x - 40, y, { steps: 4 });
      await driver.enhanced();
      const denoise = page.getByRole('slider', { name: 'Denoise' });
      expect(await denoise.getAttribute('aria-valuetext')).toBe('Auto');
      await page.mouse.up();
    },
  );

  it('offers the photos opened last while one is shown', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.evaluate(() => {
      const { photo: recent } = window.fake.entry('room.jpg');
      window.fake.recent = [
        { recent, name: 'room.jpg', folder: 'Night walk' },
        { recent: window.fake.entry('street.jpg').photo, name: 'room.jpg', folder: 'Elsewhere' },
      ];
    });
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menuitem', { name: 'room.jpg Night walk' }).click();
    await page.getByRole('heading', { level: 1, name: 'room.jpg' }).waitFor();
    expect(driver.errors).toEqual([]);
  });

  it('scrolls with a vertical wheel, and Ctrl+A selects no text of the window', async () => {
    await fresh();
    await driver.open('street.jpg', ...Array.from({ length: 30 }, (_, index) => `note ${index}.txt`));
    await driver.enhanced();
    const strip = page.getByRole('listbox', { name: 'Open photos' });
    await strip.hover();
    await page.mouse.wheel(0, 400);
    await expect.poll(() => strip.evaluate((element) => element.scrollLeft)).toBe(400);
    await page.keyboard.press('Control+a');
    expect(await page.evaluate(() => String(getSelection()))).toBe('');
    await page.getByText('31 selected').waitFor();
    expect(driver.errors).toEqual([]);
  });

  it('selects photos together, applies settings to them and closes them', async () => {
    await fresh();
    await driver.open('street.jpg', 'room.jpg', 'landscape.jpg');
    await driver.enhanced();
    const tile = (name: string) => page.getByRole('option', { name: new RegExp(`^${name}`) });
    const selected = () => page.getByRole('option', { selected: true }).allInnerTexts();
    await tile('landscape').click({ modifiers: ['Control'] });
    await expect.poll(async () => (await selected()).length).toBe(2);
    await page.getByRole('heading', { level: 1, name: 'street.jpg' }).waitFor();
    await page.getByRole('slider', { name: 'Strength' }).press('ArrowLeft');
    await page.getByRole('button', { name: 'Apply to 2 selected photos' }).click();
    await page.getByText('Applied to 1 other photo.').waitFor();
    await tile('room').click();
    await expect.poll(async () => (await selected()).length).toBe(1);
    expect(await page.getByRole('slider', { name: 'Strength' }).getAttribute('aria-valuetext')).toContain(
      '100',
    );
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Delete');
    await tile('landscape').waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'street.jpg' }).waitFor();
    // One photo needs no strip.
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(driver.errors).toEqual([]);
  });

  it('tells computed, saved and changed photos apart', async () => {
    await fresh();
    await driver.open('street.jpg', 'room.jpg');
    await driver.enhanced();
    await page.getByRole('option', { name: 'street.jpg, enhanced, not saved' }).waitFor();
    await page.keyboard.press('s');
    await page.getByRole('option', { name: 'street.jpg, saved' }).waitFor();
    await page.getByRole('slider', { name: 'Strength' }).press('ArrowLeft');
    await page.getByRole('option', { name: 'street.jpg, changed since it was saved' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('option', { name: 'street.jpg, saved' }).waitFor();
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('option', { name: 'street.jpg, enhanced, not saved' }).waitFor();
  });

  it('reopens the last session, and gives photos the settings that they had', async () => {
    await fresh();
    await driver.open('street.jpg', 'room.jpg');
    await driver.enhanced();
    await page.getByRole('slider', { name: 'Strength' }).press('Shift+ArrowLeft');
    await page.evaluate(() => {
      window.fake.session = ['street.jpg', 'room.jpg'];
    });
    await page.keyboard.press('Control+w');
    await page.keyboard.press('Control+w');
    await page.getByRole('button', { name: 'Reopen the last 2 photos' }).click();
    await page.getByText('The settings of street.jpg are as you left them.').waitFor();
    const strength = page.getByRole('slider', { name: 'Strength' });
    expect(await strength.getAttribute('aria-valuetext')).toBe('90 %');
    await page.keyboard.press('Control+z');
    expect(await strength.getAttribute('aria-valuetext')).toBe('100 %');
    expect(driver.errors).toEqual([]);
  });

  it('ends a drag on the last photo when it is closed', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await takeHold('Denoise');
    await page.evaluate(() => {
      window.fake.emit({ kind: 'menu', command: 'closePhoto' });
    });
    await page.getByText('Drop a dark photo here.').waitFor();
    await driver.open('room.jpg');
    await driver.enhanced();
  });
});
