/** The whole app when something is wrong: with files, with the engine. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  colourAt,
  enginePid,
  enhanced,
  flatPhoto,
  keepAnswers,
  samplesFolder,
  startWith,
} from '../support/appDriver';
import { closeApp, dropFiles, removeHome, type LaunchedApp } from '../support/launchApp';

const slow = { timeout: 30_000 };

let shared: LaunchedApp;
const photo = (name: string): string => join(shared.home, 'photos', name);

beforeAll(async () => {
  shared = await startWith('double');
});

afterAll(async () => {
  await closeApp(shared.app);
  removeHome(shared.home);
});

/** Kills the engine as soon as it is at work on the next draft. */
async function killWithDraft(app: ElectronApplication, pid: number): Promise<void> {
  await app.evaluate(({ ipcMain }, engine) => {
    type Handler = (event: unknown, message: { name: string }) => unknown;
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handler>;
    const own = handlers.get('candela:call');
    if (own === undefined) throw new Error('the channel has no handler');
    handlers.set('candela:call', (event, message) => {
      if (message.name !== 'photos.draft') return own(event, message);
      handlers.set('candela:call', own);
      const answer = own(event, message);
      process.kill(engine, 'SIGKILL');
      return answer;
    });
  }, pid);
}

describe('the app', () => {
  it('says what can be dropped when that is no photo', async () => {
    const { page } = shared;
    writeFileSync(photo('letter.txt'), 'Dear photo,');
    await dropFiles(page, [photo('letter.txt')]);
    await page
      .getByRole('alert')
      .filter({ hasText: /JPEG, PNG, TIFF/ })
      .waitFor();
    await page.keyboard.press('Control+w');
    await page.getByText('Drop a dark photo here.').waitFor();
  });

  it('says on its own tile that a photo is damaged, and goes on with the others', async () => {
    const { page } = shared;
    const whole = readFileSync(join(samplesFolder, 'room.jpg'));
    writeFileSync(photo('cut.jpg'), whole.subarray(0, 300));
    await dropFiles(page, [photo('cut.jpg')]);
    const card = page.getByRole('region', { name: 'Photo' }).getByRole('alert');
    await card.getByText(/^cut\.jpg /).waitFor();
    await card.getByRole('button', { name: 'Open another…' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('slider').count()).toBe(0);
    await flatPhoto(photo('fine.png'), [30, 30, 30]);
    await dropFiles(page, [photo('fine.png')]);
    await enhanced(page, { of: 'fine.png' });
    await page.getByRole('option', { name: /^cut.jpg is damaged/ }).waitFor();
  });

  it('opens a refused photo when its file was repaired and one tries again', async () => {
    const { page } = shared;
    await page.getByRole('option', { name: /^cut.jpg is damaged/ }).click();
    const card = page.getByRole('region', { name: 'Photo' }).getByRole('alert');
    await card.getByRole('button', { name: 'Try again' }).click();
    await card.getByText(/^cut\.jpg /).waitFor();
    cpSync(join(samplesFolder, 'room.jpg'), photo('cut.jpg'));
    await card.getByRole('button', { name: 'Try again' }).click();
    await enhanced(page);
    expect(await card.count()).toBe(0);
    await page.getByRole('option', { name: 'cut.jpg, enhanced, not saved' }).waitFor();
    await page.getByRole('option', { name: /^fine\.png/ }).click();
    await enhanced(page, { of: 'fine.png' });
  });

  it('refuses a ground truth of another size in words', async () => {
    const { page } = shared;
    await page.keyboard.press('5');
    await page.getByText('No ground truth yet').waitFor();
    await flatPhoto(photo('other.png'), [90, 90, 90], { width: 300, height: 400 });
    await dropFiles(page, [photo('other.png')], { alt: true });
    await page
      .getByText('fine.png is 400 × 300 pixels, but the ground truth other.png is 300 × 400.')
      .waitFor();
    await flatPhoto(photo('truth.png'), [90, 90, 90]);
    await dropFiles(page, [photo('truth.png')], { alt: true });
    await page
      .getByText(/^exposure-matched × \d/)
      .first()
      .waitFor(slow);
    await page.keyboard.press('1');
  });

  it('says that the engine was killed in mid-run, and the next run works', async () => {
    const { app, page } = shared;
    const before = enginePid(app);
    expect(before).not.toBeNull();
    await killWithDraft(app, before!);
    await flatPhoto(photo('large.png'), [20, 25, 30], { width: 1280, height: 1000 });
    await dropFiles(page, [photo('large.png')]);
    await page.getByRole('status').getByText('The engine stopped and restarted.').waitFor();
    const retry = page.getByRole('button', { name: 'Try again' });
    await retry.click();
    await enhanced(page, { of: 'large.png' });
    expect(await colourAt(page, 0.4)).toEqual([20, 25, 30]);
    expect(await colourAt(page, 0.6)).toEqual([40, 50, 60]);
    expect(enginePid(app)).not.toBe(before);
    await page.getByRole('option', { name: /^fine\.png/ }).click();
    await enhanced(page, { of: 'fine.png' });
  });

  it('cancels a save, of which nothing stays', async () => {
    const { app, page } = shared;
    const answers = await keepAnswers(app, 'save.write');
    await flatPhoto(photo('wide.png'), [20, 25, 30], { width: 5000, height: 3000 });
    await dropFiles(page, [photo('wide.png')]);
    await enhanced(page, { of: 'wide.png' });
    await page.keyboard.press('s');
    const toast = page.getByRole('region', { name: 'Messages' });
    await toast.getByText('Saving wide.png…').first().waitFor();
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => toast.getByText('Saving wide.png…').count(), slow).toBe(0);
    await expect.poll(answers, slow).toEqual([{ ok: false, aborted: true }]);
    expect(existsSync(photo('enhanced'))).toBe(false);
    expect(await page.getByText(/^Saved as wide/).count()).toBe(0);
    await page.getByRole('option', { name: /^fine\.png/ }).click();
    await enhanced(page, { of: 'fine.png' });
    await page.keyboard.press('s');
    await page.getByText(/^Saved as fine-candela\.png/).waitFor(slow);
  });

  it('survives the death of its window: photos are there again', async () => {
    const { app, page } = shared;
    const renderer = execFileSync('ps', ['-e', '-o', 'pid=,args='], { encoding: 'utf8' });
    expect(renderer).toContain('--type=renderer');
    const loaded = page.waitForEvent('load').catch(() => undefined);
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await loaded;
    const names = () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          `[...document.querySelectorAll('[role=option]')].map((tile) => tile.title)`,
        ),
      );
    const startingWith = (name: string): unknown => expect.stringContaining(`${name}, `);
    await expect
      .poll(names, slow)
      .toEqual(expect.arrayContaining(['fine.png', 'large.png', 'wide.png'].map(startingWith)));
  });
});

describe('a photo of 100 MP', () => {
  it('opens without holding the window up', async () => {
    const launched = await startWith('double');
    const { app, page, home } = launched;
    try {
      const path = join(home, 'photos', 'huge.jpg');
      await sharp({ create: { width: 12_000, height: 8400, channels: 3, background: '#28201a' } })
        .jpeg()
        .toFile(path);
      await page.evaluate(() => {
        const gaps = { longest: 0, last: performance.now() };
        Reflect.set(globalThis, 'gaps', gaps);
        setInterval(() => {
          gaps.longest = Math.max(gaps.longest, performance.now() - gaps.last);
          gaps.last = performance.now();
        }, 20);
      });
      await dropFiles(page, [path]);
      await enhanced(page, { of: 'huge.jpg', timeout: 120_000 });
      const longest = await page.evaluate(
        () => (Reflect.get(globalThis, 'gaps') as { longest: number }).longest,
      );
      // Long enough for a busy machine, and far below what a person would call hanging.
      expect(longest).toBeLessThan(3000);
      expect(await page.getByRole('banner').textContent()).toContain('100.8 MP');
      // The value in the file: JPEG differs by a step or two from the requested one.
      const { data } = await sharp(path)
        .extract({ left: 0, top: 0, width: 1, height: 1 })
        .raw()
        .toBuffer({ resolveWithObject: true });
      await expect.poll(() => colourAt(page, 0.4), slow).toEqual([...data]);
    } finally {
      await closeApp(app);
      removeHome(home);
    }
  });
});
