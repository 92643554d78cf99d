/** @file What the Batch place shows of main's batch: names before the start, order, unfinished batches, a watched folder. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations } from '../support/axe';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

const names = Array.from({ length: 12 }, (_, index) => `many ${index}.jpg`);
const tile = (number: number) => page.getByRole('option', { name: new RegExp(`^many ${number}\\.jpg`) });
const chip = (name: string) =>
  page.getByRole('group', { name: 'Filter by state' }).getByRole('button', { name });
const sheet = () => page.getByRole('dialog', { name: 'Before it starts' });

async function filled(): Promise<void> {
  await driver.open(...names);
  await page.getByRole('button', { name: 'Enhance 12 photos' }).waitFor();
}

async function start(theme: 'dark' | 'light' = 'dark'): Promise<void> {
  driver = await windows.fresh({ theme, width: 1440 });
  page = driver.page;
  await page.keyboard.press('Control+2');
  await page.getByRole('heading', { name: 'Drop a folder of dark photos here.' }).waitFor();
}

const stopped = {
  batch: 'b'.repeat(32),
  folder: 'Night walk/enhanced',
  at: '2026-11-28T22:10:00.000Z',
  photos: 400,
  done: 212,
  failed: 0,
  isRunning: false,
};

describe.skipIf(!hasChromium)('the batch of the main process', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  beforeEach(() => start());

  it('tells every name before it starts, and what is left out', async () => {
    await filled();
    await page.evaluate(() => window.fake.batch.taken.add('many 2.jpg'));
    await page.keyboard.press('Control+Shift+Enter');
    await sheet()
      .getByText(/^11 photos, about .* MP, into 1 folder$/)
      .waitFor();
    const list = sheet().getByRole('list', { name: 'What is written' });
    await list.getByText('Night walk, 11 files').waitFor();
    await list.getByText('many 0-candela.jpg').waitFor();
    await list.getByText('1 photo has its result already').waitFor();
    await sheet().getByRole('textbox', { name: 'Name' }).fill('{name}-mine');
    await list.getByText('many 0-mine.jpg').waitFor();
    await sheet().getByRole('switch', { name: 'One brightness for each series' }).press('Space');
    await sheet().getByText('1 series: 3 photos, taken seconds apart, get one brightness.').first().waitFor();
    await sheet().getByRole('button', { name: 'Enhance 11 photos' }).click();
    await page.getByText('11 photos saved, 1 left out, its name was taken').waitFor();
    expect((await driver.calls('batch.start'))[0]?.input).toMatchObject({
      batch: { series: true, copyRest: false },
      looks: [{ inference: { model: 'candela' } }],
    });
    expect(driver.errors).toEqual([]);
  });

  it('leaves bright photos, by a threshold on the histogram of the folder', async () => {
    await filled();
    await page.keyboard.press('Control+Shift+Enter');
    await sheet().getByRole('switch', { name: 'Only dark photos' }).click();
    const slider = sheet().getByRole('slider', { name: 'Dark up to' });
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('25 %, 7 of 12');
    await sheet()
      .getByRole('img', { name: /7 are dark enough, 5 are brighter/ })
      .waitFor();
    await slider.press('Shift+ArrowRight');
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('35 %, 8 of 12');
    await sheet().getByText('4 are left as they are').waitFor();
    await sheet().getByRole('switch', { name: 'Copy the rest' }).click();
    await sheet().getByText('4 are copied').waitFor();
    await sheet().getByText('4 well-lit photos are copied').waitFor();
    await driver.still();
    expect(await seriousViolations(page)).toEqual([]);
    await sheet().getByRole('button', { name: 'Enhance 8 photos' }).click();
    await page.getByText('8 photos saved, 4 well lit, left as they are').waitFor();
    await page.getByRole('option', { name: 'many 11.jpg, copied as it is' }).waitFor();
    expect(driver.errors).toEqual([]);
  });

  it('starts waiting photos in another order, by keys and by menu', async () => {
    await filled();
    await driver.hold('batch.run');
    await page.keyboard.press('Control+Enter');
    await chip('Waiting').getByText('9').waitFor();
    const told = (index: number) =>
      page.getByRole('listbox', { name: 'Photos' }).getByRole('option').nth(index).getAttribute('aria-label');
    await tile(5).click();
    await page.keyboard.press('Alt+ArrowUp');
    await page.getByRole('combobox', { name: 'Sort by' }).waitFor();
    await expect.poll(() => told(4)).toMatch(/^many 5\.jpg/);
    await tile(9).click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Start first/ }).click();
    await expect.poll(() => told(3)).toMatch(/^many 9\.jpg/);
    await page.getByRole('radio', { name: 'Table' }).click();
    const row = page.getByRole('row', { name: /^many 9\.jpg/ });
    await expect.poll(() => row.getByRole('gridcell').first().innerText()).toBe('1');
    await row.click();
    await page.keyboard.press('Alt+End');
    await expect.poll(() => row.getByRole('gridcell').first().innerText()).toBe('9');
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Take out of the run' }).click();
    await chip('Cancelled').getByText('1').waitFor();
    expect(driver.errors).toEqual([]);
  });

  it('starts waiting photos where they are dragged to, several together, in the grid and in the table', async () => {
    await filled();
    await driver.hold('batch.run');
    await page.keyboard.press('Control+Enter');
    await chip('Waiting').getByText('9').waitFor();
    const told = (index: number) =>
      page.getByRole('listbox', { name: 'Photos' }).getByRole('option').nth(index).getAttribute('aria-label');
    await tile(6).click();
    await tile(9).click({ modifiers: ['Control'] });
    const [from, to] = [(await tile(9).boundingBox())!, (await tile(4).boundingBox())!];
    await page.mouse.move(from.x + 60, from.y + 50);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
    await page.mouse.move(to.x + 20, to.y + 40, { steps: 6 });
    // The line stands left of the photo that the dragged ones will precede.
    const line = (await page.locator('[data-across]').boundingBox())!;
    expect(Math.abs(line.x - (to.x - 7))).toBeLessThan(2);
    expect(Math.abs(line.y - to.y)).toBeLessThan(2);
    expect(await page.locator('[data-carried="true"]').count()).toBe(2);
    await page.mouse.up();
    await expect.poll(() => told(4)).toMatch(/^many 6\.jpg/);
    expect(await told(5)).toMatch(/^many 9\.jpg/);
    expect(await told(6)).toMatch(/^many 4\.jpg/);
    expect(await page.locator('[data-across], [data-carried="true"]').count()).toBe(0);
    await page.getByText('2 photos start from number 2 of 9 on.').waitFor();
    await page.getByRole('radio', { name: 'Table' }).click();
    const row = (number: number) => page.getByRole('row', { name: new RegExp(`^many ${number}\\.jpg`) });
    // One that is not chosen is dragged alone. Let go over photos that are done, it starts first.
    await row(11).dragTo(row(0), { targetPosition: { x: 200, y: 5 } });
    await expect.poll(() => row(11).getByRole('gridcell').first().innerText()).toBe('1');
    await row(11).dragTo(row(10), { targetPosition: { x: 200, y: 28 } });
    await expect.poll(() => row(11).getByRole('gridcell').first().innerText()).toBe('9');
    // A photo at work cannot be dragged.
    expect(await row(0).getAttribute('draggable')).toBe('false');
    expect((await driver.calls('batch.move')).length).toBe(3);
    expect(driver.errors).toEqual([]);
  });

  it('gives photos that wait the settings that a person gives them, also by pasting', async () => {
    await filled();
    await driver.hold('batch.run');
    await page.keyboard.press('Control+Enter');
    await chip('Waiting').getByText('9').waitFor();
    const strengths = async () => {
      const state = await page.evaluate(() => window.fake.batch.state());
      return state.photos.map(({ look }) => look.mix.strength);
    };
    await tile(7).click();
    await page.getByText('It waits. What you change here counts.').waitFor();
    await page.getByRole('slider', { name: 'Strength' }).press('Shift+ArrowLeft');
    const one = Array.from({ length: 12 }, (_, index) => (index === 7 ? 0.9 : 1));
    await expect.poll(strengths).toEqual(one);
    await page.getByRole('option', { name: 'many 7.jpg, waiting' }).waitFor();
    await page.keyboard.press('Control+Shift+KeyC');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await tile(4).click();
    await tile(9).click({ modifiers: ['Control'] });
    await tile(0).click({ modifiers: ['Control'] });
    await page.getByText('2 wait. What you change here counts.').waitFor();
    await page.getByRole('button', { name: 'Paste settings' }).click();
    await expect.poll(strengths).toEqual(one.map((value, index) => ([4, 9].includes(index) ? 0.9 : value)));
    await page.keyboard.press('Control+KeyZ');
    await expect.poll(strengths).toEqual(one);
    await page.keyboard.press('Control+Shift+KeyZ');
    await expect.poll(strengths).not.toEqual(one);
    await driver.release('batch.run');
    // The one that was at work keeps what it had.
    await page.getByRole('option', { name: 'many 0.jpg, changed since' }).waitFor();
    await page.getByRole('option', { name: 'many 7.jpg, done' }).waitFor();
    expect((await driver.calls('batch.start')).length).toBe(1);
    expect(driver.errors).toEqual([]);
  });

  it('takes a closed photo out', async () => {
    await filled();
    await driver.hold('batch.run');
    await page.keyboard.press('Control+Enter');
    await page.getByText('0 of 12', { exact: true }).waitFor();
    await tile(7).click();
    await page.keyboard.press('Delete');
    await page.getByText('0 of 11', { exact: true }).waitFor();
    expect((await driver.calls('batch.remove')).length).toBe(1);
  });

  it('continues a batch that stopped, whose photos get its settings', async () => {
    await page.evaluate((one) => {
      window.fake.batch.unfinished = [one];
    }, stopped);
    await page.keyboard.press('Control+1');
    await page.getByText('A batch of 400 photos stopped at 212.').waitFor();
    await driver.still();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('3 photos saved').waitFor();
    await page.getByRole('option', { name: 'room.jpg, done' }).click();
    const strength = page.getByRole('slider', { name: 'Strength' });
    await expect.poll(() => strength.getAttribute('aria-valuetext')).toBe('50 %');
    expect(await page.getByRole('button', { name: 'Continue' }).count()).toBe(0);
    expect(driver.errors).toEqual([]);
  });

  it('dismisses an unfinished batch, and leaves one to the Candela that works on it', async () => {
    await page.evaluate((one) => {
      window.fake.batch.unfinished = [one, { ...one, batch: 'c'.repeat(32), isRunning: true }];
    }, stopped);
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+2');
    await page.getByText('Another Candela is working on a batch of 400 photos, 212 of them done.').waitFor();
    expect(await page.getByRole('button', { name: 'Continue' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('A batch of 400 photos stopped').waitFor({ state: 'detached' });
    expect((await driver.calls('batch.forget')).length).toBe(1);
  });

  it('watches a folder: what arrives is enhanced, and what is shown stays', async () => {
    await page.getByRole('button', { name: 'Watch a folder…' }).click();
    const planned = page.getByRole('dialog', { name: 'Watch a folder' });
    await planned.getByRole('switch', { name: 'Only dark photos' }).click();
    await planned.getByRole('slider', { name: 'Dark up to' }).press('Shift+ArrowRight');
    await planned.getByRole('switch', { name: 'Copy the rest' }).click();
    await planned.getByRole('switch', { name: 'One brightness for each series' }).click();
    await planned.getByRole('textbox', { name: 'Only names like' }).fill('IMG_*; *.jpg ;');
    await planned.getByRole('textbox', { name: 'No names like' }).fill('*-edit*');
    await driver.still();
    expect(await seriousViolations(page)).toEqual([]);
    await planned.getByRole('button', { name: 'Choose the folder…' }).click();
    await page.getByText('Watching Tethered').waitFor();
    expect((await driver.calls('batch.watch'))[0]?.input).toMatchObject({
      batch: { onlyDark: 0.35, copyRest: true, series: true },
      include: ['IMG_*', '*.jpg'],
      exclude: ['*-edit*'],
    });
    await page.getByText('Nothing arrived yet').waitFor();
    await driver.open('street.jpg');
    await page.keyboard.press('Control+1');
    await page.evaluate(() => {
      window.fake.batch.arrive('room.jpg');
    });
    await page.getByRole('option', { name: /^room\.jpg/ }).waitFor();
    await page.getByRole('heading', { level: 1, name: 'street.jpg' }).waitFor();
    await page.keyboard.press('Control+2');
    await page.getByText('1 photo arrived').waitFor();
    await page.getByRole('option', { name: 'room.jpg, done' }).waitFor();
    await page.evaluate(() => {
      window.fake.batch.setThere(false);
    });
    await page.getByText(/^Tethered is not there\./).waitFor();
    await driver.still();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop watching' }).click();
    await page.getByRole('region', { name: 'Watched folder' }).waitFor({ state: 'detached' });
    expect(driver.errors).toEqual([]);
  });

  it('shows its report', async () => {
    await filled();
    await page.keyboard.press('Control+Enter');
    await page.getByText('12 photos saved').waitFor();
    await driver.hold('batch.report');
    await page.getByRole('button', { name: 'Show report' }).click();
    await page.getByRole('progressbar', { name: 'Writing the report…' }).waitFor();
    await driver.release('batch.report');
    await page.getByText('Writing the report…').waitFor({ state: 'detached' });
    expect((await driver.calls('batch.report')).length).toBe(1);
  });

  it('has nothing serious for axe in the light theme', async () => {
    await start('light');
    await filled();
    await page.keyboard.press('Control+Shift+Enter');
    await sheet().getByRole('switch', { name: 'Only dark photos' }).click();
    await sheet().getByText('7 photos are enhanced').waitFor();
    await driver.still();
    expect(await seriousViolations(page)).toEqual([]);
  });
});
