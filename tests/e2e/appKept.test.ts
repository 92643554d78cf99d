/** The whole app, closed and started again: what it remembers of photos. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { enhanced, homeWith, rampPhoto } from '../support/appDriver';
import { dropFiles, launchApp, closeApp, removeHome, startApp } from '../support/launchApp';

const strength = (page: Page) =>
  page.getByRole('slider', { name: 'Strength' }).getAttribute('aria-valuetext');

describe('the app, started again', () => {
  it('reopens the last photos with the settings that they had', async () => {
    const home = await homeWith('double');
    onTestFinished(() => {
      removeHome(home);
    });
    const photo = (name: string): string => join(home, 'photos', name);
    await rampPhoto(photo('one.png'), { width: 300, height: 200 });
    await rampPhoto(photo('two.png'), { width: 200, height: 300 });
    const first = await startApp(home);
    await dropFiles(first.page, [photo('one.png'), photo('two.png')]);
    await enhanced(first.page, { of: 'one.png' });
    for (let press = 0; press < 3; press += 1)
      await first.page.getByRole('slider', { name: 'Strength' }).press('ArrowLeft');
    const set = await strength(first.page);
    expect(set).not.toContain('100');
    await closeApp(first.app);

    const { page } = await launchApp({ home });
    await page.getByRole('button', { name: 'Reopen the last 2 photos' }).click();
    await enhanced(page, { of: 'one.png' });
    await expect.poll(() => strength(page)).toBe(set);
    await page.getByText('The settings of one.png are as you left them.').waitFor();
    await page.getByRole('option', { name: /^two\.png/ }).click();
    await enhanced(page, { of: 'two.png' });
    expect(await strength(page)).toContain('100');
  });
});
