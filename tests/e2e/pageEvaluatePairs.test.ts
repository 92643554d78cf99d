/** @file Pairs that are mended by hand in the Evaluate place. Skipped, saying so, where there is no Chromium. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations } from '../support/axe';
import { evaluatePage } from '../support/page/evaluatePage';
import { named } from '../support/page/fakeLibrary';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;
const { table, column, dropFolders, measured } = evaluatePage(() => driver);

const pairsSheet = () => page.getByRole('dialog', { name: 'Pairs' });
const truthOf = (name: string) => pairsSheet().getByLabel(`Ground truth of ${name} in low`);
/** Name, model and PSNR of the measured lines, in the order of names. */
async function scores(): Promise<string[]> {
  const [names, models, psnr] = [await column(1), await column(2), await column(3)];
  return names.map((name, at) => `${name} ${models[at]!} ${psnr[at]!}`).sort();
}

describe.skipIf(!hasChromium)('Pairs in Evaluate', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  beforeEach(async () => {
    driver = await windows.fresh({ theme: 'dark', width: 1440 });
    page = driver.page;
  });

  it('lets pairs be mended by hand, measures the new ones, and undoes it', async () => {
    await dropFolders('low', 'high');
    await measured();
    const before = await scores();
    await table().getByText('room', { exact: true }).first().click();
    const opener = page.getByRole('button', { name: '1 picture has no partner' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const shown = pairsSheet().getByRole('region', { name: 'The shown pair' });
    await shown.getByText('room.jpg', { exact: true }).first().waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    // What is free comes first; a taken truth says whose it is.
    const options = await truthOf('room.jpg').locator('option').allInnerTexts();
    expect(options.slice(0, 4)).toEqual([
      'No partner',
      'room.jpg',
      'alone.jpg',
      expect.stringMatching(/, now with /),
    ]);
    await truthOf('room.jpg').selectOption('animal.jpg, now with animal.jpg');
    const lonely = pairsSheet().getByRole('region', { name: 'Without a partner, or changed' });
    await lonely.getByText('animal.jpg', { exact: true }).first().waitFor();
    expect(await truthOf('animal.jpg').inputValue()).toBe('');
    await truthOf('animal.jpg').selectOption('room.jpg');
    await page.keyboard.press('Escape');
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
    // The photo stays in sight, beside its new truth.
    await page.getByRole('region', { name: 'The pictures of animal' }).waitFor();
    const asked = (await driver.calls('photos.compare')).length;
    await page.getByRole('button', { name: 'Measure 4 pictures' }).click();
    await page.getByRole('button', { name: 'Try 2 pictures again' }).waitFor();
    const [room, animal] = [named('room.jpg'), named('animal.jpg')];
    const [roomTruth, animalTruth] = [named('room-truth.jpg'), named('animal-truth.jpg')];
    const pairsOf = (await driver.calls('photos.compare')).slice(asked).map(({ input }) => {
      const { photo, truth } = input as { photo: string; truth: string };
      return `${photo} ${truth}`;
    });
    const wanted = [
      `${room.entry.photo} ${animalTruth.entry.photo}`,
      `${animal.entry.photo} ${roomTruth.entry.photo}`,
    ];
    expect(new Set(pairsOf)).toEqual(new Set(wanted));
    const mixed = await scores();
    const changed = mixed.filter((line) => !before.includes(line));
    expect(changed.map((line) => line.split(' ')[0]).sort()).toEqual(['animal', 'animal', 'room', 'room']);
    // Undone, the first figures are there again, and nothing is measured anew.
    await opener.click();
    await pairsSheet().getByRole('button', { name: 'Undo all changes' }).click();
    await page.keyboard.press('Enter');
    await pairsSheet().waitFor({ state: 'detached' });
    expect(await scores()).toEqual(before);
    expect(await driver.calls('photos.compare')).toHaveLength(asked + 4);
    expect(driver.errors).toEqual([]);
  });

  it('leaves a picture without a partner, by keyboard, and forgets that with its set', async () => {
    await dropFolders('low', 'high');
    await page.getByRole('button', { name: '1 picture has no partner' }).click();
    await truthOf('street.jpg').focus();
    await page.keyboard.press('Home');
    await page.getByRole('heading', { level: 1, name: '4 pairs', includeHidden: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '3 pictures have no partner' }).waitFor();
    await page.getByRole('button', { name: 'Remove low' }).click();
    await driver.drop(['low', 'high']);
    await page.getByRole('heading', { level: 1, name: '5 pairs' }).waitFor();
    await page.getByRole('button', { name: '1 picture has no partner' }).click();
    expect(await pairsSheet().getByRole('button', { name: 'Undo all changes' }).isDisabled()).toBe(true);
  });

  it('finds one truth among thousands by a part of its name', async () => {
    await dropFolders('manyLow', 'manyHigh');
    await page.getByText(/^No two names match/).waitFor();
    await page.getByRole('button', { name: '4000 pictures have no partner' }).click();
    const choice = pairsSheet().getByLabel('Ground truth of dark 7.jpg in manyLow');
    // Of thousands, only few are in the page.
    expect(await choice.locator('option').count()).toBe(31);
    expect(await pairsSheet().getByRole('combobox').count()).toBe(50);
    await pairsSheet().getByRole('button', { name: '1950 more pictures' }).click();
    await expect.poll(() => pairsSheet().getByRole('combobox').count()).toBe(100);
    await pairsSheet().getByLabel('Find a truth').fill('bright 1234');
    await expect
      .poll(() => choice.locator('option').allInnerTexts())
      .toEqual(['No partner', 'bright 1234.jpg']);
    await choice.selectOption('bright 1234.jpg');
    await pairsSheet().getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { level: 1, name: '1 pair' }).waitFor();
    expect(driver.errors).toEqual([]);
  });
});
