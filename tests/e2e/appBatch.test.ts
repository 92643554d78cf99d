/** The Batch place in the whole app: real files, real results. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultNameTemplate } from '@contract';
import { flatPhoto, homeWith, rampPhoto, samplesFolder, startWith } from '../support/appDriver';
import {
  answerDialogs,
  closeApp,
  dropFiles,
  removeHome,
  startApp,
  type LaunchedApp,
} from '../support/launchApp';
import { runCli } from '../support/runCli';

const slow = { timeout: 60_000 };
// Metadata holds the time and an id of its own for each result.
const choices = { format: 'same', nameTemplate: defaultNameTemplate, onConflict: 'number' } as const;
const large = { width: 3000, height: 2000 };

async function started(...start: Parameters<typeof startWith> | []): Promise<LaunchedApp> {
  const [model = 'double', change] = start;
  const launched = await startWith(model, change);
  onTestFinished(async () => {
    await closeApp(launched.app);
    removeHome(launched.home);
  });
  return launched;
}

/** Photos that take about a second each. */
async function largePhotos(home: string, count: number): Promise<{ folder: string; results: string[] }> {
  const folder = join(home, 'photos');
  const names = Array.from({ length: count }, (_, index) => `night ${index}.jpg`);
  for (const name of names) await rampPhoto(join(folder, name), large);
  return { folder, results: names.map((name) => name.replace('.jpg', '-candela.jpg')).sort() };
}

function resultsIn(folder: string): string[] {
  const out = join(folder, 'enhanced');
  return existsSync(out)
    ? readdirSync(out)
        .filter((name) => !name.startsWith('.'))
        .sort()
    : [];
}

async function openBatch(page: Page, folder: string, count: number): Promise<void> {
  await page.getByRole('button', { name: /^Batch/ }).click();
  await dropFiles(page, [folder]);
  await page.getByRole('heading', { level: 1, name: `${count} photos` }).waitFor(slow);
  await page.getByRole('button', { name: `Enhance ${count} photos` }).waitFor(slow);
}

function asked(app: ElectronApplication): () => boolean {
  let output = '';
  app.process().stdout?.on('data', (bytes: Buffer) => {
    output += bytes.toString();
  });
  return () => output.includes('asked');
}

describe('the batch of the app', () => {
  it('takes a folder of photos in, and gives a folder of results', async () => {
    const { page, home, complaints } = await started();
    const names = Array.from({ length: 12 }, (_, index) => `night ${index}.png`);
    const folder = join(home, 'photos');
    for (const [index, name] of names.entries())
      await flatPhoto(join(folder, name), [10 + 5 * index, 30, 40]);
    await openBatch(page, folder, 12);
    await page.getByText('night 0-candela.png').waitFor(slow);
    await page.keyboard.press('Control+Shift+Enter');
    await page.getByRole('dialog').getByText('photos/enhanced, 12 files').waitFor(slow);
    await page.getByRole('dialog').getByRole('button', { name: 'Enhance 12 photos' }).click();
    await page.getByText('12 photos saved').waitFor(slow);
    expect(resultsIn(folder)).toEqual(names.map((name) => name.replace('.png', '-candela.png')).sort());
    // A second run adds, and replaces nothing.
    await page.getByRole('option', { name: /^night 3\.png, done/ }).click();
    await page.getByText('It gets a result beside its earlier one.').waitFor();
    await page.getByRole('button', { name: 'Run this photo again' }).click();
    await expect.poll(() => resultsIn(folder).length, slow).toBe(13);
    await page.getByRole('option', { name: /^night 5\.png/ }).dblclick();
    await page.getByRole('heading', { level: 1, name: 'night 5.png' }).waitFor(slow);
    expect(complaints).toEqual([]);
  });

  it('goes on while its page dies, and shows itself as before', async () => {
    const { app, page, home } = await started();
    const { folder, results } = await largePhotos(home, 8);
    await openBatch(page, folder, 8);
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => resultsIn(folder).length, slow).toBeGreaterThan(0);
    await page.keyboard.press('p');
    await page.getByText('Paused', { exact: true }).waitFor(slow);
    const before = await page.getByText(/^\d of 8$/).innerText();
    await app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          contents?.once('did-finish-load', () => {
            resolve();
          });
          contents?.forcefullyCrashRenderer();
        }),
    );
    // The driver has lost the page, but the program has not.
    const inPage = (script: string) =>
      app.evaluate(
        ({ BrowserWindow }, code) =>
          Promise.race([
            BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code).then(String, String),
            new Promise((resolve) => setTimeout(resolve, 2000, 'no answer')),
          ]),
        script,
      );
    const press = (label: string) =>
      `[...document.querySelectorAll('button')].find((one) => one.textContent.startsWith('${label}')).click()`;
    await expect.poll(() => inPage(press('Batch')), slow).toBe('undefined');
    await expect.poll(() => inPage('document.body.innerText'), slow).toContain(before);
    await inPage(press('Resume'));
    await expect.poll(() => inPage('document.body.innerText'), slow).toContain('8 photos saved');
    expect(resultsIn(folder)).toEqual(results);
  });

  it('is continued after the app was killed, with nothing twice', async () => {
    const home = await homeWith('double');
    onTestFinished(() => {
      removeHome(home);
    });
    const first = await startApp(home);
    const { folder, results } = await largePhotos(home, 8);
    await openBatch(first.page, folder, 8);
    await first.page.keyboard.press('Control+Enter');
    await expect.poll(() => resultsIn(folder).length, slow).toBeGreaterThan(1);
    const ended = new Promise((resolve) => first.app.process().once('exit', resolve));
    first.app.process().kill('SIGKILL');
    await ended;
    const second = await startApp(home);
    onTestFinished(() => closeApp(second.app));
    await second.page.getByText(/^A batch of 8 photos stopped at \d\./).waitFor(slow);
    await second.page.getByRole('button', { name: 'Continue' }).click();
    await second.page.getByText('8 photos saved').waitFor(slow);
    expect(resultsIn(folder)).toEqual(results);
  });

  it('asks before the app quits, and finishes when a person waits', async () => {
    const { app, page, home } = await started();
    // So many that some are left when the window is closed, however late that is after the first.
    const { folder, results } = await largePhotos(home, 12);
    await openBatch(page, folder, 12);
    const wasAsked = asked(app);
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => {
        process.stdout.write('asked');
        return Promise.resolve({ response: 0, checkboxChecked: false });
      };
    });
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => resultsIn(folder).length, slow).toBeGreaterThan(0);
    await app.evaluate(({ BrowserWindow }) => {
      setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0);
    });
    await ended;
    expect(wasAsked()).toBe(true);
    expect(resultsIn(folder)).toEqual(results);
  });

  it('gives the same bytes as the command line, under the same names', async () => {
    const { page, home } = await started('candela', { exportChoices: { ...choices, metadata: 'none' } });
    const [ofApp, ofCli] = [join(home, 'photos'), join(home, 'others')];
    mkdirSync(ofCli);
    for (const name of ['street.jpg', 'room.jpg', 'landscape.jpg'])
      for (const folder of [ofApp, ofCli]) copyFileSync(join(samplesFolder, name), join(folder, name));
    await openBatch(page, ofApp, 3);
    await page.keyboard.press('Control+Enter');
    await page.getByText('3 photos saved').waitFor(slow);
    const told = await runCli(
      ['enhance', ofCli, '--model', 'candela', '--provider', 'cpu', '--metadata', 'none'],
      { home },
    );
    expect(told.code).toBe(0);
    expect(resultsIn(ofApp)).toEqual(resultsIn(ofCli));
    for (const name of resultsIn(ofApp))
      expect(
        readFileSync(join(ofApp, 'enhanced', name)).equals(readFileSync(join(ofCli, 'enhanced', name))),
      ).toBe(true);
  });

  it('enhances what comes into a watched folder', async () => {
    const { app, page, home } = await started();
    const folder = join(home, 'tethered');
    mkdirSync(folder);
    await answerDialogs(app, [folder]);
    await page.getByRole('button', { name: /^Batch/ }).click();
    await page.getByRole('button', { name: 'Watch a folder…' }).click();
    await page.getByRole('button', { name: 'Choose the folder…' }).click();
    await page.getByText(/^Watching .*tethered$/).waitFor(slow);
    await flatPhoto(join(folder, 'shot.png'), [20, 30, 40]);
    await page.getByText('1 photo arrived').waitFor(slow);
    await page.getByRole('option', { name: 'shot.png, done' }).waitFor(slow);
    await expect.poll(() => resultsIn(folder), slow).toEqual(['shot-candela.png']);
    await page.getByRole('button', { name: 'Stop watching' }).click();
    await page.getByRole('region', { name: 'Watched folder' }).waitFor({ state: 'detached' });
  });
});
