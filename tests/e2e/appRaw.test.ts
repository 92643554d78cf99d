/** Camera raws in the whole app, on a network that doubles the stored value. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dngFile, type DngOptions } from '../fixtures/raw/dng';
import { colourAt, enhanced, startWith } from '../support/appDriver';
import { closeApp, dropFiles, removeHome, type LaunchedApp } from '../support/launchApp';

const slow = { timeout: 30_000 };
const [width, height] = [640, 480];

let shared: LaunchedApp;
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
  shared = await startWith('double');
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

  it('that cannot be developed shows the camera’s preview, marked, with the reason', async () => {
    const { page } = shared;
    writeFileSync(photo('black.dng'), await dng(0));
    await dropFiles(page, [photo('black.dng')]);
    await page.getByRole('heading', { level: 1, name: 'black.dng' }).waitFor();
    await page.getByText('black.dng cannot be developed: all its values are zero.').first().waitFor();
    await page.getByText('The camera’s preview').waitFor();
  });
});
