/** The whole app with several photos, by keyboard alone, and over a restart. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colourAt, enhanced, flatPhoto, homeWith, startWith } from '../support/appDriver';
import {
  answerDialogs,
  closeApp,
  dropFiles,
  removeHome,
  startApp,
  type LaunchedApp,
} from '../support/launchApp';

const slow = { timeout: 30_000 };

describe('three photos at once', () => {
  let shared: LaunchedApp;
  const names = ['a.png', 'b.png', 'c.png'] as const;
  const tile = (page: Page, name: string) => page.getByRole('option', { name: new RegExp(`^${name}`) });

  beforeAll(async () => {
    shared = await startWith('double');
    const paths = names.map((name) => join(shared.home, 'photos', name));
    await Promise.all(paths.map((path, index) => flatPhoto(path, [20 + 20 * index, 30, 40])));
    await dropFiles(shared.page, paths);
    await enhanced(shared.page);
  });
  afterAll(async () => {
    await closeApp(shared.app);
    removeHome(shared.home);
  });

  it('stand in the strip, all of them enhanced, the first one shown', async () => {
    const { page } = shared;
    expect(await page.getByRole('option').count()).toBe(3);
    for (const name of names)
      await page.getByRole('option', { name: new RegExp(`^${name}, enhanced`) }).waitFor(slow);
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual([40, 60, 80]);
  });

  it('keep their own settings', async () => {
    const { page } = shared;
    const strength = page.getByRole('slider', { name: 'Strength' });
    await strength.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual([20, 30, 40]);
    await tile(page, 'b.png').click();
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual([80, 60, 80]);
    expect(await strength.getAttribute('aria-valuetext')).toBe('100 %');
    await page.keyboard.press('[');
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual([20, 30, 40]);
  });

  it('take the settings of one of them when told to', async () => {
    const { page } = shared;
    await page.getByRole('button', { name: 'Apply to all 3 photos' }).click();
    await page.getByText('Applied to 2 other photos.').waitFor();
    await tile(page, 'c.png').click();
    await expect.poll(() => colourAt(page, 0.6), slow).toEqual([60, 30, 40]);
  });

  it('close one by one, by Delete on the tile', async () => {
    const { page } = shared;
    await tile(page, 'c.png').focus();
    await page.keyboard.press('Delete');
    await expect.poll(() => page.getByRole('option').count()).toBe(2);
    await page.keyboard.press('Control+w');
    await page.keyboard.press('Control+w');
    await page.getByText('Drop a dark photo here.').waitFor();
  });
});

describe('the keyboard alone', () => {
  it('goes from the start to a saved file', async () => {
    const { app, page, home } = await startWith('double');
    try {
      const path = await flatPhoto(join(home, 'photos', 'night.png'), [40, 30, 20]);
      await answerDialogs(app, [path]);
      // Tabs to the main button of the empty window, like a person who knows no shortcuts.
      const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
      for (let step = 0; step < 8 && (await focused()) !== 'Open a photo'; step += 1)
        await page.keyboard.press('Tab');
      expect(await focused()).toBe('Open a photo');
      await page.keyboard.press('Enter');
      await enhanced(page);
      const name = () =>
        page.evaluate(() => {
          const labelled = document.activeElement?.getAttribute('aria-labelledby') ?? '';
          return document.getElementById(labelled)?.textContent ?? '';
        });
      for (let step = 0; step < 40 && (await name()) !== 'Strength'; step += 1)
        await page.keyboard.press('Tab');
      expect(await name()).toBe('Strength');
      for (const key of ['Shift+ArrowLeft', 'Shift+ArrowLeft']) await page.keyboard.press(key);
      for (let step = 0; step < 40 && (await focused()) !== 'Save PNG'; step += 1)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('Saved as night-candela.png in photos/enhanced').waitFor();
      expect(existsSync(join(home, 'photos', 'enhanced', 'night-candela.png'))).toBe(true);
      await expect.poll(() => colourAt(page, 0.6), slow).toEqual([72, 54, 36]);
    } finally {
      await closeApp(app);
      removeHome(home);
    }
  });
});

describe('what was chosen', () => {
  it('holds after a restart: theme, view, clipping, export, presets, recent photos', async () => {
    const home = await homeWith('double');
    try {
      const first = await startApp(home);
      const path = await flatPhoto(join(home, 'photos', 'night.png'), [40, 30, 20]);
      await dropFiles(first.page, [path]);
      await enhanced(first.page);
      await first.page.keyboard.press('2');
      await first.page.keyboard.press('j');
      await first.page.keyboard.press('e');
      await first.page.getByRole('combobox', { name: 'Format' }).selectOption('avif');
      await first.page.keyboard.press('Escape');
      await first.page.keyboard.press('p');
      await first.page.getByRole('textbox', { name: 'Name' }).fill('My evening');
      await first.page.keyboard.press('Enter');
      await first.page.getByRole('button', { name: 'My evening', exact: true }).waitFor();
      await first.page.getByRole('button', { name: 'Menu' }).click();
      await first.page.getByRole('menuitemcheckbox', { name: 'Light', exact: true }).click();
      const theme = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme);
      await expect.poll(() => theme(first.page)).toBe('light');
      await closeApp(first.app);

      const { app, page } = await startApp(home);
      try {
        await expect.poll(() => theme(page), slow).toBe('light');
        await page.getByRole('button', { name: /^night\.png/ }).click();
        await enhanced(page);
        expect(await page.getByRole('radio', { name: 'Side by side' }).getAttribute('aria-checked')).toBe(
          'true',
        );
        const clipping = page.getByRole('button', { name: 'Show clipping' });
        expect(await clipping.getAttribute('aria-pressed')).toBe('true');
        await page.getByRole('button', { name: 'Save AVIF' }).waitFor();
        await page.getByRole('button', { name: 'My evening', exact: true }).waitFor();
      } finally {
        await closeApp(app);
      }
    } finally {
      removeHome(home);
    }
  });
});
