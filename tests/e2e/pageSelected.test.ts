/** @file What is done to several photos of the strip, in the page over a stand-in for the main process. Skipped, saying so, where there is no Chromium. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';
import { outOfMemory } from '../support/page/failures';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

const names = ['street.jpg', 'room.jpg', 'landscape.jpg'] as const;
const tile = (name: string) => page.getByRole('option', { name: new RegExp(`^${name}`) });
const valueOf = (label: string) =>
  page.getByRole('slider', { name: label, exact: true }).getAttribute('aria-valuetext');
const shown = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

describe.skipIf(!hasChromium)('several photos', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  beforeEach(async () => {
    driver = await windows.fresh({ theme: 'dark', width: 1280 });
    page = driver.page;
    await driver.open(...names);
    await driver.enhanced();
  });

  it('are gone through with the arrow keys, wherever the focus is', async () => {
    await page.getByText('1 of 3', { exact: true }).waitFor();
    await page.keyboard.press('ArrowRight');
    await shown('room.jpg');
    await page.getByRole('button', { name: 'Why does it look like this?' }).focus();
    await page.keyboard.press('ArrowRight');
    await shown('landscape.jpg');
    await page.getByText('3 of 3', { exact: true }).waitFor();
    // A slider and the line of the viewer need their arrow keys themselves.
    await page.getByRole('slider', { name: 'Strength' }).press('ArrowLeft');
    await shown('landscape.jpg');
    expect(await valueOf('Strength')).toBe('99 %');
    await tile('landscape').focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await page.getByText('2 of 3 · 2 selected').waitFor();
    await shown('room.jpg');
  });

  it('are saved with one press, one line of progress and one summary', async () => {
    await page.keyboard.press('Control+a');
    await driver.hold('batch.run');
    await page.getByRole('button', { name: 'Save 3 photos' }).click();
    await page.getByRole('progressbar', { name: 'Saving 3 photos… 0 done' }).waitFor();
    await driver.release('batch.run');
    await page.getByText('3 photos saved.').waitFor();
    for (const name of names) await page.getByRole('option', { name: `${name}, saved` }).waitFor();
    const messages = page.getByRole('region', { name: 'Messages' });
    expect(await messages.getByRole('listitem').count()).toBe(1);
    await messages.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Removed 3 results.').waitFor();
    await page.getByRole('option', { name: 'room.jpg, enhanced' }).waitFor();
    expect((await driver.calls('save.undo')).length).toBe(3);
    expect(driver.errors).toEqual([]);
  });

  it('are told apart when some failed, and stay unsaved when the save is cancelled', async () => {
    await page.keyboard.press('Control+a');
    await driver.fail('batch.run', outOfMemory);
    await page.keyboard.press('s');
    const alert = page.getByRole('region', { name: 'Messages' }).getByRole('alert');
    await alert.getByText('0 photos saved. 3 failed.').waitFor();
    expect(await alert.innerText()).toContain('There was not enough memory');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await driver.fail('batch.run', null);
    await driver.hold('batch.run');
    await page.keyboard.press('s');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('0 photos saved. 3 were not begun.').waitFor();
  });

  it('leave out what cannot be saved', async () => {
    await driver.open('cut.jpg');
    await page.keyboard.press('Control+a');
    await page.getByText('4 selected').waitFor();
    await page.getByRole('button', { name: 'Save 3 photos' }).waitFor();
  });

  it('take chosen settings of another, as one step', async () => {
    await page.getByRole('slider', { name: 'Strength' }).press('Shift+ArrowLeft');
    await page.getByRole('slider', { name: 'Colour' }).press('Shift+ArrowRight');
    await page.keyboard.press('Control+Shift+C');
    const dialog = page.getByRole('dialog', { name: 'Copy settings' });
    await dialog.getByRole('checkbox', { name: /Colour/ }).uncheck();
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
    await tile('room').click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+Shift+V');
    await page.getByText('Settings pasted on 2 photos.').waitFor();
    expect([await valueOf('Strength'), await valueOf('Colour')]).toEqual(['90 %', '0']);
    await page.keyboard.press('Control+z');
    expect(await valueOf('Strength')).toBe('100 %');
    await tile('room').click();
    expect(await valueOf('Strength')).toBe('100 %');
    // What was left out stays left out.
    await page.keyboard.press('Control+Shift+C');
    expect(await dialog.getByRole('checkbox', { name: /Colour/ }).isChecked()).toBe(false);
    expect(driver.errors).toEqual([]);
  });

  it('are rated and rejected, which filters the strip and is kept', async () => {
    await page.keyboard.press('x');
    await page.getByRole('option', { name: /^street\.jpg, .*, rejected$/ }).waitFor();
    await tile('room').click();
    await page.keyboard.press('Alt+3');
    await page.getByRole('option', { name: /^room\.jpg, .*, 3 stars$/ }).waitFor();
    const filterBy = async (choice: string) => {
      await page.getByRole('button', { name: 'Which photos are shown' }).click();
      await page.getByRole('menuitemcheckbox', { name: choice }).click();
    };
    await filterBy('Without rejected');
    await tile('street').waitFor({ state: 'detached' });
    await page.getByText('1 of 2', { exact: true }).waitFor();
    await filterBy('2 stars and more');
    await tile('landscape').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: 'Save JPEG' }).waitFor();
    expect((await driver.calls('marks.keep')).map(({ input }) => input)).toMatchObject([
      { marks: { rating: 0, isRejected: true } },
      { marks: { rating: 3, isRejected: false } },
    ]);
    await page.keyboard.press('Control+w');
    await filterBy('All photos');
    await driver.open('room.jpg');
    await page.getByRole('option', { name: /^room\.jpg, .*, 3 stars$/ }).waitFor();
  });

  it('have a menu at the pointer, on the photo and on a tile', async () => {
    await tile('room').click({ button: 'right' });
    await shown('room.jpg');
    const menu = page.getByRole('menu').first();
    await menu.getByRole('menuitem', { name: /^Save as…/ }).waitFor();
    await menu.getByRole('menuitem', { name: 'Rating' }).hover();
    await page.getByRole('menuitemcheckbox', { name: /^4 stars/ }).click();
    await page.getByRole('option', { name: /^room\.jpg, .*, 4 stars$/ }).waitFor();
    await page.getByRole('region', { name: 'Photo' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Show in folder' }).click();
    expect((await driver.calls('photos.reveal')).length).toBe(1);
    // The keyboard's menu key opens it, too.
    await tile('room').focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitemcheckbox', { name: /^Reject/ }).click();
    await page.getByRole('option', { name: /rejected$/ }).waitFor();
    expect(driver.errors).toEqual([]);
  });

  it('are saved under a name of one’s own', async () => {
    await page.keyboard.press('Control+Shift+S');
    await page.getByText('Saved as mine.png in Mine').waitFor();
    expect((await driver.calls('save.write')).at(-1)?.input).toMatchObject({ target: 'e'.repeat(32) });
    await page.evaluate(() => {
      window.fake.nextTarget = null;
    });
    await page.keyboard.press('Control+Shift+S');
    expect((await driver.calls('save.write')).length).toBe(1);
  });

  it('are dragged out once they are saved', async () => {
    const drag = () =>
      tile('street').evaluate((element) =>
        element.dispatchEvent(new DragEvent('dragstart', { bubbles: true, cancelable: true })),
      );
    await drag();
    await page.getByText('street.jpg is not saved yet. Save it, then drag the saved file out.').waitFor();
    await page.keyboard.press('s');
    await page.getByRole('option', { name: 'street.jpg, saved' }).waitFor();
    expect(await drag()).toBe(false);
    await expect
      .poll(async () => (await driver.calls('save.drag')).map(({ input }) => input))
      .toEqual([{ saves: ['f'.repeat(32)] }]);
  });
});
