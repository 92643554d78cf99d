/** @file Thousands of photos in the page, over a stand-in for the main process. Skipped, saying so, where there is no Chromium. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';

declare global {
  var frameGaps: { last: number; longest: number };
}

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

const manyNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `many ${index}.jpg`);

/** Watches how long the page stands still, until `gap` is asked for. */
async function watchFrames(): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = { last: performance.now(), longest: 0 };
    window.frameGaps = seen;
    const look = (now: number): void => {
      seen.longest = Math.max(seen.longest, now - seen.last);
      seen.last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return () =>
    page.evaluate(() => {
      const { longest } = window.frameGaps;
      window.frameGaps.longest = 0;
      return longest;
    });
}

describe.skipIf(!hasChromium)('thousands of photos', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  beforeEach(async () => {
    driver = await windows.fresh({ theme: 'dark', width: 1280 });
    page = driver.page;
  });

  it('come at once by name, and are read little by little, those in sight first', async () => {
    await driver.hold('photos.inspect');
    const before = Date.now();
    await driver.open(...manyNames(2000));
    await page.getByText('1 of 2000', { exact: true }).waitFor();
    const ms = Date.now() - before;
    process.stdout.write(`2,000 photos stand in the strip after ${ms} ms.\n`);
    expect(ms).toBeLessThan(2000);
    expect(await page.getByRole('option').count()).toBeLessThan(30);
    await driver.release('photos.inspect');
    await driver.enhanced();
    // The last one is read as soon as it is in sight, long before its turn.
    await page.getByRole('option', { name: /^many 0\.jpg/ }).focus();
    await page.keyboard.press('End');
    await page.getByRole('heading', { level: 1, name: 'many 1999.jpg' }).waitFor();
    await page.getByText('2000 of 2000', { exact: true }).waitFor();
    await driver.enhanced();
    await page.getByRole('option', { name: /^many 1998\.jpg, enhanced/ }).waitFor();
    await expect
      .poll(async () => {
        const asked = await driver.calls('photos.inspect');
        return new Set(asked.flatMap(({ input }) => (input as { photos: string[] }).photos)).size;
      })
      .toBe(2000);
    // Pictures are made of what is seen alone.
    const previews = await driver.calls('photos.preview');
    expect(previews.length).toBeLessThan(200);
    expect(driver.errors).toEqual([]);
  });

  it('do not freeze the page, ten thousand of them', async () => {
    const gap = await watchFrames();
    await driver.open(...manyNames(10_000));
    await page.getByText('1 of 10000', { exact: true }).waitFor();
    const adding = await gap();
    await driver.enhanced();
    await page.waitForTimeout(1500);
    const reading = await gap();
    const strip = page.getByRole('listbox', { name: 'Open photos' });
    await strip.hover();
    for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, 4000);
    await page.waitForTimeout(500);
    const scrolling = await gap();
    await page.keyboard.press('Control+a');
    await page.getByText('1 of 10000 · 10000 selected').waitFor();
    const selecting = await gap();
    await page.getByRole('option', { selected: true }).first().focus();
    await page.keyboard.press('Delete');
    await page.getByText('Drop a dark photo here.').waitFor();
    const closing = await gap();
    const gaps = { adding, reading, scrolling, selecting, closing };
    process.stdout.write(`Longest gaps between frames with 10,000 photos, in ms: ${JSON.stringify(gaps)}\n`);
    for (const longest of Object.values(gaps)) expect(longest).toBeLessThan(1000);
    expect(driver.errors).toEqual([]);
  });
});
