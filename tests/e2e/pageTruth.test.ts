/** @file The page's comparison with a ground truth, over a stand-in for the main process. Skipped, saying so, where there is no Chromium. */
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

const scores = () => page.getByText(/^exposure-matched × \d+\.\d\d$/).first();

describe.skipIf(!hasChromium)('a ground truth', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  it('takes a photo dropped with Alt as ground truth and scores against it', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.keyboard.press('5');
    await page.getByText('No ground truth yet').waitFor();
    await driver.drop(['street-truth.jpg'], { alt: true });
    await scores().waitFor();
    const captions = page.locator('[data-label$="-caption"]').filter({ hasText: 'SSIM' });
    expect(await captions.count()).toBe(2);
    for (const caption of await captions.allInnerTexts())
      expect(caption).toMatch(
        / dB · SSIM \d\.\d\d as is\s+exposure-matched × \d.*\s+\d.* dB · SSIM \d\.\d\d$/,
      );
    await page.getByText('street-truth.jpg').waitFor();
    expect((await driver.calls('openFiles')).at(-1)?.input).toMatchObject({ kind: 'truth' });
  });

  it('says where the scores stand that they could not be measured, and tries again', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.keyboard.press('5');
    await driver.fail('photos.measure', outOfMemory);
    await driver.drop(['street-truth.jpg'], { alt: true });
    const note = page.getByRole('region', { name: 'Photo' }).getByRole('alert');
    await note.getByText(outOfMemory.message).waitFor();
    await note.getByText(outOfMemory.action).waitFor();
    expect(await page.getByText('Measuring…').count()).toBe(0);
    await driver.fail('photos.measure', null);
    await note.getByRole('button', { name: 'Try again' }).click();
    await scores().waitFor();
    expect(await note.count()).toBe(0);
  });

  it('shows how far a measurement is, and no scores of another look', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.keyboard.press('5');
    await driver.drop(['street-truth.jpg'], { alt: true });
    await scores().waitFor();
    await driver.hold('photos.measure');
    await page.getByRole('slider', { name: 'Strength' }).focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await page.getByText('Measuring…').waitFor();
    expect(await scores().count()).toBe(0);
    await expect.poll(() => driver.calls('photos.measure')).toHaveLength(2);
    await page.evaluate(() => {
      const call = window.fake.lastIds.get('photos.measure') ?? '';
      window.fake.emit({ kind: 'progress', call, stage: 'measure', done: 2, total: 5 });
    });
    await page.getByText('Measuring… 40 %').waitFor();
    await driver.release('photos.measure');
    await scores().waitFor();
  });

  it('stays away once it was removed, also when the photo is opened again', async () => {
    await fresh();
    await page.evaluate(() => {
      window.fake.foundTruth = true;
    });
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.keyboard.press('5');
    await scores().waitFor();
    await page.getByRole('button', { name: 'Remove the ground truth' }).click();
    await page.getByText('No ground truth yet').waitFor();
    await expect.poll(() => driver.calls('photos.close')).toHaveLength(1);
    const truth = await page.evaluate(() => window.fake.entry('street-truth.jpg').photo);
    expect((await driver.calls('photos.close'))[0]?.input).toEqual({ photos: [truth] });
    await driver.open('street.jpg');
    await driver.open('room.jpg');
    await driver.enhanced();
    await page.getByRole('option', { name: /^street.jpg/ }).click();
    await page.getByText('No ground truth yet').waitFor();
    expect(await driver.calls('photos.findTruth')).toHaveLength(2);
  });

  it('is the one that was given, not one that is found later', async () => {
    await fresh();
    await page.evaluate(() => {
      window.fake.foundTruth = true;
    });
    await driver.hold('photos.findTruth');
    await driver.open('street.jpg');
    await driver.enhanced();
    await driver.drop(['street.jpg'], { alt: true });
    await page.keyboard.press('5');
    await scores().waitFor();
    await driver.release('photos.findTruth');
    await expect.poll(() => driver.calls('photos.close')).toHaveLength(1);
    const measured = (await driver.calls('photos.measure')).map(({ input }) => input);
    const street = await page.evaluate(() => window.fake.entry('street.jpg').photo);
    expect(measured.at(-1)).toMatchObject({ truth: street });
    await scores().waitFor();
    expect(await driver.calls('photos.measure')).toHaveLength(measured.length);
  });

  it('is closed with its photo', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await page.keyboard.press('5');
    await driver.drop(['street-truth.jpg'], { alt: true });
    await scores().waitFor();
    await page.evaluate(() => {
      window.fake.emit({ kind: 'menu', command: 'closePhoto' });
    });
    await expect.poll(() => driver.calls('photos.close')).toHaveLength(2);
  });

  it('refuses a ground truth of another size in words', async () => {
    await fresh();
    await driver.open('street.jpg');
    await driver.enhanced();
    await driver.drop(['room.jpg'], { alt: true });
    await page
      .getByText(/^street.jpg is 1920 × 1080 pixels, but the ground truth room.jpg is 1601 × 2400/)
      .waitFor();
  });
});
