/** @file Dialogs of the page and the messages over them, over a stand-in for the main process. Skipped, saying so, where there is no Chromium. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageDriver } from '../support/page/PageDriver';
import { hasChromium, PageWindows } from '../support/page/PageWindows';
import { outOfMemory } from '../support/page/failures';

const windows = new PageWindows();
let driver: PageDriver;
let page: Page;

async function withStreet(): Promise<void> {
  driver = await windows.fresh({ theme: 'dark', width: 1280 });
  page = driver.page;
  await driver.open('street.jpg');
  await driver.enhanced();
}

async function presetsMenu(entry: string): Promise<void> {
  await page.getByRole('button', { name: 'More for presets' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

async function savePreset(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save these settings as a preset' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
}

describe.skipIf(!hasChromium)('a dialog', () => {
  beforeAll(() => windows.start());

  afterAll(() => windows.stop());

  it('shows the message about a deleted preset in itself, where it can be pressed', async () => {
    await withStreet();
    await savePreset('Mine');
    await presetsMenu('Manage…');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete Mine' }).click();
    await dialog.getByText('Preset “Mine” deleted.').waitFor();
    await dialog.getByRole('button', { name: 'Undo', exact: true }).click({ timeout: 5000 });
    await dialog.getByRole('textbox', { name: 'Name of the preset Mine' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
    await page.getByRole('button', { name: 'Mine', exact: true }).waitFor();
  });

  it('lies over messages from before it, and keeps their Undo until it is closed', async () => {
    await withStreet();
    await page.keyboard.press('s');
    const saved = page.getByText(/^Saved as/);
    await saved.waitFor();
    await page.keyboard.press('e');
    await page.getByRole('dialog').waitFor();
    await driver.still();
    const box = (await saved.boundingBox())!;
    const hit = await page.evaluate(
      ([x, y]) => document.elementFromPoint(x, y)?.closest('dialog, li')?.tagName,
      [box.x + box.width / 2, box.y + box.height / 2] as const,
    );
    expect(hit).toBe('DIALOG');
    await page.clock.install();
    await page.clock.fastForward(60_000);
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => driver.calls('save.undo')).toHaveLength(1);
  });

  it('exports the photo it names, whatever is dropped meanwhile', async () => {
    await withStreet();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Export street.jpg' });
    await dialog.waitFor();
    await driver.drop(['room.jpg']);
    await expect.poll(() => driver.calls('photos.draft')).toHaveLength(2);
    expect(await dialog.count()).toBe(1);
    await dialog.getByRole('button', { name: 'Save' }).click();
    const [draft] = await driver.calls('photos.draft');
    await expect.poll(() => driver.calls('save.write')).toHaveLength(1);
    const [save] = await driver.calls('save.write');
    expect(save?.input).toMatchObject({ photo: (draft?.input as { photo: string }).photo });
  });

  it('lets a provider be chosen, and what stands beside the photo is asked for anew', async () => {
    await withStreet();
    await page.keyboard.press('w');
    await expect.poll(() => driver.calls('photos.explain')).toHaveLength(1);
    await page.keyboard.press('g');
    await page.getByRole('radio', { name: /^CPU/ }).check();
    await expect.poll(() => driver.calls('photos.explain')).toHaveLength(2);
    expect((await driver.calls('photos.explain'))[1]?.input).toMatchObject({
      inference: { provider: 'cpu' },
    });
  });

  it('says that a command could not be copied, and not that it was', async () => {
    await withStreet();
    await driver.fail('save.command', outOfMemory);
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Copy as command' }).click();
    await dialog.getByRole('alert').getByText(outOfMemory.message).waitFor();
    expect(await dialog.getByRole('button', { name: 'Copied' }).count()).toBe(0);
    await driver.fail('save.command', null);
    await dialog.getByRole('button', { name: 'Copy as command' }).click();
    await dialog.getByRole('button', { name: 'Copied' }).waitFor();
  });

  it('takes a name no longer than a preset may have, and none of a preset of the app', async () => {
    await withStreet();
    await savePreset('Mine');
    await presetsMenu('Manage…');
    const name = page.getByRole('textbox', { name: 'Name of the preset Mine' });
    await name.fill('n'.repeat(70));
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: `Name of the preset ${'n'.repeat(60)}` }).waitFor();
    await page.getByRole('textbox').fill('Gentle');
    await page.keyboard.press('Enter');
    await page.getByText('There is a preset called “Gentle” already.').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Save these settings as a preset' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Gentle');
    await page.getByText('A preset that comes with Candela has this name.').waitFor();
    expect(await page.getByRole('button', { name: 'Save preset' }).isDisabled()).toBe(true);
    expect(driver.errors).toEqual([]);
  });
});
