/** @file A running batch of 2,000 photos in the page. */
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

describe.skipIf(!hasChromium)('a batch of 2,000 photos', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  it('is scrolled while it runs, and its memory stays', async () => {
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
});
