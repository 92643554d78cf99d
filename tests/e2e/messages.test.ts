import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, CallName } from '@contract';
import { closeApp, makeHome, removeHome, startApp, type LaunchedApp } from '../support/launchApp';

/** A call by a page that ignores the contract. */
function rawCall(page: Page, name: unknown, input: unknown, id: unknown = 'raw'): Promise<Answer<unknown>> {
  return page.evaluate(
    (args) =>
      Reflect.apply(Reflect.get(candela, 'call') as () => unknown, undefined, args) as Promise<
        Answer<unknown>
      >,
    [name, input, id],
  );
}

const refused = { ok: false, error: { code: 'usage.refusedMessage' } };

// One app for all tests that leave it as it was.
let shared: LaunchedApp;

beforeAll(async () => {
  shared = await startApp(makeHome());
});

afterAll(async () => {
  await closeApp(shared.app);
  removeHome(shared.home);
});

describe('messages', () => {
  it.each<[what: string, name: unknown, input: unknown]>([
    ['an unknown call', 'photos.steal', {}],
    ['a call that is the engine’s own', 'photo.inspect', { photo: { path: '/etc/passwd' } }],
    [
      'files, which only the preload may name',
      'files.open',
      { paths: ['/etc/passwd'], purpose: { kind: 'photos' } },
    ],
    ['a file for a handle', 'photos.preview', { photo: { path: '/etc/passwd' }, size: 256 }],
    ['a key of every object', 'constructor', {}],
    ['a name that is none', 7, {}],
    ['no input', 'photos.samples', undefined],
    ['a key too many', 'photos.samples', { path: '/etc/passwd' }],
    ['a path for a handle', 'photos.preview', { photo: '/etc/passwd', size: 256 }],
    ['a handle with more behind it', 'photos.close', { photos: [`${'a'.repeat(32)}/..`] }],
    ['a number out of range', 'photos.preview', { photo: 'a'.repeat(32), size: 1e9 }],
    ['a long text', 'save.example', { photo: 'x'.repeat(2_000_000) }],
    ['a list in a list in a list', 'photos.samples', JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`)],
    ['bytes', 'photos.samples', new Uint8Array(10)],
  ])('with %s are refused', async (_what, name, input) => {
    const { page } = shared;
    expect(await rawCall(page, name, input)).toMatchObject(refused);
  });

  it('with a call id that is none, or that is taken, are refused', async () => {
    const { page } = shared;
    expect(await rawCall(page, 'app.about', {}, '')).toMatchObject(refused);
    expect(await rawCall(page, 'app.about', {}, 'x'.repeat(65))).toMatchObject(refused);
    expect(await rawCall(page, 'app.about', {}, { toString: 'x' })).toMatchObject(refused);
  });

  it('with a handle that was never given are answered with that', async () => {
    const { page } = shared;
    const closed = { ok: false, error: { code: 'photo.closed' } };
    const photo = 'a'.repeat(32);
    const look = {
      inference: { model: 'cnn', controls: {}, provider: 'cpu' },
      mix: { strength: 1, finish: {} },
    };
    const byHandle: [CallName, unknown][] = [
      ['photos.preview', { photo, size: 256 }],
      ['photos.close', { photos: [photo] }],
      ['photos.findTruth', { photo }],
      ['photos.chooseTruth', { photo }],
      ['photos.openRecent', { recent: photo }],
      ['save.write', { photo, look, choices: {} }],
      ['save.command', { photo, look, choices: {}, copy: false }],
    ];
    for (const [name, input] of byHandle)
      expect(await rawCall(page, name, input), name).toMatchObject(closed);
    for (const name of ['save.reveal', 'save.undo'])
      expect(await rawCall(page, name, { save: photo }), name).toMatchObject({
        ok: false,
        error: { code: 'output.undoRefused' },
      });
  });

  it('with files that are none open nothing', async () => {
    const { page } = shared;
    const open = (files: unknown[]) =>
      page.evaluate((given) => candela.openFiles(given, { kind: 'photos' }, 'files'), files);
    const none = { ok: false, error: { code: 'photo.noneDropped' } };
    expect(await open(['/etc/passwd'])).toMatchObject(none);
    expect(await open([{ path: '/etc/passwd' }])).toMatchObject(none);
    const made = await page.evaluate(() => {
      const file = new File(['x'], 'x.jpg');
      Object.defineProperty(file, 'path', { value: '/etc/passwd' });
      return candela.openFiles([file], { kind: 'photos' }, 'made');
    });
    expect(made).toMatchObject(none);
  });

  it('from anything but the page are refused', async () => {
    const { app } = shared;
    const answer = await app.evaluate(async ({ BrowserWindow }) => {
      const [page] = BrowserWindow.getAllWindows();
      const url = page?.webContents.getURL();
      const other = new BrowserWindow({
        show: false,
        webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false },
      });
      await other.loadURL('about:blank');
      const result: unknown = await other.webContents.executeJavaScript(
        `require('electron').ipcRenderer.invoke('candela:call', { name: 'app.about', input: {}, id: 'x' })`,
      );
      other.destroy();
      return { url, result };
    });
    expect(answer).toMatchObject({ url: 'candela://app/index.html', result: refused });
  });
});
