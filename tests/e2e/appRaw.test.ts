/** Camera raws in the whole app, on a network that doubles the stored value. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dngFile, type DngOptions } from '../fixtures/raw/dng';
import { colourAt, enhanced, homeWith } from '../support/appDriver';
import { violationsIn } from '../support/axe';
import { closeApp, dropFiles, removeHome, startApp, type LaunchedApp } from '../support/launchApp';
import { developed, pathWith, standIn, type StandIn } from '../support/standInDeveloper';

const slow = { timeout: 30_000 };
const [width, height] = [640, 480];

let shared: LaunchedApp;
let darktable: StandIn;
const photo = (name: string): string => join(shared.home, 'photos', name);

/** A neutral scene by the camera's white balance. */
const grey =
  (light: number): DngOptions['scene'] =>
  () => [light / 2, light, 0.7 * light];

async function dng(light: number): Promise<Buffer> {
  const create = { width: 320, height: 240, channels: 3, background: '#a06020' } as const;
  const jpeg = await sharp({ create }).jpeg({ quality: 95 }).toBuffer();
  const preview = { jpeg, width: 320, height: 240 };
  return dngFile({ width, height, scene: grey(light), neutral: [0.5, 1, 0.7], preview });
}

/** Stored value of 8 bits of an amount of light. */
const stored = (light: number): number => Math.round(255 * (1.055 * light ** (1 / 2.4) - 0.055));

const isNear = (colour: readonly number[], value: number): boolean =>
  colour.every((channel) => Math.abs(channel - value) <= 2);

beforeAll(async () => {
  const home = await homeWith('double');
  const programs = join(home, 'programs');
  mkdirSync(programs);
  darktable = standIn('darktable-cli', programs);
  shared = await startApp(home, { env: { PATH: pathWith(darktable) } });
  shared.page.setDefaultTimeout(60_000);
  await shared.page.getByText('Drop a dark photo here.').waitFor();
});
afterAll(async () => {
  await closeApp(shared.app);
  removeHome(shared.home);
});

describe('a camera raw', () => {
  it('is developed, changed in the panel, and saved as it is shown', async () => {
    const { page } = shared;
    writeFileSync(photo('night.dng'), await dng(0.05));
    await dropFiles(page, [photo('night.dng')]);
    await page.getByRole('heading', { level: 1, name: 'night.dng' }).waitFor();
    await enhanced(page);
    await expect.poll(async () => isNear(await colourAt(page, 0.4), stored(0.05)), slow).toBe(true);
    expect(await page.getByText('The camera’s preview').count()).toBe(0);

    const exposure = page.getByRole('slider', { name: 'Exposure' });
    await exposure.focus();
    await exposure.pressSequentially('1');
    await page.keyboard.press('Enter');
    expect(await exposure.getAttribute('aria-valuetext')).toBe('+1.00 EV');
    await expect.poll(async () => isNear(await colourAt(page, 0.4), stored(0.1)), slow).toBe(true);
    await enhanced(page);
    await page.getByRole('button', { name: 'Save TIFF' }).click();
    await page.getByText('Saved as night-candela.tif in photos/enhanced').waitFor();
    const { channels } = await sharp(photo('enhanced/night-candela.tif')).stats();
    expect(channels[1]!.mean / 257).toBeCloseTo(2 * stored(0.1), -1);
  });

  it('has a white balance by temperature', async () => {
    const { page } = shared;
    await page.getByRole('combobox', { name: 'White balance' }).selectOption('kelvin');
    const kelvin = page.getByRole('slider', { name: 'Temperature' });
    await kelvin.focus();
    await kelvin.pressSequentially('2500');
    await page.keyboard.press('Enter');
    const blueness = async (): Promise<number> => {
      const [red, , blue] = await colourAt(page, 0.4);
      return blue - red;
    };
    await expect.poll(blueness, slow).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'As it was shot' }).click();
    await expect.poll(async () => isNear(await colourAt(page, 0.4), stored(0.05)), slow).toBe(true);
  });

  it('is undone, copied as one choice, and developed again as it was left', async () => {
    const { page } = shared;
    const exposure = page.getByRole('slider', { name: 'Exposure' });
    const told = (): Promise<string | null> => exposure.getAttribute('aria-valuetext');
    // A number that is typed is one step, on every slider.
    const strength = page.getByRole('slider', { name: 'Strength' });
    await strength.focus();
    await strength.pressSequentially('90');
    await page.keyboard.press('Enter');
    expect(await strength.getAttribute('aria-valuetext')).toBe('90 %');
    await page.keyboard.press('Control+z');
    await expect.poll(() => strength.getAttribute('aria-valuetext')).toBe('100 %');
    await exposure.focus();
    await exposure.pressSequentially('1');
    await page.keyboard.press('Enter');
    await expect.poll(async () => isNear(await colourAt(page, 0.4), stored(0.1)), slow).toBe(true);
    await page.keyboard.press('Control+z');
    await expect.poll(told).toBe('0.00 EV');
    await expect.poll(async () => isNear(await colourAt(page, 0.4), stored(0.05)), slow).toBe(true);
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(told).toBe('+1.00 EV');

    await page.keyboard.press('Control+Shift+C');
    const dialog = page.getByRole('dialog', { name: 'Copy settings' });
    await dialog.getByRole('checkbox', { name: 'Camera raw +1.00 EV' }).waitFor();
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
    writeFileSync(photo('dusk.dng'), await dng(0.02));
    await dropFiles(page, [photo('dusk.dng')]);
    await page.getByRole('heading', { level: 1, name: 'dusk.dng' }).waitFor();
    await expect.poll(async () => isNear(await colourAt(page, 0.4), stored(0.02)), slow).toBe(true);
    await page.keyboard.press('Control+Shift+V');
    await page.getByText('Settings pasted on 1 photo.').waitFor();
    await expect.poll(told).toBe('+1.00 EV');
    await expect.poll(async () => isNear(await colourAt(page, 0.4), stored(0.04)), slow).toBe(true);

    await page.keyboard.press('Control+w');
    await page.getByRole('heading', { level: 1, name: 'night.dng' }).waitFor();
    await dropFiles(page, [photo('dusk.dng')]);
    await page.getByText('The settings of dusk.dng are as you left them.').waitFor();
    await expect.poll(told).toBe('+1.00 EV');
    await expect.poll(async () => isNear(await colourAt(page, 0.4), stored(0.04)), slow).toBe(true);
  });

  it('is developed by another program where that is chosen, in its own size', async () => {
    const { page } = shared;
    const developer = page.getByRole('combobox', { name: 'Developed by' });
    await developer.selectOption('darktable 9.8.7');
    await page.getByText('darktable uses its own sidecar beside the raw, or its own defaults.').waitFor();
    expect(await page.getByRole('slider', { name: 'Exposure' }).count()).toBe(0);
    const [red, , blue] = developed.colour.map((value) => value / 257);
    const isItsPicture = async (): Promise<boolean> => {
      const colour = await colourAt(page, 0.4);
      // Of Display P3 the screen shows sRGB, in which blue is somewhat stronger and red weaker.
      return Math.abs(colour[0] - (red ?? 0)) < 25 && Math.abs(colour[2] - (blue ?? 0)) < 10;
    };
    await expect.poll(isItsPicture, slow).toBe(true);
    await enhanced(page);
    await page.getByRole('button', { name: 'Save TIFF' }).click();
    await page.getByText('Saved as dusk-candela.tif in photos/enhanced').waitFor();
    const { width, height } = await sharp(photo('enhanced/dusk-candela.tif')).metadata();
    expect([width, height]).toEqual([developed.width, developed.height]);
    expect(darktable.runs()).toHaveLength(1);
    expect(await violationsIn(page, 'aside')).toEqual([]);
  });

  it('says so where that program fails, and LibRaw can be chosen again', async () => {
    const { page } = shared;
    darktable.behave('fails');
    await page.getByRole('option', { name: /^night\.dng/ }).click();
    await page.getByRole('heading', { level: 1, name: 'night.dng' }).waitFor();
    const developer = page.getByRole('combobox', { name: 'Developed by' });
    await developer.selectOption('darktable 9.8.7');
    await page.getByText('darktable did not develop night.dng: it ended with status 3.').first().waitFor();
    await developer.selectOption('LibRaw');
    await expect.poll(async () => isNear(await colourAt(page, 0.4), stored(0.1)), slow).toBe(true);
    expect(await violationsIn(page, 'aside')).toEqual([]);
  });

  it('that cannot be developed shows the camera’s preview, marked, with the reason', async () => {
    const { page } = shared;
    writeFileSync(photo('black.dng'), await dng(0));
    await dropFiles(page, [photo('black.dng')]);
    await page.getByRole('heading', { level: 1, name: 'black.dng' }).waitFor();
    await page.getByText('black.dng cannot be developed: all its values are zero.').first().waitFor();
    await page.getByText('The camera’s preview').waitFor();
  });
});
