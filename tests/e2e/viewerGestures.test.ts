/** Gestures on the viewer, in a real browser: mouse, wheel, keys and touch. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PageProps } from '../pages/protocol';
import { violationsIn } from '../support/axe';
import { noise, propsFor, ramps, thinned } from '../support/syntheticPictures';
import {
  chromiumPath,
  hasChromium,
  launchChromium,
  openViewer,
  type ViewerPage,
} from '../support/viewerBrowser';

const photo = { width: 2000, height: 1500 };
const full = ramps(photo.width, photo.height);
const pictures = { low: thinned(full, 2), lowFull: full, enh: noise(1000, 750, 5), enhFull: full };
const tiled = {
  lowLight: { key: 'low', draft: 'low', full: 'lowFull' },
  enhanced: { key: 'enh', draft: 'enh', full: 'enhFull' },
  truth: null,
};

/** The stage of the test page at 1280 × 800; the photo, fitted, is 789 wide in its middle. */
const stage = { x: 74, y: 58, width: 888, height: 592 };
const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };

let browser: Browser;
let viewer: ViewerPage;

async function show(change: Partial<PageProps> = {}, context = {}): Promise<ViewerPage> {
  viewer = await openViewer(browser, {
    pictures,
    props: propsFor(photo, { layers: tiled, ...change }),
    context,
  });
  return viewer;
}

/** Waits for a condition, with patience for a busy machine. */
const slow = { timeout: 30_000 };

/** Waits until the page has received all gestures, that is, until no more reports arrive. */
async function told(): Promise<void> {
  let before = '';
  for (;;) {
    await viewer.call('twoFrames');
    await viewer.page.waitForTimeout(150);
    const now = JSON.stringify(await viewer.report());
    if (now === before) return;
    before = now;
  }
}
const handle = () => viewer.page.getByRole('slider');
const lineX = async () => {
  const box = await handle().boundingBox();
  return box!.x + box!.width / 2;
};

describe.skipIf(!hasChromium)(`the viewer in hands (${chromiumPath})`, () => {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    expect(viewer.errors).toEqual([]);
    await viewer.page.context().close();
  });

  it('drags the split line from beside it, hides the labels meanwhile, and never loses it', async () => {
    const { page } = await show();
    await page.mouse.move(middle.x + 15, middle.y - 150);
    await page.mouse.down();
    for (let step = 1; step <= 40; step += 1)
      await page.mouse.move(middle.x + 15 - step * 20, middle.y - 150);
    await told();
    const { renders } = await viewer.report();
    await page.evaluate(`for (let x = 300; x > 100; x -= 1) document.querySelector('[role=group]')
      .dispatchEvent(new PointerEvent('pointermove', { bubbles: true, pointerId: 1, clientX: x, clientY: 200 }))`);
    await told();
    // Two hundred moves within 80 ms are one report to the page, and nothing renders by itself.
    expect((await viewer.report()).renders - renders).toBeLessThanOrEqual(4);
    const opacity = "getComputedStyle(document.querySelector('[data-label]')).opacity";
    await expect.poll(() => page.evaluate(opacity)).toBe('0');
    const left = stage.x + (stage.width - 789) / 2;
    expect(await lineX()).toBeCloseTo(left + 24, -0.5);
    await page.mouse.up();
    await told();
    expect((await viewer.report()).split).toBeCloseTo(24 / 789, 2);
    expect(Number(await handle().getAttribute('aria-valuenow'))).toBe(3);
    // The line can be grabbed again.
    await page.mouse.move(left + 26, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x, middle.y, { steps: 3 });
    await page.mouse.up();
    expect(Math.abs((await lineX()) - middle.x)).toBeLessThanOrEqual(4);
  });

  it('moves the line by keys', async () => {
    const { page } = await show();
    await handle().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await told();
    expect((await viewer.report()).split).toBeCloseTo(0.61, 2);
    await page.keyboard.press('Home');
    await told();
    expect((await viewer.report()).split).toBeCloseTo(24 / 789, 2);
    expect(await handle().getAttribute('aria-valuetext')).toBe('3 % low light');
  });

  it('draws half the detail while frames come slowly, and all of it at rest', async () => {
    const { page } = await show();
    const width = () => page.evaluate<number>("document.querySelector('[role=group] canvas').width");
    const whole = await width();
    // Every frame takes 60 ms more, as on a machine without a graphics card.
    await page.evaluate(`globalThis.busy = true; (function frame() {
      for (const end = performance.now() + 60; performance.now() < end; );
      if (globalThis.busy) requestAnimationFrame(frame); })()`);
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    let least = whole;
    for (let step = 1; step <= 30 && least === whole; step += 1) {
      await page.mouse.move(middle.x + 4 * step, middle.y);
      least = Math.min(least, await width());
    }
    await page.mouse.up();
    expect(least).toBe(Math.ceil(whole / 2));
    await page.evaluate('globalThis.busy = false');
    await expect.poll(width, slow).toBe(whole);
  });

  it('zooms around the pointer by wheel, up to 32:1, and back to fit', async () => {
    const { page } = await show();
    await page.mouse.move(700, 200);
    await expect.poll(async () => (await viewer.report()).pixel, slow).not.toBeNull();
    const before = (await viewer.report()).pixel!;
    for (let turn = 0; turn < 3; turn += 1) await page.mouse.wheel(0, -400);
    await told();
    const after = await viewer.report();
    const scale = after.zoom.kind === 'scale' ? after.zoom.scale : 0;
    expect(scale).toBeGreaterThan(2);
    expect(Math.abs(after.pixel!.x - before.x)).toBeLessThanOrEqual(3);
    expect(Math.abs(after.pixel!.y - before.y)).toBeLessThanOrEqual(3);
    for (let turn = 0; turn < 2; turn += 1) await page.mouse.wheel(0, -2000);
    await told();
    expect((await viewer.report()).zoom).toMatchObject({ kind: 'scale', scale: 32 });
    await expect.poll(async () => (await viewer.report()).pixel?.isExact, slow).toBe(true);
    const { pixel } = await viewer.report();
    const start = 3 * (pixel!.y * photo.width + pixel!.x);
    expect(pixel!.before).toEqual([...full.data.subarray(start, start + 3)]);
    for (let turn = 0; turn < 2; turn += 1) await page.mouse.wheel(0, 3000);
    await told();
    expect((await viewer.report()).zoom).toEqual({ kind: 'fit' });
  });

  it('goes to 1:1 and back by double-click, and pans by drag, by keys and with Space over the line', async () => {
    const { page } = await show();
    await page.mouse.dblclick(middle.x + 200, middle.y + 100);
    await told();
    expect((await viewer.report()).zoom).toMatchObject({ kind: 'scale', scale: 1 });
    const place = async () => {
      await told();
      const { zoom } = await viewer.report();
      return zoom.kind === 'scale' ? [zoom.x, zoom.y] : [];
    };
    const [x, y] = await place();
    const drag = async (from: number) => {
      await page.mouse.move(from, 500);
      await page.mouse.down();
      await page.mouse.move(from + 20, 500 - 30, { steps: 4 });
      await page.mouse.up();
    };
    await drag(300);
    expect(await place()).toEqual([x! - 20, y! + 30]);
    await page.getByRole('group').focus();
    await page.keyboard.press('ArrowRight');
    expect(await place()).toEqual([x! + 40, y! + 30]);
    const split = (await viewer.report()).split;
    await page.keyboard.down('Space');
    await drag(await lineX());
    await page.keyboard.up('Space');
    expect(await place()).toEqual([x! + 20, y! + 60]);
    expect((await viewer.report()).split).toBe(split);
    await page.mouse.dblclick(300, 300);
    await told();
    expect((await viewer.report()).zoom).toEqual({ kind: 'fit' });
  });

  it('drags the line and pinches by touch', async () => {
    const { page } = await show({}, { hasTouch: true });
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([x, y], id) => ({ x, y, id })),
      });
    await touch('touchStart', [middle.x + 30, middle.y]);
    await touch('touchMove', [middle.x + 60, middle.y]);
    await touch('touchMove', [middle.x + 130, middle.y]);
    await touch('touchEnd');
    await told();
    expect((await viewer.report()).split).toBeCloseTo(0.5 + 100 / 789, 1);
    await touch('touchStart', [400, 300]);
    await touch('touchStart', [400, 300], [500, 300]);
    await touch('touchMove', [350, 300], [550, 300]);
    await touch('touchMove', [250, 300], [650, 300]);
    await touch('touchEnd');
    await told();
    const { zoom, fit } = await viewer.report();
    expect(zoom.kind === 'scale' ? zoom.scale / fit : 0).toBeCloseTo(4, 0);
  });

  it('gives up tiles that are not looked at any more', async () => {
    await show();
    await viewer.call('tileDelay', 60_000);
    await viewer.set({ zoom: { kind: 'scale', scale: 1, x: 1000, y: 750 } });
    await expect.poll(async () => (await viewer.report()).tiles.asked.length, slow).toBe(4);
    await viewer.set({ zoom: { kind: 'fit' } });
    await expect.poll(async () => (await viewer.report()).tiles.aborted.length, slow).toBe(4);
    await viewer.set({ zoom: { kind: 'scale', scale: 1, x: 1000, y: 750 } });
    await expect.poll(async () => (await viewer.report()).tiles.asked.length, slow).toBe(8);
    await viewer.call('unmount');
    await expect.poll(async () => (await viewer.report()).tiles.aborted.length, slow).toBe(8);
    expect(await viewer.page.locator('canvas').count()).toBe(0);
  });

  it('blinks once a second, and only when pressed for those who want less motion', async () => {
    const { page } = await show({}, { reducedMotion: 'no-preference' });
    await page.clock.install();
    await viewer.set({ view: 'blink' });
    const label = page.locator('[data-label]');
    await expect.poll(() => label.textContent()).toBe('Low light');
    await expect.poll(() => label.textContent()).toBe('Enhanced');
    // The viewer asked for this query first, so it hears of the change before this listener does.
    const isTold =
      page.evaluate<unknown>(`new Promise((done) => matchMedia('(prefers-reduced-motion: reduce)')
      .addEventListener('change', () => done(true), { once: true }))`);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await isTold;
    const word = await label.textContent();
    await page.clock.runFor(10_000);
    expect(await label.textContent()).toBe(word);
    await page.getByRole('button', { name: 'Swap' }).click();
    await expect.poll(() => label.textContent()).not.toBe(word);
    await page.mouse.click(middle.x, middle.y);
    await expect.poll(() => label.textContent()).toBe(word);
  });

  it('shows the loupe under the pointer with exact values of the photo', async () => {
    const { page } = await show({ showLoupe: true });
    await page.mouse.move(400, 300);
    await expect.poll(async () => (await viewer.report()).pixel?.isExact, slow).toBe(true);
    // It requests only the visible ones of twelve tiles in two layers.
    expect((await viewer.report()).tiles.asked.length).toBeLessThanOrEqual(8);
    await page.mouse.move(10, 10);
    await expect.poll(async () => (await viewer.report()).pixel, slow).toBeNull();
  });

  it('holds the loupe in the middle for whoever has no pointer', async () => {
    const { page } = await show({ showLoupe: true });
    const ring = page.locator('[class*="loupe"]');
    expect(await ring.isHidden()).toBe(true);
    await page.keyboard.press('Tab');
    await expect.poll(() => ring.isVisible(), slow).toBe(true);
    const box = (await ring.boundingBox())!;
    expect(box.x + box.width / 2).toBeCloseTo(middle.x, -0.5);
    await page.keyboard.press('Tab');
    await expect.poll(() => ring.isHidden(), slow).toBe(true);
  });

  it('can be used by everyone, as far as axe can tell', async () => {
    for (const view of ['split', 'blink', 'truth'] as const) {
      const { page } = await show({ view, captions: { lowLight: '7.9 dB · SSIM 0.21' } });
      expect(await violationsIn(page, '.stage')).toEqual([]);
      if (view !== 'truth') await page.context().close();
    }
  });

  it('counts the histogram in a few milliseconds', async () => {
    await show({
      size: { width: 1600, height: 1200 },
      layers: {
        lowLight: { key: 'low', draft: 'lowFull', full: null },
        enhanced: { key: 'enh', draft: 'enhFull', full: null },
        truth: null,
      },
    });
    const times: number[] = [];
    for (let run = 0; run < 8; run += 1) times.push((await viewer.histograms()).ms);
    // Ten on a quiet machine; tests run on busy ones.
    expect(Math.min(...times)).toBeLessThan(40);
    const { before } = await viewer.histograms();
    expect(before.reduce((a, b) => a + b)).toBeLessThanOrEqual(100_000);
  });
});
