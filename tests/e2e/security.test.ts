import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApp, launchApp, makeHome, removeHome, startApp, type LaunchedApp } from '../support/launchApp';
import { countingServer, keepRefusals, keepViolations } from '../support/refusals';
import { tempFolder } from '../support/tempFolder';

/** Whether the page can fetch an address at all. */
function canFetch(page: Page, address: string): Promise<boolean> {
  return page.evaluate(
    (url) =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ),
    address,
  );
}

// One app for all tests that leave it as it was.
let shared: LaunchedApp;

beforeAll(async () => {
  shared = await startApp(makeHome());
});

afterAll(async () => {
  await closeApp(shared.app);
  removeHome(shared.home);
});

const windows = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

describe('the window', () => {
  it('is sandboxed, isolated and without Node', async () => {
    const { app } = shared;
    const preferences = await app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        const of = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
        return of.getLastWebPreferences();
      }),
    );
    expect(preferences).toHaveLength(1);
    expect(preferences[0]).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    // Electron leaves these out where they are off.
    expect(preferences[0]!.nodeIntegrationInWorker ?? false).toBe(false);
    expect(preferences[0]!.enableBlinkFeatures ?? '').toBe('');
  });

  it('shows the page nothing but four functions', async () => {
    const { page } = shared;
    const seen = await page.evaluate(() => ({
      require: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      buffer: typeof Reflect.get(globalThis, 'Buffer'),
      electron: typeof Reflect.get(globalThis, 'electron'),
      bridge: Object.keys(candela).sort(),
    }));
    expect(seen).toEqual({
      require: 'undefined',
      process: 'undefined',
      buffer: 'undefined',
      electron: 'undefined',
      bridge: ['call', 'cancel', 'onEvent', 'openFiles'],
    });
  });

  it('keeps the bridge as it is, whatever the page does', async () => {
    const { page } = await launchApp();
    const answer = await page.evaluate(() => {
      Reflect.set(candela, 'call', () => 'mine');
      Reflect.set(globalThis, 'candela', { call: () => 'mine' });
      return candela.call('app.about', {}, 'a1');
    });
    expect(answer).toMatchObject({ ok: true, value: { platform: process.platform } });
  });
});

describe('the page’s policy', () => {
  it('comes as a header and forbids inline scripts, eval and inline styles', async () => {
    const { page } = shared;
    const policy = await page.evaluate(async () =>
      (await fetch('candela://app/index.html')).headers.get('content-security-policy'),
    );
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    const violations = await keepViolations(page);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ranInline = true;';
      document.body.append(script);
      const button = document.createElement('button');
      button.setAttribute('onclick', 'globalThis.ranInline = true');
      document.body.append(button);
      button.click();
      const image = document.createElement('img');
      image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
      document.body.append(image);
    });
    await expect
      .poll(violations)
      .toEqual(expect.arrayContaining(['script-src-elem', 'script-src-attr', 'img-src']));
    expect(await page.evaluate(() => Reflect.get(globalThis, 'ranInline') === true)).toBe(false);
  });
});

describe('addresses', () => {
  it('are refused to the page unless they are the app’s own', async () => {
    const secret = join(tempFolder(), 'secret.txt');
    writeFileSync(secret, 'secret');
    const server = await countingServer();
    const { page } = shared;
    const addresses = [
      `file://${secret}`,
      `http://${server.origin}/`,
      `ws://${server.origin}/`,
      'https://example.com/',
      'data:text/plain,hello',
      'chrome://version',
      'devtools://devtools/bundled/inspector.html',
      'ftp://example.com/',
      'other://app/index.html',
    ];
    const fetched = await Promise.all(addresses.map((address) => canFetch(page, address)));
    expect(fetched).toEqual(addresses.map(() => false));
    expect(await canFetch(page, 'candela://app/index.html')).toBe(true);
    expect(server.count()).toBe(0);
  });

  it('of the network are refused to every process of the window, not by the policy alone', async () => {
    const server = await countingServer();
    const { app } = shared;
    const outcome = await app.evaluate(async ({ session, net }, origin) => {
      const request = net.request({ url: `http://${origin}/`, session: session.defaultSession });
      return new Promise<string>((resolve) => {
        request.on('response', () => {
          resolve('answered');
        });
        request.on('error', (error: Error) => {
          resolve(error.message);
        });
        request.end();
      });
    }, server.origin);
    expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(server.count()).toBe(0);
  });

  it('with paths in them name nothing of the disk', async () => {
    const { page } = shared;
    const paths = [
      'candela://app/../../../../../../etc/passwd',
      'candela://app/..%2f..%2f..%2f..%2fetc%2fpasswd',
      'candela://app/%2e%2e/%2e%2e/main.cjs',
      'candela://app/..%5c..%5cmain.cjs',
      'candela://app/%2fetc%2fpasswd',
      'candela://app//etc/passwd',
      'candela://app/renderer.js.map',
      'candela://app/index.html%00.png',
      'candela://photo//etc/passwd',
      'candela://photo/%2e%2e%2f%2e%2e%2fetc/passwd',
      `candela://photo/${'0'.repeat(32)}/${'0'.repeat(32)}`,
      'candela://other/index.html',
    ];
    const fetched = await Promise.all(paths.map((address) => canFetch(page, address)));
    expect(fetched).toEqual(paths.map(() => false));
  });
});

describe('the page', () => {
  it('stays where it is', async () => {
    const server = await countingServer();
    const launched = await launchApp();
    const { app, page } = launched;
    const before = page.url();
    const refusals = await keepRefusals(launched);
    let count = 0;
    const refused = async (address: string): Promise<void> => {
      count += 1;
      await expect.poll(async () => (await refusals()).length, { message: address }).toBe(count);
      expect(
        (await refusals()).filter((text) => text.includes(address)),
        address,
      ).not.toEqual([]);
      expect(page.url()).toBe(before);
    };
    for (const address of [
      `http://${server.origin}/`,
      'file:///etc/passwd',
      'data:text/html,x',
      'candela://app/renderer.js',
    ]) {
      await page.evaluate((url) => {
        location.assign(url);
      }, address);
      await refused(address);
      await page.evaluate((url) => {
        const link = document.createElement('a');
        link.href = url;
        document.body.append(link);
        link.click();
      }, address);
      await refused(address);
    }
    expect(await windows(app)).toBe(1);
    expect(server.count()).toBe(0);
  });

  it('that left for an empty one can call nothing', async () => {
    const { page } = await launchApp();
    await page.evaluate(() => {
      location.assign('about:blank');
    });
    await page.waitForURL('about:blank');
    const isAnswered = await page.evaluate(async () => {
      if (!('candela' in globalThis)) return false;
      return (await candela.call('app.about', {}, 'x')).ok;
    });
    expect(isAnswered).toBe(false);
  });

  it('opens no windows, frames or web views', async () => {
    const server = await countingServer();
    const { app, page } = await launchApp();
    const violations = await keepViolations(page);
    await app.evaluate(({ app: electron }) => {
      const kept: string[] = [];
      Reflect.set(globalThis, 'contents', kept);
      electron.on('web-contents-created', (_event, contents) => kept.push(contents.getType()));
    });
    const opened = await page.evaluate((origin) => {
      const window = open(`http://${origin}/`) ?? open('candela://app/index.html') ?? open('about:blank');
      for (const tag of ['iframe', 'webview', 'object', 'embed']) {
        const element = document.createElement(tag);
        element.setAttribute(tag === 'object' ? 'data' : 'src', `http://${origin}/`);
        document.body.append(element);
      }
      return window !== null;
    }, server.origin);
    expect(opened).toBe(false);
    await expect
      .poll(async () => (await violations()).sort())
      .toEqual(['frame-src', 'object-src', 'object-src']);
    expect(await app.evaluate(() => Reflect.get(globalThis, 'contents') as string[])).toEqual([]);
    expect(await windows(app)).toBe(1);
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
    expect(server.count()).toBe(0);
  });

  it('gets no permissions', async () => {
    const { page } = shared;
    const given = await page.evaluate(async () => {
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => true,
        () => false,
      );
      const notifications = await Notification.requestPermission();
      const place = await new Promise<boolean>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => {
            resolve(true);
          },
          () => {
            resolve(false);
          },
        );
      });
      const names = ['geolocation', 'notifications', 'clipboard-read', 'camera', 'midi'];
      const states = await Promise.all(
        names.map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      );
      return { camera, notifications, place, states: [...new Set(states)] };
    });
    expect(given).toEqual({ camera: false, notifications: 'denied', place: false, states: ['denied'] });
  });
});
