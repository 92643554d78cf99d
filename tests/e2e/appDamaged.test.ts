/** The whole app with photos whose files are broken: what decodes is shown, and nothing is made of it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousViolations } from '../support/axe';
import { cutShort, withWrongChecksum } from '../support/brokenFiles';
import { colourAt, countCalls, enhanced, rampPhoto, samplesFolder, startWith } from '../support/appDriver';
import { closeApp, dropFiles, removeHome, type LaunchedApp } from '../support/launchApp';

let whole: Buffer;

let shared: LaunchedApp;
let calls: () => Promise<string[]>;
let stage: Locator;
const photo = (name: string): string => join(shared.home, 'photos', name);

beforeAll(async () => {
  whole = await sharp(join(samplesFolder, 'landscape.jpg')).resize(800).jpeg({ quality: 95 }).toBuffer();
  shared = await startWith('double');
  // The start page asks for drafts of its three samples. They must be there before calls are counted.
  const pictures = shared.page.getByRole('button', { name: /^Open the sample / }).locator('canvas');
  await pictures.nth(5).waitFor({ timeout: 60_000 });
  calls = await countCalls(shared.app);
  stage = shared.page.getByRole('region', { name: 'Photo' });
});

afterAll(async () => {
  await closeApp(shared.app);
  removeHome(shared.home);
});

describe('a damaged photo', () => {
  it('is shown as far as it decodes, with a badge and the reason', async () => {
    const { page } = shared;
    writeFileSync(photo('cut.jpg'), cutShort(whole, 0.5));
    await dropFiles(page, [photo('cut.jpg')]);
    const card = stage.getByRole('alert');
    await card.getByText(/^cut\.jpg is damaged: the file ends too early\./).waitFor();
    await card.getByText('Copy it from the camera or the card again.').waitFor();
    await stage.getByRole('group').getByText('Damaged', { exact: true }).waitFor();
    // Sky above, and the decoder's grey below.
    expect(await colourAt(page, 0.5, 0.95)).toEqual([128, 128, 128]);
    const [red, , blue] = await colourAt(page, 0.5, 0.1);
    expect(blue).toBeGreaterThan(red + 10);
  });

  it('cannot be adjusted, enhanced or saved', async () => {
    const { page } = shared;
    expect(await page.getByRole('slider').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Save JPEG' }).isDisabled()).toBe(true);
    for (const key of ['s', 'e', 'w', 'Control+c', '5', '1']) await page.keyboard.press(key);
    // This sheet opens at once. By then the keys before it have done what they do.
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: /Keys|Keyboard/ }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(new Set(await calls())).not.toContain('save.write');
    expect(new Set(await calls())).not.toContain('photos.draft');
    expect(existsSync(photo('enhanced'))).toBe(false);
  });

  it('passes axe', async () => {
    expect(await seriousViolations(shared.page)).toEqual([]);
  });

  it('is marked in the film strip, and comes back from there', async () => {
    const { page } = shared;
    await rampPhoto(photo('ramp.png'), { width: 300, height: 200 });
    writeFileSync(photo('sum.png'), withWrongChecksum(readFileSync(photo('ramp.png'))));
    await dropFiles(page, [photo('ramp.png'), photo('sum.png')]);
    await enhanced(page);
    await page.getByRole('option', { name: /^cut.jpg is damaged/ }).waitFor();
    const tile = page.getByRole('option', { name: /^sum.png is damaged/ });
    await tile.getByText('Damaged').waitFor();
    await tile.click();
    await stage
      .getByRole('alert')
      .getByText(/^sum\.png is damaged: /)
      .waitFor();
    expect(await page.getByRole('slider').count()).toBe(0);
    await page.getByRole('option', { name: /^cut.jpg is damaged/ }).click();
    await stage
      .getByRole('alert')
      .getByText(/^cut\.jpg is damaged/)
      .waitFor();
  });

  it('stays one when it is tried again, and is enhanced when its file was mended', async () => {
    const { page } = shared;
    const card = stage.getByRole('alert');
    await card.getByRole('button', { name: 'Try again' }).click();
    await card.getByText(/^cut\.jpg is damaged/).waitFor();
    writeFileSync(photo('cut.jpg'), whole);
    await card.getByRole('button', { name: 'Try again' }).click();
    await enhanced(page);
    expect(await card.count()).toBe(0);
    await page.getByRole('option', { name: 'cut.jpg, enhanced, not saved' }).waitFor();
    expect(await page.getByRole('slider').count()).toBeGreaterThan(0);
    expect(await colourAt(page, 0.3, 0.95)).not.toEqual([128, 128, 128]);
    await page.keyboard.press('s');
    await page.getByText(/^Saved as cut-candela\.jpg/).waitFor({ timeout: 60_000 });
  });

  it('is looked at anew when its mended file is dropped again', async () => {
    const { page } = shared;
    await rampPhoto(photo('sum.png'), { width: 300, height: 200 });
    await dropFiles(page, [photo('sum.png')]);
    await enhanced(page, { of: 'sum.png' });
    await page.getByRole('option', { name: 'sum.png, enhanced, not saved' }).waitFor();
  });
});
