// Drives the real app, for tests, screenshots and measurements. It provides a display and a fresh home folder, and waits for what the window shows.
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

/** What an app needs to know, so that it keeps all that it remembers in its home. */
export function homeEnvironment(home) {
  return {
    HOME: home,
    XDG_PICTURES_DIR: join(home, 'Pictures'),
    CANDELA_NODE: process.execPath,
    CANDELA_CACHE_DIR: join(home, 'cache'),
    CANDELA_MODELS_DIR: join(home, 'models'),
  };
}

/** The driver may no longer know the process of an app that has exited. */
const children = new WeakMap();

/**
 * Starts the app. On a busy machine the driver sometimes misses the inspector's answer and waits for ever, although the app is
 * running. Such a start is aborted and repeated.
 */
export async function startApp({ executable, home, env, photos = [], isPackaged = false }) {
  const launch = () =>
    _electron.launch({
      executablePath: executable,
      args: [
        '--disable-gpu',
        `--user-data-dir=${join(home, 'data')}`,
        ...(isPackaged ? [] : [root]),
        ...photos,
      ],
      env,
      timeout: 60_000,
    });
  const again = (error) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
    process.stderr.write('The driver missed the start of the app: once more.\n');
    return launch();
  };
  const app = await launch().catch(again).catch(again);
  children.set(app, app.process());
  return app;
}

/** Closes the app's window, as a person would. Kills the app if it does not exit in time. */
export async function closeApp(app) {
  const timer = setTimeout(() => children.get(app)?.kill('SIGKILL'), 10_000);
  await app.close().catch(() => undefined);
  clearTimeout(timer);
}

/** Starts the app and waits for its page, which gets this size. */
export async function driveApp({ electron, home, display, size, isPackaged = false }) {
  const env = { ...process.env, ...homeEnvironment(home), DISPLAY: display, ORT_DISABLE_TELEMETRY: '1' };
  const app = await startApp({ executable: electron, home, env, isPackaged });
  const page = await app.firstWindow();
  page.setDefaultTimeout(patience);
  await page.waitForLoadState('load');
  const driven = { app, page, close: () => closeApp(app) };
  await resizeWindow(driven, size);
  return driven;
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

/** Drops real files on a place of the page, as the system does: the app sees their paths. `isHeld` keeps them above it. */
export async function dropFiles(page, files, { x = 640, y = 400, alt = false, isHeld = false } = {}) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const send = (type) =>
    session.send('Input.dispatchDragEvent', { type, x, y, data, modifiers: alt ? 1 : 0 });
  await send('dragEnter');
  // The page accepts the files before the drop and shows where they can go. Until its script runs it does neither.
  const zone = page.locator('[data-drop]').first();
  do await send('dragOver');
  while (!(await zone.isVisible()));
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
