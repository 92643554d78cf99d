/** @file The Evaluate place, in the page over a stand-in for the main process. Skipped, saying so, where there is no Chromium. */
import type { Page } from 'playwright-core';
import type { ComparedSets } from '@contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations } from '../support/axe';
import { evaluatePage } from '../support/page/evaluatePage';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;
const { table, lines, column, chosen, pane, dropFolders, measured, shown } = evaluatePage(() => driver);

describe.skipIf(!hasChromium)('Evaluate', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  beforeEach(async () => {
    driver = await windows.fresh({ theme: 'dark', width: 1440 });
    page = driver.page;
  });

  it('pairs two folders by their names and says what has no partner', async () => {
    await dropFolders('low', 'high');
    await page.getByRole('heading', { level: 1, name: '5 pairs' }).waitFor();
    await page.getByRole('button', { name: '1 picture has no partner' }).waitFor();
    const roleOf = (name: string) => page.getByLabel(`What ${name} holds`).inputValue();
    expect([await roleOf('low'), await roleOf('high')]).toEqual(['low', 'truth']);
    // Nothing is measured before it is asked for, and what is missing is a dash.
    expect(await driver.calls('photos.compare')).toEqual([]);
    expect(new Set(await column(3))).toEqual(new Set(['–']));
    expect(driver.errors).toEqual([]);
  });

  it('measures, with failed pairs on top in a sentence and the worst after them', async () => {
    await dropFolders('low', 'high');
    await measured();
    const names = await column(1);
    expect(names.slice(0, 2)).toEqual(['cut', 'cut']);
    await table()
      .getByText(/^cut\.jpg is 1601 × 2400 pixels/)
      .first()
      .waitFor();
    const figures = (await column(3)).slice(2).map(Number);
    expect(figures).toEqual([...figures].sort((a, b) => a - b));
    expect(figures).toHaveLength(8);
    // The other way round, and by a column in which much is bad.
    await page.getByRole('button', { name: /^PSNR/ }).click();
    const best = (await column(3)).slice(2).map(Number);
    expect(best).toEqual([...best].sort((a, b) => b - a));
    await page.getByRole('button', { name: 'ΔE2000', exact: true }).click();
    const errors = (await column(5)).slice(2).map(Number);
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(driver.errors).toEqual([]);
  });

  it('has medians by model, and shows one model alone', async () => {
    await dropFolders('low', 'high');
    await measured();
    await page.getByRole('img', { name: /^PSNR of Untouched: 4 pictures from/ }).waitFor();
    await page.getByRole('button', { name: 'Untouched', exact: true }).last().click();
    await expect.poll(async () => new Set(await column(2))).toEqual(new Set(['Untouched']));
  });

  it('keeps figures as is and exposure-matched apart', async () => {
    await dropFolders('low', 'high');
    await measured();
    await page.keyboard.press('m');
    await page.getByText(/Papers call this GT-mean/).waitFor();
    const heads = await table().getByRole('columnheader').allInnerTexts();
    expect(heads.map((head) => head.replace(/ [↑↓]/, ''))).toEqual([
      ...['#', 'Photo', 'Model'],
      ...['PSNR, GT-mean', 'SSIM, GT-mean', 'Gain'],
    ]);
    await expect.poll(async () => (await column(5)).at(-1)).toMatch(/^× \d+\.\d\d$/);
  });

  it('is cancelled, keeps what is measured, and goes on', async () => {
    await dropFolders('low', 'high');
    await driver.hold('photos.compare');
    await page.keyboard.press('Control+Enter');
    await page.getByText('0 of 10', { exact: true }).waitFor();
    await page.keyboard.press('Control+1');
    await page.getByRole('button', { name: 'Evaluate, at work' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Measure 10 pictures' }).waitFor();
    await driver.release('photos.compare');
    await measured();
    expect(driver.errors).toEqual([]);
  });

  it('measures what is chosen later alone', async () => {
    await dropFolders('low', 'high');
    await measured();
    const models = page.getByRole('group', { name: 'What is measured' });
    const other = models.locator('[aria-pressed="false"]').first();
    await other.click();
    await page.getByRole('button', { name: 'Measure 5 pictures' }).waitFor();
    await models.getByRole('button', { name: 'Untouched' }).click();
    await expect.poll(() => table().getByText('Untouched').count()).toBe(0);
  });

  it('measures models again on another device, and nothing else', async () => {
    await dropFolders('low', 'high');
    await measured();
    await page.keyboard.press('g');
    const devices = page.getByRole('dialog', { name: 'Devices' });
    await devices.getByText('No supported adapter was found').waitFor();
    await devices.getByRole('radio', { name: /^CPU/ }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Measure 5 pictures' }).click();
    await page.getByRole('button', { name: 'Try 2 pictures again' }).waitFor();
    const asked = (await driver.calls('photos.compare')).slice(-5).map(({ input }) => input);
    for (const input of asked)
      expect(input).toMatchObject({ treatment: { by: 'model', inference: { provider: 'cpu' } } });
  });

  it('measures what needs no network, and shows it', async () => {
    await dropFolders('low', 'high');
    const models = page.getByRole('group', { name: 'What is measured' });
    expect((await models.getByRole('button').allInnerTexts()).slice(-4)).toEqual([
      ...['Untouched', 'Gamma', 'Equalised', 'CLAHE'],
    ]);
    for (const name of ['Gamma', 'Equalised', 'CLAHE']) await models.getByRole('button', { name }).click();
    await page.getByRole('button', { name: 'Measure 25 pictures' }).click();
    await page.getByRole('button', { name: 'Try 5 pictures again' }).waitFor();
    const asked = (await driver.calls('photos.compare')).map(({ input }) => input);
    for (const baseline of ['nothing', 'gamma', 'equalised', 'clahe'])
      expect(asked).toContainEqual(expect.objectContaining({ treatment: { by: 'baseline', baseline } }));
    await table().getByText('Equalised', { exact: true }).last().click();
    await pane(/^Equalised/).waitFor();
    await shown();
    expect((await driver.calls('photos.judged')).at(-1)?.input).toMatchObject({
      ...{ show: 'picture', treatment: { by: 'baseline', baseline: 'equalised' } },
    });
    expect(driver.errors).toEqual([]);
  });

  it('cuts pictures of different sizes only when asked, and then measures those alone', async () => {
    await dropFolders('low', 'high');
    await measured();
    await table().locator('[data-failed="true"]').first().click();
    await page.getByRole('button', { name: 'Cut to the size that both have' }).click();
    const crop = page.getByLabel('Pictures of different sizes');
    expect(await crop.inputValue()).toBe('centre');
    await page.getByRole('button', { name: 'Measure 2 pictures' }).click();
    await page.getByRole('button', { name: 'All measured' }).waitFor();
    const asked = (await driver.calls('photos.compare')).slice(-2).map(({ input }) => input);
    expect(asked).toMatchObject([{ crop: 'centre' }, { crop: 'centre' }]);
    await page.getByText('Cut to the size that both pictures have.').waitFor();
    await shown();
    // What the panes show is cut by the engine, as the scores are.
    const judged = (await driver.calls('photos.judged')).map(({ input }) => input);
    expect(judged).toContainEqual(expect.objectContaining({ crop: 'centre', show: 'truth' }));
    await crop.selectOption('none');
    await page.getByRole('button', { name: 'Measure 2 pictures' }).waitFor();
    expect(driver.errors).toEqual([]);
  });

  it('takes a pair of single files, and other people’s results', async () => {
    await dropFolders('street.jpg', 'street-truth.jpg');
    await page.getByRole('heading', { level: 1, name: '1 pair' }).waitFor();
    expect(await page.getByLabel('What street-truth.jpg holds').inputValue()).toBe('truth');
    await page.getByLabel('What street.jpg holds').selectOption('result');
    await expect.poll(async () => column(2)).toEqual(['street.jpg']);
    await page.getByText('No dark photo belongs to this truth.').waitFor();
    await page.getByRole('button', { name: 'Measure 1 picture' }).click();
    await page.getByRole('button', { name: 'All measured' }).waitFor();
    expect((await driver.calls('photos.compare')).map(({ input }) => input)).toMatchObject([
      { treatment: { by: 'nobody' } },
    ]);
  });

  it('offers the samples', async () => {
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: 'Try the samples' }).click();
    await page.getByRole('heading', { level: 1, name: '5 pairs' }).waitFor();
    await page.getByRole('button', { name: 'Remove truth' }).click();
    await page.getByText('No set holds the ground truths. Say which one does.').waitFor();
    expect(await driver.calls('photos.close')).toHaveLength(1);
  });

  it('exports what was measured, and tells how to get it again', async () => {
    await dropFolders('low', 'high');
    const report = page.getByRole('button', { name: 'Export report…' });
    expect(await report.isDisabled()).toBe(true);
    await measured();
    await report.click();
    await page.getByText('The report is Evaluation.html in Documents.').waitFor();
    const sets = (await driver.calls('evaluation.report')).at(-1)?.input as ComparedSets;
    expect(sets).toMatchObject({
      models: ['candela'],
      baselines: ['nothing'],
      pairing: 'name',
      crop: 'none',
    });
    // Each picture of `low` has the truth of its name.
    expect([sets.truths.length, sets.low?.truths]).toEqual([6, [0, 1, 2, 3, 4]]);
    await page.keyboard.press('Control+r');
    const sheet = page.getByRole('dialog', { name: 'Reproduce this' });
    await sheet.getByText('This command measures the same pairs again.').waitFor();
    await sheet.getByText(/^candela compare --truth/).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Copy' }).click();
    await sheet.getByText('Copied').waitFor();
    expect((await driver.calls('evaluation.reproduce')).map(({ input }) => input)).toMatchObject([
      { copy: false },
      { copy: true },
    ]);
    await page.keyboard.press('Escape');
    // A report that is cancelled says nothing.
    await driver.hold('evaluation.report');
    await page.keyboard.press('Control+e');
    await expect.poll(() => report.isDisabled()).toBe(true);
    expect(driver.errors).toEqual([]);
  });

  it('is walked by keyboard alone', async () => {
    await dropFolders('low', 'high');
    await lines().first().focus();
    const name = () => chosen().getByRole('gridcell').nth(1).innerText();
    const first = await name();
    const model = () => chosen().getByRole('gridcell').nth(2).innerText();
    await page.keyboard.press('End');
    await expect.poll(name).not.toBe(first);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-selected'))).toBe('true');
    await page.keyboard.press('Home');
    await expect.poll(name).toBe(first);
    const before = await model();
    await page.keyboard.press(']');
    await expect.poll(name).not.toBe(first);
    expect(await model()).toBe(before);
  });

  it.each([1280, 960])('has nothing serious for axe at %i, in both themes', async (width) => {
    driver = await windows.fresh({ theme: 'dark', width });
    page = driver.page;
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: 'Try the samples' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await driver.drop(['low', 'high']);
    await measured();
    for (const theme of ['dark', 'light']) {
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      await driver.still();
      expect(await seriousViolations(page), theme).toEqual([]);
    }
  });
});
