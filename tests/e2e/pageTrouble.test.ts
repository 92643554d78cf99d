/**
 * @file The page alone, in Debian's Chromium, over a stand-in for the main process: what it says and keeps of what went wrong. Skipped, saying so, where there is no Chromium.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';
import { outOfMemory } from '../support/page/failures';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

async function fresh(): Promise<void> {
  driver = await windows.fresh({ theme: 'dark', width: 1280 });
  page = driver.page;
}

/** A window at Batch that has not read its models yet, with three photos. */
async function withoutModels(): Promise<void> {
  driver = await windows.fresh({ theme: 'dark', width: 1280, held: ['models.list'] });
  page = driver.page;
  await page.keyboard.press('Control+2');
  await driver.open('many 0.jpg', 'many 1.jpg', 'many 2.jpg');
  await page.getByRole('button', { name: 'Enhance 3 photos' }).waitFor();
}

describe.skipIf(!hasChromium)('the page in trouble', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  it('says on its own place what was refused, and goes on', async () => {
    await fresh();
    await driver.open('cut.jpg');
    await page.getByText('cut.jpg is damaged: the file ends too early.').waitFor();
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.getByRole('option', { name: /^cut.jpg is damaged/ }).waitFor();
  });

  it('offers to try again only where that can help', async () => {
    await fresh();
    const card = page.getByRole('region', { name: 'Photo' }).getByRole('alert');
    await driver.open('cut.jpg');
    await card.getByRole('button', { name: 'Try again' }).waitFor();
    await driver.open('notes.txt');
    await card.getByText('notes.txt is not a photo').waitFor();
    expect(await card.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await card.getByRole('button', { name: 'Open another…' }).waitFor();
  });

  it('shows what decodes of a damaged photo, and makes nothing of it', async () => {
    await fresh();
    await driver.open('torn.jpg');
    const stage = page.getByRole('region', { name: 'Photo' });
    await stage.getByRole('alert').getByText('torn.jpg is damaged: the file ends too early.').waitFor();
    await stage.getByRole('group').getByText('Damaged').waitFor();
    // Every view shows the same, because there is no result to compare.
    for (const key of ['2', '3', '4', '5', 's', 'e', 'w', 'p']) await page.keyboard.press(key);
    expect(await stage.getByText('Low light').count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('slider').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Save JPEG' }).isDisabled()).toBe(true);
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.getByRole('option', { name: /^torn.jpg is damaged/ }).waitFor();
    expect(await page.getByRole('button', { name: /^Apply to all/ }).count()).toBe(0);
    const asked = (await driver.calls('photos.draft')).map(({ input }) => JSON.stringify(input));
    const { photo } = await page.evaluate(() => window.fake.entry('torn.jpg'));
    expect(asked.filter((input) => input.includes(photo))).toEqual([]);
    const names = await driver.callNames();
    expect(names.filter((name) => name === 'save.write' || name === 'photos.explain')).toEqual([]);
  });

  it('reads a damaged photo again when so many others were looked at that its picture is gone', async () => {
    await fresh();
    await driver.open('torn.jpg');
    const card = page.getByRole('region', { name: 'Photo' }).getByRole('alert');
    await card.waitFor();
    for (const name of ['street.jpg', 'landscape.jpg', 'animal.jpg', 'room.jpg']) {
      await driver.open(name);
      await driver.enhanced();
    }
    const before = (await driver.calls('photos.preview')).length;
    await page.getByRole('option', { name: /^torn.jpg is damaged/ }).click();
    await card.getByText('torn.jpg is damaged').waitFor();
    await page.getByRole('region', { name: 'Photo' }).getByRole('group').getByText('Damaged').waitFor();
    expect(await driver.calls('photos.preview')).toHaveLength(before + 1);
  });

  it('takes no damaged photo for a ground truth', async () => {
    await fresh();
    await driver.open('room.jpg');
    await driver.enhanced();
    await page.keyboard.press('5');
    await driver.drop(['torn.jpg'], { alt: true });
    await page.getByRole('alert').getByText('torn.jpg is damaged: the file ends too early.').waitFor();
    await page.getByText('No ground truth yet').waitFor();
    expect(await driver.callNames()).not.toContain('photos.measure');
  });

  it('tries again what failed', async () => {
    await fresh();
    await driver.fail('photos.draft', outOfMemory);
    await driver.open('street.jpg');
    await page.getByText(outOfMemory.message).first().waitFor();
    await driver.fail('photos.draft', null);
    await page.getByRole('button', { name: 'Try again' }).click();
    await driver.enhanced();
  });

  it('says that full-size pixels failed, and asks for them again when told to', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await driver.fail('photos.tile', outOfMemory);
    await page.keyboard.press('z');
    await page.getByText(outOfMemory.message).first().waitFor();
    const asked = (await driver.calls('photos.tile')).length;
    await driver.fail('photos.tile', null);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(async () => (await driver.calls('photos.tile')).length).toBeGreaterThan(asked);
    expect(await page.getByText(outOfMemory.message).count()).toBe(0);
    await driver.enhanced();
  });

  it('asks for failed full-size pixels by itself when the engine is back', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await driver.fail('photos.tile', { ...outOfMemory, code: 'engine.crashed' });
    await page.keyboard.press('z');
    const asked = async () => (await driver.calls('photos.tile')).map(({ input }) => JSON.stringify(input));
    const again = async () => (await asked()).filter((tile, at, all) => all.indexOf(tile) < at);
    await expect.poll(async () => (await asked()).length).toBeGreaterThan(0);
    expect(await again()).toEqual([]);
    await driver.fail('photos.tile', null);
    await page.evaluate(() => {
      window.fake.emit({ kind: 'engine', state: 'restarted' });
    });
    await expect.poll(again).not.toEqual([]);
    expect(await page.getByText(outOfMemory.message).count()).toBe(0);
  });

  it('says that the engine was restarted', async () => {
    await fresh();
    await page.evaluate(() => {
      window.fake.emit({ kind: 'engine', state: 'restarted' });
    });
    await page.getByText(/The engine stopped and restarted/).waitFor();
  });

  it('goes on with its other parts when one of them breaks, and comes back', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.evaluate(() => {
      const { summary, ...entry } = window.fake.entry('room.jpg');
      // A value that no main process sends. It makes the bar fail.
      const broken = { ...entry, summary: { ...summary, exposure: undefined } };
      window.fake.emit({ kind: 'opened', photos: [broken] } as never);
    });
    const crash = page.getByRole('alert').filter({ hasText: 'Something in this view broke' });
    await crash.waitFor();
    await page.getByRole('option', { name: /^room.jpg/ }).waitFor();
    await page.getByRole('slider', { name: 'Strength' }).waitFor();
    await crash.getByRole('button', { name: 'Close the photo' }).click();
    await page.getByRole('heading', { level: 1, name: 'street.jpg' }).waitFor();
    expect(await crash.count()).toBe(0);
    await driver.enhanced();
  });

  it('starts a batch that was asked for before the models were read', async () => {
    await withoutModels();
    await page.keyboard.press('Control+Enter');
    expect(await driver.calls('batch.start')).toEqual([]);
    await driver.release('models.list');
    await page.getByText('3 photos saved').waitFor();
    expect((await driver.calls('batch.start'))[0]?.input).toMatchObject({
      looks: [{ inference: { model: 'candela' } }],
    });
    expect(driver.errors).toEqual([]);
  });

  it('says why a batch without models does not start', async () => {
    await withoutModels();
    await driver.fail('models.list', {
      code: 'model.unknown',
      message: 'There is no model in this folder.',
      action: 'Install Candela again.',
    });
    await page.keyboard.press('Control+Enter');
    await driver.release('models.list');
    await page.getByText('There is no model in this folder.').first().waitFor();
    expect(await driver.calls('batch.start')).toEqual([]);
  });
});
