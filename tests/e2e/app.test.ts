/** The whole app on a network that doubles the stored value: what is looked at. */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exposureGain, psnr, ssim, type Raster } from '@core';
import {
  colourAt,
  countCalls,
  enhanced,
  flatPhoto,
  rampPhoto,
  samplesFolder,
  screen,
  type Screen,
  stageBox,
  startWith,
} from '../support/appDriver';
import { closeApp, dropFiles, removeHome, type LaunchedApp } from '../support/launchApp';

const slow = { timeout: 30_000 };
const low = [40, 30, 20];
const bright = [80, 60, 40];

let shared: LaunchedApp;
const photo = (name: string): string => join(shared.home, 'photos', name);

beforeAll(async () => {
  shared = await startWith('double');
  await flatPhoto(photo('flat.png'), [40, 30, 20]);
  await rampPhoto(photo('ramp.png'), { width: 900, height: 700 });
});

afterAll(async () => {
  await closeApp(shared.app);
  removeHome(shared.home);
});

describe('the app', () => {
  it('starts with an invitation and samples, one of which opens', async () => {
    const { page } = shared;
    await page.getByRole('button', { name: 'Open a photo' }).waitFor();
    const samples = page.getByRole('button', { name: /^Open the sample / });
    await expect.poll(() => samples.count(), slow).toBe(3);
    await page.getByRole('button', { name: /^Open the sample room/i }).click();
    await enhanced(page);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/room/i);
    await page.keyboard.press('Control+w');
    await page.getByText('Drop a dark photo here.').waitFor();
  });

  it('shows the photo and its result when a file is dropped', async () => {
    const { page } = shared;
    await dropFiles(page, [photo('flat.png')]);
    await enhanced(page);
    await expect.poll(() => colourAt(page, 0.4), slow).toEqual(low);
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual(bright);
    expect(await page.getByRole('banner').textContent()).toMatch(/flat\.png.*0\.1 MP.*Enhanced on CPU in/);
  });

  it('mixes by strength what is on the screen, without a run of the network', async () => {
    const { app, page } = shared;
    const calls = await countCalls(app);
    const slider = page.getByRole('slider', { name: 'Strength' });
    await slider.focus();
    await page.keyboard.type('50');
    await page.keyboard.press('Enter');
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual([60, 45, 30]);
    expect(await colourAt(page, 0.4)).toEqual(low);
    await page.keyboard.press('Home');
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual(low);
    await slider.dblclick();
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual(bright);
    expect((await calls()).filter((name) => /draft|tile/.test(name))).toEqual([]);
  });

  it('finishes by brightness and colour, undoes that and does it again', async () => {
    const { page } = shared;
    await page.getByRole('slider', { name: 'Colour' }).focus();
    await page.keyboard.press('Home');
    // Grey: the Rec. 709 luma of the stored values.
    const grey = Math.round(0.2126 * 80 + 0.7152 * 60 + 0.0722 * 40);
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual([grey, grey, grey]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual(bright);
    await page.keyboard.press('Control+y');
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual([grey, grey, grey]);
    await page.getByRole('button', { name: 'Reset all' }).click();
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual(bright);
  });

  it('shows the original while its key is held', async () => {
    const { page } = shared;
    await page.keyboard.down('\\');
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual(low);
    await page.keyboard.up('\\');
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual(bright);
  });

  it('moves the split line by keys and by mouse', async () => {
    const { page } = shared;
    const line = page.getByRole('slider', { name: 'Split line' });
    await line.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => colourAt(page, 0.4), slow).toEqual(bright);
    const [box, stage] = [await line.boundingBox(), await stageBox(page)];
    await page.mouse.move(box!.x + box!.width / 2, box!.y + box!.height / 2);
    await page.mouse.down();
    await page.mouse.move(stage.x + 0.7 * stage.width, stage.y + 0.5 * stage.height, { steps: 5 });
    await page.mouse.up();
    await page.mouse.move(5, 5);
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual(low);
    await page.mouse.move(stage.x + 0.7 * stage.width, stage.y + 0.5 * stage.height);
    await page.mouse.down();
    await page.mouse.move(stage.x + 0.5 * stage.width, stage.y + 0.5 * stage.height, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual(bright);
  });

  it('compares side by side', async () => {
    const { page } = shared;
    await page.keyboard.press('2');
    await expect.poll(() => colourAt(page, 0.3), slow).toEqual(low);
    expect(await colourAt(page, 0.7)).toEqual(bright);
    await expect.poll(() => page.getByRole('slider', { name: 'Split line' }).isVisible()).toBe(false);
  });

  it('blinks', async () => {
    const { page } = shared;
    await page.keyboard.press('3');
    await page.getByRole('button', { name: 'Swap' }).waitFor();
    await expect.poll(() => colourAt(page, 0.5), slow).toEqual(bright);
    await expect.poll(() => colourAt(page, 0.5), slow).toEqual(low);
  });

  it('shows the difference, times its gain', async () => {
    const { page } = shared;
    await page.getByRole('radio', { name: 'Difference' }).click();
    await expect.poll(() => colourAt(page, 0.5), slow).toEqual([40, 30, 20]);
    await page.getByRole('combobox', { name: 'Gain of the difference' }).selectOption('4');
    await page.getByText('Difference × 4').waitFor();
    await expect.poll(() => colourAt(page, 0.5), slow).toEqual([160, 120, 80]);
  });

  it('tells the values under the pointer, before and after', async () => {
    const { page } = shared;
    await page.keyboard.press('1');
    const stage = await stageBox(page);
    await page.mouse.move(stage.x + 0.6 * stage.width, stage.y + 0.4 * stage.height);
    const values = page.getByLabel('Values under the pointer');
    await expect.poll(() => values.textContent(), slow).toMatch(/40\D+30\D+20.*80\D+60\D+40/);
  });

  it('zooms and pans with both panes locked, and says the scale', async () => {
    const { page } = shared;
    await dropFiles(page, [photo('ramp.png')]);
    await enhanced(page, { of: 'ramp.png' });
    await page.keyboard.press('2');
    await page.keyboard.press('Control+Alt+0');
    const scale = page.locator('[data-scale]');
    await expect.poll(() => scale.textContent()).toBe('100 %');
    const stage = await stageBox(page);
    const left = { x: stage.x + 0.2 * stage.width, y: stage.y + 0.6 * stage.height };
    // Squares of the photo are 16 px wide, so a pane that lags behind shows others.
    const places = Array.from({ length: 24 }, (_, step) => ({ x: 9 * step - 80, y: 5 * step - 60 }));
    const pairsOf = (seen: Screen, shift: number) =>
      places.map(({ x, y }) => ({
        before: seen.at(left.x + x, left.y + y),
        after: seen.at(left.x + x + shift, left.y + y),
      }));
    const lagOf = (seen: Screen, shift: number) => {
      const off = pairsOf(seen, shift).flatMap(({ before, after }) =>
        before.map((value, channel) => Math.abs(after[channel]! - 2 * value)),
      );
      return Math.max(...off);
    };
    const pairs = async (shift: number) => pairsOf(await screen(page), shift);
    const lag = async (shift: number) => lagOf(await screen(page), shift);
    // Distance between the panes: half of the stage and half of the gap.
    const shifts = Array.from({ length: 24 }, (_, gap) => Math.round(stage.width / 2) + gap);
    let lags: number[] = [];
    const leastLag = async () => {
      const seen = await screen(page);
      lags = shifts.map((shift) => lagOf(seen, shift));
      return Math.min(...lags);
    };
    await expect.poll(leastLag, slow).toBeLessThanOrEqual(2);
    const shift = shifts[lags.indexOf(Math.min(...lags))]!;
    const start = await pairs(shift);
    await page.mouse.move(left.x, left.y);
    await page.mouse.down();
    await page.mouse.move(left.x + 125, left.y + 67, { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => pairs(shift), slow).not.toEqual(start);
    await expect.poll(() => lag(shift), slow).toBeLessThanOrEqual(2);
    await scale.click();
    await page.getByRole('button', { name: '800 %' }).click();
    await expect.poll(() => scale.textContent()).toBe('800 %');
    await expect.poll(() => lag(shift), slow).toBeLessThanOrEqual(2);
    await page.keyboard.press('Control+0');
    await expect.poll(() => scale.textContent()).not.toBe('800 %');
  });

  it('finds the ground truth by name and scores against it as @core does', async () => {
    const { page } = shared;
    mkdirSync(photo('set/truth'), { recursive: true });
    const [dark, truth] = [photo('set/room.jpg'), photo('set/truth/room.jpg')];
    for (const path of [dark, truth]) {
      const sample = join(samplesFolder, relative(photo('set'), path));
      await sharp(sample).resize(800).jpeg({ quality: 95 }).toFile(path);
    }
    await dropFiles(page, [dark]);
    await enhanced(page, { of: 'room.jpg' });
    await page.keyboard.press('5');
    const read = async (path: string): Promise<Raster> => {
      const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, channels: 3, data };
    };
    const [before, reference] = [await read(dark), await read(truth)];
    const after = { ...before, data: Uint8Array.from(before.data, (value) => Math.min(255, 2 * value)) };
    const score = (picture: Raster, gain?: number) => {
      const scaled = gain === undefined ? { raster: picture } : { raster: picture, gain };
      return `${psnr(scaled, reference).toFixed(1)} dB · SSIM ${ssim(scaled, reference).toFixed(2)}`;
    };
    for (const picture of [before, after]) {
      const gain = exposureGain(picture, reference);
      const caption = page.locator('[data-label$="-caption"]').filter({ hasText: score(picture) });
      await caption.waitFor({ timeout: 60_000 });
      const wanted = `${score(picture)} as is\nexposure-matched × ${gain.toFixed(2)}\n${score(picture, gain)}`;
      expect(await caption.innerText()).toBe(wanted);
    }
    for (const label of ['Ground truth', 'Low light', 'Enhanced'])
      expect(await page.locator('[data-label]').getByText(label, { exact: true }).count(), label).toBe(1);
    await page.getByRole('button', { name: 'Remove the ground truth' }).click();
    await page.getByText('No ground truth yet').waitFor();
    await page.keyboard.press('1');
  });

  it('complained about nothing', () => {
    // A warning of the software driver about the tests' screenshots.
    expect(shared.complaints.filter((line) => !line.includes('GL Driver Message'))).toEqual([]);
  });
});
