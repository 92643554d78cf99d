// Drives the real app for screenshots and measurements. It provides a display and a fresh home folder, and waits for what the window shows.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, errors } from 'playwright-core';
import { root } from './system.mjs';

/** The longest wait before something counts as broken. Slow models on slow machines take minutes. */
const patience = 600_000;

/** DISPLAY if it is set, else a new screen that fits the largest window. */
export async function startDisplay() {
  if (process.env.DISPLAY) return { name: process.env.DISPLAY, stop: () => undefined };
  const screen = ['-screen', '0', '2560x1600x24', '-nolisten', 'tcp'];
  // Xvfb picks a free number and writes it to this descriptor.
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const name = await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with status ${code}`)));
    server.stdio[3].on('data', (bytes) => resolve(`:${bytes.toString().trim()}`));
  });
  return { name, stop: () => server.kill() };
}

/** A fresh folder for everything the app remembers. Its `Pictures` stands for the person's own. */
export function makeHome() {
  const home = mkdtempSync(join(tmpdir(), 'candela-home-'));
  mkdirSync(join(home, 'Pictures'));
  return home;
}

export function removeHome(home) {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

export async function driveApp({ electron, home, display, size, isPackaged = false }) {
  const launch = () =>
    _electron.launch({
      executablePath: electron,
      args: ['--disable-gpu', `--user-data-dir=${join(home, 'data')}`, ...(isPackaged ? [] : [root])],
      env: {
        ...process.env,
        DISPLAY: display,
        HOME: home,
        XDG_PICTURES_DIR: join(home, 'Pictures'),
        CANDELA_NODE: process.execPath,
        CANDELA_CACHE_DIR: join(home, 'cache'),
        CANDELA_MODELS_DIR: join(home, 'models'),
        ORT_DISABLE_TELEMETRY: '1',
      },
      timeout: 60_000,
    });
  // The driver sometimes misses the answer of a running app. The start is then repeated.
  const again = (error) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return launch();
  };
  const app = await launch().catch(again).catch(again);
  const page = await app.firstWindow();
  page.setDefaultTimeout(patience);
  await page.waitForLoadState('load');
  const driven = { app, page, close: () => closeApp(app) };
  await resizeWindow(driven, size);
  return driven;
}

/** Closes the window, as a person would. Kills the app if it does not exit in time. */
async function closeApp(app) {
  const child = app.process();
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await app.close().catch(() => undefined);
  clearTimeout(timer);
}

/** Gives the page exactly this size. */
export async function resizeWindow({ app, page }, { width, height }) {
  await app.evaluate(
    ({ BrowserWindow }, given) => {
      const [window] = BrowserWindow.getAllWindows();
      window.setMinimumSize(320, 240);
      window.setPosition(0, 0);
      window.setContentSize(given.width, given.height);
    },
    { width, height },
  );
  await page.waitForFunction((given) => innerWidth === given.width && innerHeight === given.height, {
    width,
    height,
  });
}

/** Drops real files on a place of the page, as the system does. `isHeld` keeps them above it without dropping. */
export async function dropFiles(page, files, { at = { x: 480, y: 330 }, isHeld = false } = {}) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const send = (type) => session.send('Input.dispatchDragEvent', { type, ...at, data });
  await send('dragEnter');
  await send('dragOver');
  // The system repeats this event. By then the page's drop area is under the pointer.
  await page.waitForTimeout(100);
  await send('dragOver');
  if (!isHeld) await send('drop');
  await session.detach();
}

/** Waits until the shown photo has its full draft. */
export async function untilEnhanced(page) {
  await page.getByText(/^Enhanced on .+ in /).waitFor();
  await page.getByRole('progressbar', { name: 'Progress of this photo' }).waitFor({ state: 'detached' });
}

/** Waits until every full-size tile the view needs is on the screen. */
export async function untilTilesAreIn(page) {
  await page.locator('[data-open-tiles="0"]').waitFor();
}
