import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AppEvent } from '@contract';
import { answerDialogs, closeApp, dropFiles, freshHome, launchApp, startApp } from '../support/launchApp';
import { bundle } from '../support/runBundled';

/** The app's shell alone, with a fake engine. The page is only a holder of the bridge. */
let env: Record<string, string> = {};

beforeAll(async () => {
  env = { CANDELA_ENGINE_HOST: await bundle('fakeHostChild') };
});

const root = fileURLToPath(new URL('../..', import.meta.url));

function put(home: string, ...names: string[]): string[] {
  const folder = join(home, 'photos');
  mkdirSync(folder, { recursive: true });
  return names.map((name) => {
    const path = join(folder, name);
    writeFileSync(path, name);
    return path;
  });
}

/** From now on the page keeps its events. */
async function keepEvents(page: Page): Promise<() => Promise<AppEvent[]>> {
  await page.evaluate(() => {
    const kept: AppEvent[] = [];
    Reflect.set(globalThis, 'keptEvents', kept);
    candela.onEvent((event) => kept.push(event));
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'keptEvents') as AppEvent[]);
}

describe('the app', () => {
  it('opens the photos that are dropped on it, by paths that the page never sees', async () => {
    const { page, home } = await launchApp({ env });
    const events = await keepEvents(page);
    await page.getByRole('button').first().waitFor();
    await dropFiles(page, put(home, 'a.jpg', 'b.jpg'));
    const recent = () =>
      page.evaluate(() => candela.call('photos.recent', {}, `recent ${performance.now()}`));
    await expect.poll(recent).toMatchObject({
      ok: true,
      value: [{ name: 'a.jpg', folder: expect.any(String) as string }, { name: 'b.jpg' }],
    });
    const seen = [await recent(), await events(), await page.content()];
    expect(JSON.stringify(seen)).not.toContain(home);
  });

  it('gives the pixels of a photo to the page', async () => {
    const { app, page, home } = await launchApp({ env });
    await answerDialogs(app, put(home, 'a.jpg'));
    const pixels = await page.evaluate(async () => {
      const opened = await candela.call('photos.open', {}, 'open');
      if (!opened.ok) throw new Error(JSON.stringify(opened));
      const photo = opened.value[0]?.photo ?? '';
      const preview = await candela.call('photos.preview', { photo, size: 256 }, 'preview');
      if (!preview.ok) throw new Error(JSON.stringify(preview));
      const address = `candela://photo/${photo}/${preview.value.picture.image}`;
      const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
      return { length: bytes.length, first: bytes[0], again: (await fetch(address)).status };
    });
    expect(pixels).toEqual({ length: 64 * 48 * 3, first: 20, again: 404 });
  });

  it('opens photos of the command line, and of a second start in the same window', async () => {
    const home = freshHome();
    const [first = '', second = ''] = put(home, 'first.jpg', 'second.jpg');
    const { app, page } = await launchApp({ home, env, photos: [first] });
    const events = await keepEvents(page);
    const started = [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(home, 'data')}`,
      root,
      second,
    ];
    execFileSync(join(root, '.cache/electron/electron'), started, { stdio: 'ignore', timeout: 60_000 });
    const opened = async () =>
      (await events()).flatMap((event) =>
        event.kind === 'opened' ? event.photos.map(({ name }) => name) : [],
      );
    await expect.poll(opened).toContain('second.jpg');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    const recent = await page.evaluate(() => candela.call('photos.recent', {}, 'recent'));
    expect(recent).toMatchObject({ ok: true, value: [{ name: 'second.jpg' }, { name: 'first.jpg' }] });
  });

  it('opens a page of Learn from a link: on the command line, of a second start, and says so of a bad one', async () => {
    const home = freshHome();
    const settings = encodeURIComponent(JSON.stringify({ bias: 0.5 }));
    const link = `candela://learn/neuron?settings=${settings}`;
    const { app, page } = await launchApp({ home, env, photos: [link] });
    const shown = (id: string) => page.locator(`main article[data-page="${id}"]`).waitFor();
    await shown('neuron');
    expect(await page.getByRole('slider', { name: 'Bias' }).getAttribute('aria-valuenow')).toBe('0.5');
    const start = (word: string): void => {
      const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      const words = [...sandbox, `--user-data-dir=${join(home, 'data')}`, root, word];
      execFileSync(join(root, '.cache/electron/electron'), words, { stdio: 'ignore', timeout: 60_000 });
    };
    start('candela://learn/activations');
    await shown('activations');
    start('candela://learn/nowhere');
    await page.getByText('Learn has no page called nowhere.').waitFor();
    start('candela://photo/neuron');
    await page.getByText('names no page of Learn').waitFor();
    start(`candela://learn/neuron?settings=${encodeURIComponent('{"bias":"loud"}')}`);
    await page.getByText('The settings did not fit “One neuron”.').waitFor();
    await shown('neuron');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    const { value } = (await page.evaluate(() => candela.call('preferences.read', {}, 'read'))) as {
      value: { learn: { seen: string[] } };
    };
    expect(value.learn.seen).toContain('activations');
  });

  it('keeps preferences, window and recent photos across starts', async () => {
    const home = freshHome();
    const first = await startApp(home, { env, photos: put(home, 'a.jpg') });
    await first.page.evaluate(() => candela.call('preferences.change', { theme: 'light' }, 'change'));
    await expect
      .poll(() => first.page.evaluate(() => candela.call('photos.recent', {}, `recent ${performance.now()}`)))
      .toMatchObject({ value: [{ name: 'a.jpg' }] });
    await first.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 1100, height: 700 });
    });
    await closeApp(first.app);
    const { app, page } = await launchApp({ home, env });
    const read = await page.evaluate(() => candela.call('preferences.read', {}, 'read'));
    expect(read).toMatchObject({ ok: true, value: { theme: 'light' } });
    const recent = await page.evaluate(() => candela.call('photos.recent', {}, 'recent'));
    expect(recent).toMatchObject({ ok: true, value: [{ name: 'a.jpg' }] });
    const bounds = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    expect(bounds).toMatchObject({ width: 1100, height: 700 });
  });

  it('says that the engine crashed, and goes on with a new one', async () => {
    const { app, page, home } = await launchApp({ env });
    const events = await keepEvents(page);
    await answerDialogs(app, put(home, 'crash.jpg'));
    const crashed = await page.evaluate(() => candela.call('photos.open', {}, 'crash'));
    expect(crashed).toMatchObject({ ok: true, value: [{ error: { code: 'engine.crashed' } }] });
    await answerDialogs(app, put(home, 'a.jpg'));
    const opened = await page.evaluate(() => candela.call('photos.open', {}, 'fine'));
    expect(opened).toMatchObject({ ok: true, value: [{ summary: { width: 64 } }] });
    const states = (await events()).flatMap((event) => (event.kind === 'engine' ? [event.state] : []));
    expect(states.slice(-2)).toEqual(['failed', 'restarted']);
  });

  it('survives the death of its page, and gives the photos to the new one', async () => {
    const { app, page, home } = await launchApp({ env });
    await answerDialogs(app, put(home, 'a.jpg'));
    await page.evaluate(() => candela.call('photos.open', {}, 'open'));
    const answer = await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) throw new Error('no window');
      const loaded = new Promise<void>((resolve) => {
        contents.once('did-finish-load', () => {
          resolve();
        });
      });
      contents.forcefullyCrashRenderer();
      await loaded;
      // Playwright stays with the crashed page, so the new one is queried through its window.
      const ends = Date.now() + 20_000;
      while (Date.now() < ends) {
        if (await contents.executeJavaScript(`document.body.innerText.includes('a.jpg')`)) return 'shown';
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return 'not shown';
    });
    expect(answer).toBe('shown');
  });

  it('has every command in its menu, which tells the page', async () => {
    const { app, page } = await launchApp({ env });
    const events = await keepEvents(page);
    await app.evaluate(({ Menu, BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const file = Menu.getApplicationMenu()?.items[0]?.submenu?.items ?? [];
      file.find(({ label }) => label === 'Save')?.click(undefined, window, window?.webContents);
    });
    await expect.poll(events).toContainEqual({ kind: 'menu', command: 'save' });
  });
});
