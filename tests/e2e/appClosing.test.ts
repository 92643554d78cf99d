/** A save outlives its window. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { enhanced, flatPhoto, homeWith } from '../support/appDriver';
import { holdingEngine } from '../support/holding';
import { closeApp, dropFiles, removeHome, startApp, type LaunchedApp } from '../support/launchApp';

type Saving = LaunchedApp & { free: () => void; results: () => string[]; wasAsked: () => boolean };

/** An app that saves a photo of that size, and gets no further until it is freed. */
async function saving(size = { width: 400, height: 300 }): Promise<Saving> {
  const home = await homeWith('double');
  const engine = await holdingEngine(home);
  const launched = await startApp(home, { env: engine.env });
  const { app, page } = launched;
  onTestFinished(async () => {
    await closeApp(app);
    removeHome(home);
  });
  const path = await flatPhoto(join(home, 'photos', 'wide.png'), [20, 25, 30], size);
  await dropFiles(page, [path]);
  await enhanced(page);
  engine.hold();
  await page.keyboard.press('s');
  await page.getByRole('region', { name: 'Messages' }).getByText('Saving wide.png…').first().waitFor();
  await expect.poll(engine.isHeld).toBe(true);
  const results = (): string[] => {
    try {
      return readdirSync(join(home, 'photos', 'enhanced'));
    } catch {
      return [];
    }
  };
  return { ...launched, free: engine.free, results, wasAsked: asked(app) };
}

/** Whether the question has come, by the program's output, since the program ends after it. */
function asked(app: ElectronApplication): () => boolean {
  let output = '';
  app.process().stdout?.on('data', (bytes: Buffer) => {
    output += bytes.toString();
  });
  return () => output.includes('asked');
}

/** Closes the window and answers the question with the button of that index. */
async function closeWindow(app: ElectronApplication, response: 0 | 1): Promise<void> {
  await app.evaluate(({ BrowserWindow, dialog }, button) => {
    dialog.showMessageBox = () => {
      process.stdout.write('asked');
      return Promise.resolve({ response: button, checkboxChecked: false });
    };
    // The program may end at once, and this very call must be answered before.
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 100);
  }, response);
}

/** Closes the window and leaves the question alone, as long as it is there. */
async function closeWindowAndWait(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow, dialog }) => {
    const ask = (_window: unknown, { signal }: { signal?: AbortSignal }) =>
      new Promise<{ response: number; checkboxChecked: boolean }>((resolve) => {
        process.stdout.write('asked');
        signal?.addEventListener('abort', () => {
          resolve({ response: 0, checkboxChecked: false });
        });
      });
    dialog.showMessageBox = ask as typeof dialog.showMessageBox;
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 100);
  });
}

const gone = (app: ElectronApplication): Promise<unknown> =>
  new Promise((resolve) => app.process().once('exit', resolve));

describe('a save', () => {
  it('is finished before the window goes, when one waits', async () => {
    const { app, free, results, wasAsked } = await saving();
    const ended = gone(app);
    expect(results()).toEqual([]);
    await closeWindow(app, 0);
    await expect.poll(wasAsked).toBe(true);
    free();
    await ended;
    expect(results()).toEqual(['wide-candela.png']);
  });

  it('takes its question with it when it ends', async () => {
    const { app, free, results, wasAsked } = await saving();
    const ended = gone(app);
    await closeWindowAndWait(app);
    await expect.poll(wasAsked).toBe(true);
    free();
    await ended;
    expect(results()).toEqual(['wide-candela.png']);
  });

  it('leaves nothing when it is stopped', async () => {
    // As large as this, it takes seconds, and the answer comes in time.
    const { app, home, free, results, wasAsked } = await saving({ width: 4000, height: 3000 });
    const ended = gone(app);
    await closeWindow(app, 1);
    await expect.poll(wasAsked).toBe(true);
    free();
    await ended;
    expect(results()).toEqual([]);
    expect(existsSync(join(home, 'photos', 'enhanced'))).toBe(false);
  });

  it('goes on when the page dies', async () => {
    const { app, page, free, results } = await saving();
    const loaded = page.waitForEvent('load').catch(() => undefined);
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await loaded;
    free();
    await expect.poll(results).toEqual(['wide-candela.png']);
  });
});
