/** @file The line profile of the Evaluate place. Skipped, saying so, where there is no Chromium. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousViolations } from '../support/axe';
import { evaluatePage } from '../support/page/evaluatePage';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;
const { dropFolders, pane, shown } = evaluatePage(() => driver);

const line = () => page.getByRole('slider', { name: 'The line across the pictures' });
const plot = () => page.getByRole('slider', { name: / along the line$/ });
const lineAt = async () => Number(await line().getAttribute('aria-valuenow'));
const mostOf = async (slider: Locator) => Number(await slider.getAttribute('aria-valuemax'));
const told = () => plot().getAttribute('aria-valuetext');

/** The values of a screen pixel of a pane, as it is drawn. */
function drawn(name: RegExp | string, place: { x: number; y: number }): Promise<number[]> {
  return pane(name)
    .first()
    .evaluate((canvas, { x, y }) => {
      if (!(canvas instanceof HTMLCanvasElement)) return [];
      const { data } = canvas.getContext('2d')!.getImageData(x, y, 1, 1);
      return [...data.subarray(0, 3)];
    }, place);
}

describe.skipIf(!hasChromium)('The line profile', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  beforeEach(async () => {
    driver = await windows.fresh({ theme: 'dark', width: 1440 });
    page = driver.page;
    await dropFolders('low', 'high');
    await shown();
  });

  it('comes and goes by a key, and lies in all panes', async () => {
    expect(await line().count()).toBe(0);
    await page.keyboard.press('l');
    await line().waitFor();
    expect(await page.locator('figure [data-along="row"]').count()).toBe(4);
    await page.getByRole('region', { name: 'Line profile' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Shift+L');
    expect(await page.locator('figure [data-along="column"]').count()).toBe(4);
    await page.keyboard.press('l');
    await expect.poll(() => line().count()).toBe(0);
    expect(driver.errors).toEqual([]);
  });

  it('is moved by keyboard, pixel by pixel, and says where it is', async () => {
    await page.getByRole('button', { name: 'Line profile' }).click();
    await line().focus();
    const first = await lineAt();
    await page.keyboard.press('ArrowDown');
    await expect.poll(lineAt).toBe(first + 1);
    await page.keyboard.press('Shift+ArrowUp');
    await expect.poll(lineAt).toBe(first - 9);
    await page.keyboard.press('Home');
    await expect.poll(lineAt).toBe(0);
    expect(await line().getAttribute('aria-valuetext')).toMatch(/^Row 0 of \d+$/);
    // The photo that is shown stays: the arrows are the line's.
    await page.getByRole('radio', { name: 'Down' }).click();
    await line().focus();
    const column = await lineAt();
    await page.keyboard.press('ArrowRight');
    await expect.poll(lineAt).toBe(column + 1);
  });

  it('is dragged in any pane', async () => {
    await page.keyboard.press('l');
    const before = await lineAt();
    const handle = page.locator('figure [data-along="row"]').last();
    const box = (await handle.boundingBox())!;
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x, at.y - 40, { steps: 4 });
    await page.mouse.up();
    expect(await lineAt()).toBeLessThan(before);
  });

  it('tells the values that the panes show, of each channel', async () => {
    await page.keyboard.press('l');
    await page.getByRole('radio', { name: 'Red' }).click();
    await page.keyboard.press('z');
    // One to one, so that a pixel of the screen is one of the picture.
    await page.getByRole('radio', { name: '1:1', checked: true }).waitFor();
    const values = (text: string | null) => (text ?? '').match(/\d+/g)!.map(Number);
    const [column, truth, low, own] = values(await told());
    const size = await pane(/^Ground truth/).evaluate((canvas) => ({
      width: (canvas as HTMLCanvasElement).width,
      height: (canvas as HTMLCanvasElement).height,
    }));
    // Where the panes draw that pixel, by the sizes of picture and pane.
    const [columns, rows] = [1 + (await mostOf(plot())), 1 + (await mostOf(line()))];
    const middle = {
      x: Math.round((size.width - columns) / 2) + column!,
      y: Math.round((size.height - rows) / 2) + (await lineAt()),
    };
    expect([(await drawn(/^Ground truth/, middle))[0], (await drawn(/^Low light/, middle))[0]]).toEqual([
      truth,
      low,
    ]);
    expect(own).toBe((await drawn(/^Candela/, middle))[0]);
    // The pointer over a pane, and the arrow keys, choose the place.
    await plot().focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => values(await told())[0]).toBe(column! + 1);
    await page
      .locator('figure')
      .first()
      .hover({ position: { x: 10, y: 30 } });
    await expect.poll(async () => values(await told())[0]).toBeLessThan(column!);
  });

  it('follows the zoom, so that the plot shows what the panes show', async () => {
    await page.keyboard.press('l');
    const curve = () => plot().locator('path').first().getAttribute('d');
    const whole = (await curve())!.split('L').length;
    await page.keyboard.press('z');
    await expect.poll(async () => (await curve())!.split('L').length).toBeLessThan(whole);
  });
});
