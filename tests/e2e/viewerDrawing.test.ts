/** What the viewer draws, read back from a real browser's canvas and compared with core's arithmetic. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PageProps, PictureData } from '../pages/protocol';
import { at, checkerboard, noise, pictureOf, propsFor, ramps, thinned } from '../support/syntheticPictures';
import {
  chromiumPath,
  hasChromium,
  launchChromium,
  neutral,
  openViewer,
  type Picture4,
  type ViewerPage,
} from '../support/viewerBrowser';

const side = 64;
const size = { width: side, height: side };
const oneToOne = { kind: 'scale', scale: 1, x: side / 2, y: side / 2 } as const;
const still = { reducedMotion: 'reduce' } as const;

let browser: Browser;
let open: ViewerPage | undefined;

async function show(pictures: Record<string, PictureData>, props: PageProps): Promise<ViewerPage> {
  open = await openViewer(browser, { pictures, props, context: still });
  return open;
}

const mix = (strength: number, brightness: number, highlights: number, colour: number) => ({
  strength,
  finish: { brightness, highlights, colour },
});
const settings = [
  neutral,
  mix(0, 0, 0, 0),
  mix(0.37, 0, 0, 0),
  mix(1, 2, 0, 0),
  mix(1, -2, 0, 0),
  mix(1, 0, 1, 0),
  mix(1, 0, -1, 0),
  mix(1, 0, 0, 1),
  mix(1, 0, 0, -1),
  mix(0.61, 1.3, -0.7, 0.45),
  mix(0.85, -0.6, 0.8, -0.3),
];

/** The largest difference between a 1:1 picture in the middle of the canvas and RGB rows. */
function largestDifference(drawn: Picture4, expected: readonly number[]): number {
  const [left, top] = [Math.round(drawn.width / 2 - side / 2), Math.round(drawn.height / 2 - side / 2)];
  let largest = 0;
  // The frame's rounded corners are not the photo's pixels.
  for (let y = 4; y < side - 4; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const pixel = drawn.at(left + x, top + y);
      for (let channel = 0; channel < 3; channel += 1) {
        const value = expected[3 * (y * side + x) + channel]!;
        largest = Math.max(largest, Math.abs(pixel[channel]! - value));
      }
    }
  }
  return largest;
}

describe.skipIf(!hasChromium)(`the viewer's drawing (${chromiumPath})`, () => {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    expect(open?.errors).toEqual([]);
    await open?.page.context().close();
    open = undefined;
  });

  const pair = { low: noise(side, side, 1), enh: noise(side, side, 2), tru: noise(side, side, 3) };

  it('finishes by the arithmetic of core, within one level, at any settings', async () => {
    const viewer = await show(pair, propsFor(size, { view: 'blink', zoom: oneToOne }));
    expect(await viewer.page.getAttribute('[data-renderer]', 'data-renderer')).toBe('webgl2');
    for (const chosen of settings) {
      await viewer.set({ mix: chosen });
      const [drawn, expected] = [await viewer.pixels(), await viewer.composed('enhanced')];
      expect(largestDifference(drawn, expected), JSON.stringify(chosen)).toBeLessThanOrEqual(1);
    }
    await viewer.set({ showOriginal: true });
    expect(largestDifference(await viewer.pixels(), [...pair.low.data])).toBe(0);
  });

  it('raises the difference from the photo, or from the truth where there is one', async () => {
    const viewer = await show(
      pair,
      propsFor(size, { view: 'difference', zoom: oneToOne, differenceGain: 3 }),
    );
    const from = (other: PictureData) =>
      [...pair.enh.data].map((value, i) => Math.min(255, 3 * Math.abs(value - other.data[i]!)));
    expect(largestDifference(await viewer.pixels(), from(pair.low))).toBeLessThanOrEqual(1);
    const { layers } = propsFor(size);
    await viewer.set({ layers: { ...layers, truth: { key: 'tru', draft: 'tru', full: null } } });
    expect(largestDifference(await viewer.pixels(), from(pair.tru))).toBeLessThanOrEqual(1);
    expect(await viewer.page.textContent('[data-label]')).toBe('Difference from ground truth × 3');
  });

  it('paints lost shadows blue and lost highlights red', async () => {
    const levels = [0, 1, 254, 255];
    const low = pictureOf(side, side, (x) => levels[Math.floor(x / 16)]!);
    const viewer = await show(
      { low, enh: low },
      propsFor(size, { view: 'blink', zoom: oneToOne, showClipping: true }),
    );
    const drawn = await viewer.pixels();
    expect(largestDifference(drawn, await viewer.composed('enhanced'))).toBeLessThanOrEqual(1);
    const [left, middle] = [drawn.width / 2 - side / 2, drawn.height / 2];
    expect(drawn.at(left + 8, middle)[2]).toBe(255);
    expect(drawn.at(left + 24, middle).slice(0, 3)).toEqual([1, 1, 1]);
    expect(drawn.at(left + 40, middle).slice(0, 3)).toEqual([254, 254, 254]);
    expect(drawn.at(left + 56, middle)[0]).toBe(255);
  });

  it("applies the display's colours last", async () => {
    // Red and green are swapped and blue is inverted. This is linear, so the cube represents it exactly.
    const cube = pictureOf(33 * 33, 33, (i, blue, channel) => {
      const steps = [Math.floor(i / 33), i % 33, 32 - blue];
      return Math.round((steps[channel]! * 255) / 32);
    });
    const viewer = await show(
      { ...pair, cube },
      propsFor(size, { view: 'blink', zoom: oneToOne, display: 'cube' }),
    );
    const expected = [...pair.enh.data].map((_, i, all) =>
      i % 3 === 0 ? all[i + 1]! : i % 3 === 1 ? all[i - 1]! : 255 - all[i]!,
    );
    expect(largestDifference(await viewer.pixels(), expected)).toBeLessThanOrEqual(2);
  });

  it('shows squares above 400 % and no aliasing when small', async () => {
    const board = checkerboard(1024, 1024);
    const props = propsFor({ width: 1024, height: 1024 }, { view: 'blink' });
    const viewer = await show({ low: board, enh: board }, props);
    const small = await viewer.pixels();
    // Black and white in bands, if it were only thinned out.
    for (let x = 300; x < 560; x += 7) {
      expect(Math.abs(small.at(x, 301)[0]! - 127), `at ${x}`).toBeLessThanOrEqual(12);
    }
    await viewer.set({ zoom: { kind: 'scale', scale: 8, x: 512, y: 512 } });
    const large = await viewer.pixels();
    for (let x = 100; x < 400; x += 1) expect([0, 255]).toContain(large.at(x, 100)[0]);
  });

  it('draws tiles of the full photo over the draft where it is looked at closely', async () => {
    const full = ramps(2000, 1500);
    const pictures = { low: thinned(full, 4), lowFull: full, enh: thinned(full, 4), enhFull: full };
    const photo = { width: 2000, height: 1500 };
    const layers = {
      lowLight: { key: 'low', draft: 'low', full: 'lowFull' },
      enhanced: { key: 'enh', draft: 'enh', full: 'enhFull' },
      truth: null,
    };
    const viewer = await show(
      pictures,
      propsFor(photo, { view: 'blink', layers, zoom: { kind: 'scale', scale: 1, x: 1020, y: 770 } }),
    );
    await expect.poll(async () => (await viewer.report()).tiles.given.length).toBeGreaterThanOrEqual(4);
    await viewer.call('twoFrames');
    const drawn = await viewer.pixels();
    const [left, top] = [Math.round(drawn.width / 2 - 1020), Math.round(drawn.height / 2 - 770)];
    for (const [x, y] of [
      [1020, 770],
      [1023, 767],
      [1024, 768],
      [1025, 769],
      [900, 600],
      [1200, 900],
    ] as const) {
      expect(drawn.at(x + left, y + top).slice(0, 3), `${x}, ${y}`).toEqual(at(full, x, y));
    }
    const { tiles } = await viewer.report();
    expect(tiles.most).toBeLessThanOrEqual(4);
    // The stage shows 888 × 592 of it: columns 1 to 2, rows 0 to 2. At full strength the photo's own tiles are not read.
    expect(new Set(tiles.asked)).toEqual(
      new Set([1, 2].flatMap((c) => [0, 1, 2].map((r) => `enh ${c} ${r}`))),
    );
  });

  it('samples over the edges of tiles as within them', async () => {
    const photo = { width: 1200, height: 1200 };
    // Steps at the tiles' edges and elsewhere, along both sides.
    const full = pictureOf(
      photo.width,
      photo.height,
      (x, y) => 60 * ((Math.floor(x / 128) + Math.floor(y / 64)) % 4),
    );
    const pictures = { low: thinned(full, 4), lowFull: full, enh: thinned(full, 4), enhFull: full };
    const layers = {
      lowLight: { key: 'low', draft: 'low', full: 'lowFull' },
      enhanced: { key: 'enh', draft: 'enh', full: 'enhFull' },
      truth: null,
    };
    const scale = 3;
    const zoom = { kind: 'scale', scale, x: 1024, y: 512 } as const;
    const viewer = await show(pictures, propsFor(photo, { view: 'blink', layers, zoom }));
    await expect.poll(async () => (await viewer.report()).tiles.given.length).toBeGreaterThanOrEqual(4);
    await viewer.call('twoFrames');
    await viewer.call('twoFrames');
    const drawn = await viewer.pixels();
    // The values between four pixels of the photo, around the corner of four tiles.
    const between = (u: number, v: number): number => {
      const [x, y] = [Math.floor(u), Math.floor(v)];
      const [a, b] = [u - x, v - y];
      const value = (dx: number, dy: number) => at(full, x + dx, y + dy)[0]!;
      return (
        (1 - b) * ((1 - a) * value(0, 0) + a * value(1, 0)) + b * ((1 - a) * value(0, 1) + a * value(1, 1))
      );
    };
    const [left, top] = [
      Math.round(drawn.width / 2 - scale * 1024),
      Math.round(drawn.height / 2 - scale * 512),
    ];
    let largest = 0;
    for (let y = -30; y < 30; y += 1)
      for (let x = -30; x < 30; x += 1) {
        const [dx, dy] = [drawn.width / 2 + x, drawn.height / 2 + y].map(Math.round) as [number, number];
        const expected = between((dx + 0.5 - left) / scale - 0.5, (dy + 0.5 - top) / scale - 0.5);
        largest = Math.max(largest, Math.abs(drawn.at(dx, dy)[0]! - expected));
      }
    expect(largest).toBeLessThanOrEqual(2);
  });

  it('comes back after the GPU was lost', async () => {
    const viewer = await show(pair, propsFor(size, { view: 'blink', zoom: oneToOne }));
    await viewer.call('loseContext');
    await viewer.set({ mix: mix(0.5, 1, 0, 0) });
    await viewer.call('restoreContext');
    await viewer.call('twoFrames');
    expect(largestDifference(await viewer.pixels(), await viewer.composed('enhanced'))).toBeLessThanOrEqual(
      1,
    );
  });
});

describe.skipIf(!hasChromium)(`the viewer without WebGL (${chromiumPath})`, () => {
  let plain: Browser;
  beforeAll(async () => {
    plain = await launchChromium({ webgl: false });
  });
  afterAll(() => plain.close());

  it('draws the same on the CPU', async () => {
    const pictures = { low: noise(side, side, 1), enh: noise(side, side, 2) };
    const props = propsFor(size, { view: 'blink', zoom: oneToOne, mix: mix(0.7, 0.5, -0.5, 0.3) });
    const viewer = await openViewer(plain, { pictures, props, context: still });
    expect(await viewer.page.getAttribute('[data-renderer]', 'data-renderer')).toBe('canvas');
    const drawn = await viewer.pixels();
    expect(largestDifference(drawn, await viewer.composed('enhanced'))).toBeLessThanOrEqual(1);
    await viewer.set({ view: 'split' });
    const split = await viewer.pixels();
    const [left, middle] = [split.width / 2 - side / 2, split.height / 2];
    expect(split.at(left + 5, middle).slice(0, 3)).toEqual(at(pictures.low, 5, side / 2));
    expect(viewer.errors).toEqual([]);
  });
});
