/** @file A running batch of many photos in the page. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

const windows = new PageWindows();
const count = 2000;

/** Heap of the page in MB, once what nobody needs is gone. */
async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 2 ** 20;
}

/** Times between frames, in ms, while something is done. */
async function framesOf(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Reflect.set(window, 'frameTimes', times);
    const note = (now: number): void => {
      times.push(now);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await act();
  const times = await page.evaluate(() => [...(Reflect.get(window, 'frameTimes') as number[])]);
  return times.slice(1).map((time, index) => time - (times[index] ?? time));
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
}

describe.skipIf(!hasChromium)('a batch of many photos', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  it('of 2,000 is scrolled while it runs, and its memory stays', async () => {
    const driver = await windows.fresh({ theme: 'dark', width: 1440 });
    const { page } = driver;
    await page.keyboard.press('Control+2');
    await driver.open(...Array.from({ length: count }, (_, index) => `many ${index}.jpg`));
    await page.getByRole('button', { name: `Enhance ${count} photos` }).click();
    const over = () =>
      page.evaluate(() => window.fake.batch.state().photos.filter(({ state }) => state === 'done').length);
    const until = (least: number) => expect.poll(over, { timeout: 120_000 }).toBeGreaterThan(least);
    await until(50);
    await page.getByRole('listbox', { name: 'Photos' }).hover();
    const gaps = await framesOf(page, async () => {
      for (let turn = 0; turn < 60; turn += 1) {
        await page.mouse.wheel(0, turn < 30 ? 400 : -400);
        await page.waitForTimeout(30);
      }
    });
    await until(400);
    const before = await heapMb(page);
    await until(1500);
    const after = await heapMb(page);
    const told = [0.5, 0.95, 1].map((share) => quantile(gaps, share).toFixed(0)).join(', ');
    process.stdout.write(
      `2,000 photos at work: frames of ${told} ms (half, 95 %, all), heap ${before.toFixed(0)} and ${after.toFixed(0)} MB.\n`,
    );
    expect(after - before).toBeLessThan(40);
    expect(driver.errors).toEqual([]);
  });

  it('scrolls while photos are held at the edge of the list, and lets them start far below', async () => {
    const driver = await windows.fresh({ theme: 'dark', width: 1440 });
    const { page } = driver;
    await page.keyboard.press('Control+2');
    await driver.open(...Array.from({ length: 90 }, (_, index) => `many ${index}.jpg`));
    await page.getByRole('button', { name: 'Enhance 90 photos' }).waitFor();
    await driver.hold('batch.run');
    await page.keyboard.press('Control+Enter');
    const states = page.getByRole('group', { name: 'Filter by state' });
    await states.getByRole('button', { name: 'Waiting' }).getByText('87').waitFor();
    const tile = (number: number) => page.getByRole('option', { name: new RegExp(`^many ${number}\\.jpg`) });
    const list = page.getByRole('listbox', { name: 'Photos' });
    const scrolled = () => list.evaluate((element) => element.scrollTop);
    const area = (await list.boundingBox())!;
    await tile(6).click();
    await tile(9).click({ modifiers: ['Control'] });
    const from = (await tile(9).boundingBox())!;
    await page.mouse.move(from.x + 60, from.y + 50);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 80, { steps: 4 });
    let turn = 0;
    // A pointer that is held is never quite still.
    const hold = async () => {
      turn += 1;
      await page.mouse.move(from.x + 40 + (turn % 2), area.y + area.height - 6);
      return scrolled();
    };
    await expect.poll(hold, { interval: 50, timeout: 20_000 }).toBeGreaterThan(400);
    expect(await page.locator('[data-carried="true"]').count()).toBeGreaterThan(0);
    await page.mouse.move(from.x + 60, area.y + area.height / 2, { steps: 6 });
    const here = await scrolled();
    await page.mouse.up();
    const told = await page.getByText(/^2 photos start from number \d+ of 87 on\.$/).innerText();
    expect(Number(/number (\d+)/.exec(told)?.[1])).toBeGreaterThan(15);
    // The list stays where it was scrolled to.
    expect(Math.abs((await scrolled()) - here)).toBeLessThan(200);
    expect((await driver.calls('batch.move')).length).toBe(1);
    expect(driver.errors).toEqual([]);
  });
});
