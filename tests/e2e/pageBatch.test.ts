/** @file The Batch place, in the page over a stand-in for the main process. Skipped, saying so, where there is no Chromium. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations } from '../support/axe';
import { outOfMemory } from '../support/page/failures';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

const names = Array.from({ length: 12 }, (_, index) => `many ${index}.jpg`);
const tile = (number: number) => page.getByRole('option', { name: new RegExp(`^many ${number}\\.jpg`) });
const panel = () => page.getByRole('complementary', { name: 'Settings of the selected photos' });
const chip = (name: string) =>
  page.getByRole('group', { name: 'Filter by state' }).getByRole('button', { name });
const valueOf = (label: string) =>
  page.getByRole('slider', { name: label, exact: true }).getAttribute('aria-valuetext');

async function settled(): Promise<void> {
  await page.getByRole('button', { name: 'Enhance 12 photos' }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('[role="option"] img').length >= 12);
}

describe.skipIf(!hasChromium)('the batch', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  beforeEach(async () => {
    driver = await windows.fresh({ theme: 'dark', width: 1440 });
    page = driver.page;
    await page.keyboard.press('Control+2');
    await page.getByRole('heading', { name: 'Drop a folder of dark photos here.' }).waitFor();
    await driver.open(...names);
    await settled();
  });

  it('makes small results of finished photos alone', async () => {
    const drafted = async () => new Set((await driver.drafts()).map(({ photo }) => photo)).size;
    await driver.hold('batch.run');
    await page.getByRole('button', { name: 'Enhance 12 photos' }).click();
    await page.getByText('0 of 12', { exact: true }).waitFor();
    // The chosen photo has its own, in the panel.
    expect(await drafted()).toBeLessThanOrEqual(1);
    await driver.release('batch.run');
    await page.getByText('12 photos saved').waitFor();
    await expect.poll(drafted).toBe(12);
  });

  it('runs all photos and says how it ended', async () => {
    await driver.hold('batch.run');
    await page.getByRole('button', { name: 'Enhance 12 photos' }).click();
    await page.getByText('0 of 12', { exact: true }).waitFor();
    await page
      .getByRole('option', { name: /, working$/ })
      .nth(2)
      .waitFor();
    await chip('Waiting').getByText('9').waitFor();
    await page.keyboard.press('p');
    await page.getByText('Pausing, 3 still at work').waitFor();
    await driver.release('batch.run');
    await page.getByText('3 of 12', { exact: true }).waitFor();
    await page.getByText('Paused', { exact: true }).waitFor();
    await chip('Waiting').getByText('9').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('12 photos saved').waitFor();
    await chip('Done').getByText('12').waitFor();
    await page.getByRole('button', { name: 'Nothing left to enhance' }).waitFor();
    // One set serves both places.
    await page.keyboard.press('Control+1');
    await page.getByRole('option', { name: 'many 0.jpg, saved' }).waitFor();
    expect(driver.errors).toEqual([]);
  });

  it('goes on while another place is shown, which the rail tells', async () => {
    await driver.hold('batch.run');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+1');
    await page.getByRole('button', { name: 'Batch, at work' }).waitFor();
    await driver.release('batch.run');
    await page.getByRole('button', { name: 'Batch', exact: true }).click();
    await page.getByText('12 photos saved').waitFor();
  });

  it('keeps what is saved when it is cancelled', async () => {
    await driver.hold('batch.run');
    await page.keyboard.press('Control+Enter');
    await page.getByText('0 of 12', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('0 photos saved, 12 cancelled').waitFor();
    await chip('Cancelled').getByText('12').waitFor();
    await page.getByRole('button', { name: 'Enhance 12 photos' }).waitFor();
    expect(driver.errors).toEqual([]);
  });

  it('tells a failure first, filters by it, and tries again', async () => {
    await driver.fail('batch.run', outOfMemory);
    await tile(4).click();
    await page.getByRole('button', { name: 'Enhance 1 photo' }).click();
    await panel()
      .getByText(/There was not enough memory/)
      .waitFor();
    await page.getByText('0 photos saved, 1 failed').waitFor();
    await chip('Failed').click();
    await expect
      .poll(() => page.getByRole('listbox', { name: 'Photos' }).getByRole('option').count())
      .toBe(1);
    await driver.fail('batch.run', null);
    await panel().getByRole('button', { name: 'Try again' }).click();
    await page.getByText('No photo is in this state.').waitFor();
    await chip('All').click();
    await page.getByRole('option', { name: 'many 4.jpg, done' }).waitFor();
  });

  it('pauses with a sentence when the disk is full, and loses no photo', async () => {
    const message = 'There is no room for the result.';
    await driver.fail('batch.run', { code: 'output.noSpace', message, action: 'Make room.' });
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').getByText(message).waitFor();
    await driver.fail('batch.run', null);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('12 photos saved').waitFor();
    await expect.poll(() => page.getByText(message).count()).toBe(0);
  });

  it('sets several photos at once, and says where they differ', async () => {
    await tile(1).click();
    await page.getByRole('slider', { name: 'Strength' }).press('Shift+ArrowLeft');
    await tile(2).click({ modifiers: ['Control'] });
    await page.getByRole('heading', { name: '2 photos', exact: true }).waitFor();
    expect(await valueOf('Strength')).toBe('differs: 90 % to 100 %');
    await page.getByRole('slider', { name: 'Strength' }).press('Home');
    expect(await valueOf('Strength')).toBe('0 %');
    await tile(3).click();
    expect(await valueOf('Strength')).toBe('100 %');
    await tile(2).click();
    expect(await valueOf('Strength')).toBe('0 %');
    await page.keyboard.press('Control+z');
    expect(await valueOf('Strength')).toBe('100 %');
    await tile(1).click();
    expect(await valueOf('Strength')).toBe('90 %');
    await tile(1).press('Control+Shift+C');
    await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+a');
    await panel().getByRole('button', { name: 'Paste settings' }).click();
    await page.getByText('Settings pasted on 11 photos.').waitFor();
    expect(driver.errors).toEqual([]);
  });

  it('is walked by keyboard alone', async () => {
    await tile(0).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('2 selected', { exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByText('1 selected', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByText(/^\d selected$/).count()).toBe(0);
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.getByRole('dialog', { name: 'many 0.jpg' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: 'many 1.jpg' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Delete');
    await page.getByRole('heading', { level: 1, name: '11 photos' }).waitFor();
    await page.keyboard.press('x');
    await page.getByText('Without 1 rejected photo.').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByText('1 selected', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Photo' }).waitFor();
    expect(driver.errors).toEqual([]);
  });

  it.each(['dark', 'light'] as const)('has nothing serious for axe: %s', async (theme) => {
    driver = await windows.fresh({ theme, width: 1440 });
    page = driver.page;
    await page.keyboard.press('Control+2');
    expect(await seriousViolations(page)).toEqual([]);
    await driver.open('cut.jpg', ...names.slice(0, 11));
    await page.getByRole('button', { name: 'Enhance 11 photos' }).waitFor();
    await tile(3).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 photo saved').waitFor();
    await tile(4).click({ modifiers: ['Control'] });
    await driver.still();
    expect(await seriousViolations(page)).toEqual([]);
    await driver.hold('batch.run');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('radio', { name: 'Table' }).click();
    await driver.still();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('row', { name: /^many 3\.jpg/ }).press('Space');
    await page.getByRole('dialog').waitFor();
    await driver.still();
    expect(await seriousViolations(page)).toEqual([]);
  });
});
