/**
 * @file The page alone, in Debian's Chromium, over a stand-in for the main process: what it shows and what it asks for. Skipped, saying so, where there is no Chromium.
 */
import type { PhotoHandle } from '@contract';
import type { Locator, Page } from 'playwright-core';
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

describe.skipIf(!hasChromium)('the page', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  it('goes from the empty window to a saved photo with the keyboard alone', async () => {
    await fresh();
    await page.getByText('Drop a dark photo here.').waitFor();
    await page.keyboard.press('o');
    await driver.enhanced();
    await page.keyboard.press('s');
    await page.getByText('Saved as street-candela.jpg in Night walk').waitFor();
    expect(driver.errors).toEqual([]);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await page.getByText('Removed street-candela.jpg.').waitFor();
    expect(await driver.calls('save.undo')).toHaveLength(1);
  });

  it('shows the photo before its result', async () => {
    await fresh();
    await driver.hold('photos.draft');
    await driver.open('street.jpg');
    await page.getByText('Low light').first().waitFor();
    await page.getByRole('progressbar', { name: 'Progress of this photo' }).waitFor();
    await driver.release('photos.draft');
    await driver.enhanced();
    const order = await driver.callNames();
    expect(order.indexOf('photos.preview')).toBeLessThan(order.indexOf('photos.draft'));
  });

  it('says of a photo that it was left as it is, until a slider asks for more', async () => {
    await fresh();
    await page.evaluate(() => {
      window.fake.leavesAlone = true;
    });
    await driver.open('street.jpg');
    const left = page.getByText(/^Enhanced on CPU in .+\. The network left it as it is$/);
    await left.waitFor();
    await page.getByRole('slider', { name: 'Brightness' }).press('Shift+ArrowRight');
    await left.waitFor({ state: 'detached' });
    await driver.enhanced();
  });

  it('lifts the shadows of such a photo at one press, and takes that back', async () => {
    await fresh();
    await page.evaluate(() => {
      window.fake.leavesAlone = true;
    });
    await driver.open('street.jpg');
    const lift = page.getByRole('button', { name: 'Lift shadows' });
    await lift.click();
    const night = page.getByRole('slider', { name: 'Keep the night' });
    await expect.poll(() => night.getAttribute('aria-valuenow')).toBe('-1');
    expect(await night.evaluate((slider) => slider === document.activeElement)).toBe(true);
    await page.getByText(/The network left it as it is$/).waitFor({ state: 'detached' });
    expect(await lift.count()).toBe(0);
    await page.keyboard.press('Control+z');
    await lift.waitFor();
    expect(await night.getAttribute('aria-valuenow')).toBe('0');
  });

  it('moves a slider with keys, types into it, resets it, and undoes all of that', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    const slider = page.getByRole('slider', { name: 'Highlights' });
    await slider.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await slider.getAttribute('aria-valuetext')).toBe('−10');
    await page.keyboard.type('-25');
    await page.keyboard.press('Enter');
    expect(await slider.getAttribute('aria-valuetext')).toBe('−25');
    await page.keyboard.press('Backspace');
    expect(await slider.getAttribute('aria-valuetext')).toBe('0');
    await page.keyboard.press('Control+z');
    expect(await slider.getAttribute('aria-valuetext')).toBe('−25');
    const drafts = await driver.calls('photos.draft');
    expect(drafts, 'the finishing step needs no network').toHaveLength(1);
  });

  it('makes small drafts while a control of the model is dragged, then a full one', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await driver.drag(page.getByRole('slider', { name: 'Denoise' }), 0.8);
    await expect
      .poll(async () => (await driver.drafts()).map(({ size }) => size > 600))
      .toEqual(expect.arrayContaining([false]));
    await expect.poll(async () => (await driver.drafts()).at(-1)?.size).toBeGreaterThan(600);
    await expect
      .poll(async () => (await driver.drafts()).at(-1)?.inference.controls.denoise)
      .toBeGreaterThan(0.4);
  });

  it('cancels a draft that nobody needs any more', async () => {
    await fresh();
    await driver.hold('photos.draft');
    await driver.open('street.jpg');
    await expect.poll(() => driver.drafts()).toHaveLength(1);
    await driver.open('room.jpg');
    await expect.poll(() => page.evaluate(() => window.fake.cancelled.length)).toBeGreaterThan(0);
    await driver.release('photos.draft');
    await driver.enhanced();
    // The cancelled work resumes in the background.
    await page.getByRole('option', { name: /^street.jpg, enhanced/ }).waitFor();
  });

  it('says what can be dropped when no photo was', async () => {
    await fresh();
    await driver.drop([]);
    await page.getByText(/Photos and folders can be dropped: JPEG, PNG/).waitFor();
  });

  it('keeps settings per photo and applies them to all when told to', async () => {
    await fresh();
    await driver.open('street.jpg', 'room.jpg');
    await driver.enhanced();
    const strength = page.getByRole('slider', { name: 'Strength' });
    await strength.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await page.getByRole('option', { name: /^room.jpg/ }).click();
    expect(await strength.getAttribute('aria-valuetext')).toBe('100 %');
    await page.getByRole('option', { name: /^street.jpg/ }).click();
    await page.getByRole('button', { name: 'Apply to all 2 photos' }).click();
    await page.getByRole('option', { name: /^room.jpg/ }).click();
    expect(await strength.getAttribute('aria-valuetext')).toBe('90 %');
  });

  it('counts clipped pixels at full size, and says of a preview that it is one', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    const table = page.getByRole('table', { name: 'Clipped pixels' });
    await table.getByRole('row', { name: /^Photo( [<> ]*[\d.]+ %){4}$/ }).waitFor();
    await table.getByRole('row', { name: /^Preview( [<> ]*[\d.]+ %){4}$/ }).waitFor();
    await page.getByRole('slider', { name: 'Strength' }).press('Home');
    await table.getByRole('row', { name: /^Result/ }).waitFor();
    const figures = (name: RegExp) => table.getByRole('row', { name }).getByRole('cell').allInnerTexts();
    expect(await figures(/^Result/)).toEqual(await figures(/^Photo/));
  });

  it('resets a slider by a double click, as one step', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    const strength = page.getByRole('slider', { name: 'Strength' });
    await strength.press('ArrowLeft');
    await strength.dblclick({ position: { x: 60, y: 10 } });
    expect(await strength.getAttribute('aria-valuetext')).toBe('100 %');
    await page.keyboard.press('Control+z');
    expect(await strength.getAttribute('aria-valuetext')).toBe('99 %');
  });

  it('cancels a save that runs', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await driver.hold('save.write');
    await page.keyboard.press('s');
    await page.getByText('Saving street.jpg…').first().waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => page.getByText('Saving street.jpg…').count()).toBe(0);
  });

  it('imports presets, looks like one, and exports them', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    const more = page.getByRole('button', { name: 'More for presets' });
    await more.click();
    await page.getByRole('menuitem', { name: 'Import…' }).click();
    await page.getByRole('button', { name: 'From a friend' }).click();
    const strength = page.getByRole('slider', { name: 'Strength' });
    await expect.poll(() => strength.getAttribute('aria-valuetext')).toBe('80 %');
    await more.click();
    await page.getByRole('menuitem', { name: 'Export…' }).click();
    await page.getByText('Presets exported.').waitFor();
    expect((await driver.calls('presets.export'))[0]?.input).toMatchObject({
      presets: [{ name: 'From a friend', strength: 0.8 }],
    });
  });

  it('gives the focus back to the control that opened a dialog', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    const more = page.getByRole('button', { name: 'Export…', exact: true });
    const highlights = page.getByRole('slider', { name: 'Highlights' });
    const dialog = page.getByRole('dialog');
    const hasFocus = (control: Locator) => control.evaluate((element) => element === document.activeElement);
    await highlights.click();
    await more.click();
    await page.getByRole('menuitem', { name: /^Export…/ }).click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await dialog.count()).toBe(0);
    await expect.poll(() => hasFocus(more)).toBe(true);
    await highlights.focus();
    await page.keyboard.press('m');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => hasFocus(highlights)).toBe(true);
  });

  it('opens what comes from outside and does what the menu says', async () => {
    await fresh();
    await page.evaluate(() => {
      window.fake.emit({ kind: 'opened', photos: [window.fake.entry('room.jpg')] });
      window.fake.emit({ kind: 'menu', command: 'viewSide' });
    });
    await driver.enhanced();
    expect(await page.getByRole('radio', { name: 'Side by side' }).getAttribute('aria-checked')).toBe('true');
    const known: PhotoHandle[] = (await driver.drafts()).map(({ photo }) => photo);
    expect(new Set(known).size).toBe(1);
  });

  it('marks values under the pointer that are means of a smaller copy', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.getByRole('region', { name: 'Photo' }).hover({ position: { x: 500, y: 300 } });
    const values = page.getByLabel('Values under the pointer');
    const mark = values.getByText('≈').first();
    await mark.waitFor();
    expect(await values.getAttribute('title')).toContain('Zoom to 1:1 for exact values');
    await page.keyboard.press('Control+Alt+0');
    await mark.waitFor({ state: 'hidden' });
    expect(await values.getAttribute('title')).toBeNull();
  });

  it('moves nothing when a result arrives', async () => {
    await fresh();
    await driver.hold('photos.draft');
    await driver.open('street.jpg');
    await page.getByText('Low light').first().waitFor();
    const before = await driver.places();
    await driver.release('photos.draft');
    await driver.enhanced();
    expect(await driver.places()).toEqual(before);
  });
});
