/** @file What the Evaluate place shows of the pictures. Skipped, saying so, where there is no Chromium. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluatePage } from '../support/page/evaluatePage';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;
const { table, column, chosen, pane, dropFolders, measured, shown } = evaluatePage(() => driver);

describe.skipIf(!hasChromium)('The pictures in Evaluate', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  beforeEach(async () => {
    driver = await windows.fresh({ theme: 'dark', width: 1440 });
    page = driver.page;
  });

  it('spreads the metric that the table is sorted by, and a click on a dot shows its picture', async () => {
    await dropFolders('low', 'high');
    await measured();
    await page.getByRole('button', { name: 'FLIP', exact: true }).click();
    const spread = page.getByRole('img', { name: /^FLIP of Untouched: 4 pictures from/ });
    await spread.waitFor();
    // The least FLIP stands at the left, and is the best picture of the model.
    const lines = (await column(2)).flatMap((model, at) => (model === 'Untouched' ? [at] : []));
    const names = await column(1);
    const best = names[lines.at(-1)!]!;
    const worst = names[lines.find((at) => at > 1)!]!;
    const shownName = () => chosen().getByRole('gridcell').nth(1).innerText();
    const shownModel = () => chosen().getByRole('gridcell').nth(2).innerText();
    const dots = await spread.evaluate((svg) =>
      [...(svg.querySelector('path')?.getAttribute('d') ?? '').matchAll(/M([\d.]+) ([\d.]+)h0/g)].map(
        ([, x, y]) => ({ x: Number(x), y: Number(y) }),
      ),
    );
    const [left, right] = [...dots]
      .sort((a, b) => a.x - b.x)
      .filter((_, at, all) => at % (all.length - 1) === 0);
    await spread.click({ position: left! });
    await expect.poll(shownName).toBe(best);
    expect(await shownModel()).toBe('Untouched');
    await spread.click({ position: right! });
    await expect.poll(shownName).toBe(worst);
    // Sorted by names, it is the first metric again.
    await page.getByRole('button', { name: 'Photo', exact: true }).click();
    await page.getByRole('img', { name: /^PSNR of Untouched/ }).waitFor();
    expect(driver.errors).toEqual([]);
  });

  it('shows the ground truth in all panes while its key is down', async () => {
    await dropFolders('low', 'high');
    await shown();
    expect(await pane(/^Ground truth$/).count()).toBe(0);
    await page.keyboard.down('t');
    await expect.poll(() => pane(/^Ground truth$/).count()).toBe(4);
    await page.keyboard.up('t');
    await expect.poll(() => pane(/^Ground truth/).count()).toBe(1);
    await pane(/^Errors of/).waitFor();
    // In other places the key means nothing.
    await page.keyboard.press('Control+1');
    await page.keyboard.press('t');
    expect(driver.errors).toEqual([]);
  });

  it('has a small picture in each line', async () => {
    await dropFolders('low', 'high');
    // Five truths in ten lines; each is asked for once.
    await expect.poll(() => table().getByRole('gridcell').locator('img').count()).toBe(10);
    const asked = (await driver.calls('photos.preview')).filter(
      ({ input }) => (input as { size: number }).size < 100,
    );
    expect(new Set(asked.map(({ input }) => (input as { photo: string }).photo)).size).toBe(5);
  });

  it('shows the pictures of the chosen line and where it is wrong', async () => {
    await dropFolders('low', 'high');
    await pane('Ground truth, reference').waitFor();
    await pane(/^Low light/).waitFor();
    await shown();
    expect(await driver.calls('photos.errorMap')).toMatchObject([{ input: { kind: 'deltaE' } }]);
    await page.keyboard.press('e');
    await expect
      .poll(async () => (await driver.calls('photos.errorMap')).at(-1)?.input)
      .toMatchObject({ kind: 'flip' });
    // The held key shows the dark photo in the place of the result, or what R chose.
    await page.keyboard.down('\\');
    await expect.poll(() => pane('Low light').count()).toBe(2);
    await page.keyboard.up('\\');
    await page.keyboard.press('r');
    await page.keyboard.down('\\');
    await pane(/^Ground truth$/).waitFor();
    await page.keyboard.up('\\');
    expect(driver.errors).toEqual([]);
  });

  it('zooms all pictures together, and reads one pixel in all of them', async () => {
    await dropFolders('low', 'high');
    await shown();
    const zoom = page.getByRole('radiogroup', { name: 'Zoom' });
    await page.keyboard.press('z');
    await expect
      .poll(() => zoom.getByRole('radio', { name: '1:1' }).getAttribute('aria-checked'))
      .toBe('true');
    await page.locator('figure').first().hover();
    await page.getByText(/^\d+, \d+/).waitFor();
    await page.keyboard.press('z');
    await expect
      .poll(() => zoom.getByRole('radio', { name: 'Fit' }).getAttribute('aria-checked'))
      .toBe('true');
  });
});
