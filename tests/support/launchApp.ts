/** @file The real app in the tests' Electron, with a folder of its own for all that it remembers. */
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, errors, type ElectronApplication, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Bridge } from '@contract';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The Electron that scripts/electron.mjs brings. */
const testElectron = join(root, '.cache', 'electron', 'electron');

declare global {
  // What the page has of the rest of the program; functions given to `page.evaluate` run in there.
  var candela: Bridge;
}

export type LaunchOptions = {
  /** Photos on the command line. */
  photos?: readonly string[];
  /** Folder for what the app remembers; a fresh one by default. */
  home?: string;
  env?: Record<string, string>;
  /** Another program than the test Electron with the repository's build: a packaged app. */
  executable?: string;
};

export type LaunchedApp = {
  app: ElectronApplication;
  page: Page;
  /** Folder of all that the app remembers; `pictures` in it stands for the person's own. */
  home: string;
  /** Everything that the page wrote to its console as a warning or an error. */
  complaints: string[];
};

/** Starts the app for one test: it is closed when the test ends. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const launched = await startApp(options.home ?? freshHome(), options);
  onTestFinished(() => closeApp(launched.app));
  return launched;
}

/** The driver may no longer know the process of an app that has exited. */
const children = new WeakMap<ElectronApplication, ChildProcess>();

/** Starts the app and waits for its page. The caller must close it. */
export async function startApp(home: string, options: LaunchOptions = {}): Promise<LaunchedApp> {
  const app = await launchDriven(home, options);
  children.set(app, app.process());
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.waitForLoadState('load');
  return { app, page, home, complaints };
}

/**
 * On a busy machine the driver sometimes misses the inspector's answer and waits for ever, although the app is running.
 * Only tests use the inspector, so such a start is aborted and repeated.
 */
async function launchDriven(home: string, options: LaunchOptions): Promise<ElectronApplication> {
  const isPackaged = options.executable !== undefined;
  const launch = (): Promise<ElectronApplication> =>
    _electron.launch({
      executablePath: options.executable ?? testElectron,
      args: [
        '--disable-gpu',
        `--user-data-dir=${join(home, 'data')}`,
        ...(isPackaged ? [] : [root]),
        ...(options.photos ?? []),
      ],
      env: environment(home, options.env),
      timeout: 60_000,
    });
  const again = (error: unknown): Promise<ElectronApplication> => {
    if (!(error instanceof errors.TimeoutError)) throw error;
    process.stderr.write('The driver missed the start of the app: once more.\n');
    return launch();
  };
  return launch().catch(again).catch(again);
}

/** A folder that outlives one start of the app, for tests of what is remembered; gone when the test ends. */
export function freshHome(): string {
  const home = makeHome();
  onTestFinished(() => {
    removeHome(home);
  });
  return home;
}

export function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'candela-app-'));
  mkdirSync(join(home, 'pictures'));
  return home;
}

export function removeHome(home: string): void {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

/** Closes the app's window, as a person would. Kills the app if it does not exit in time. */
export async function closeApp(app: ElectronApplication): Promise<void> {
  const timer = setTimeout(() => {
    children.get(app)?.kill('SIGKILL');
  }, 10_000);
  await app.close().catch(() => undefined);
  clearTimeout(timer);
}

function environment(home: string, more: Record<string, string> = {}): Record<string, string> {
  // With either set, the runtime keeps its telemetry off by itself, and no test would see that we do not.
  const without = new Set(['CI', 'ORT_DISABLE_TELEMETRY']);
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !without.has(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    XDG_PICTURES_DIR: join(home, 'pictures'),
    CANDELA_NODE: process.execPath,
    CANDELA_CACHE_DIR: join(home, 'cache'),
    CANDELA_MODELS_DIR: join(home, 'models'),
    ...more,
  };
}

/** Drops real files on a place of the page, as the system does: the app sees their paths. */
export async function dropFiles(
  page: Page,
  files: readonly string[],
  { x = 640, y = 400, alt = false }: { x?: number; y?: number; alt?: boolean } = {},
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, x, y, data, modifiers: alt ? 1 : 0 });
  await send('dragEnter');
  // The page accepts the files before the drop and shows where they can go. Until its script runs it does neither.
  const zone = page.locator('[data-drop]').first();
  do await send('dragOver');
  while (!(await zone.isVisible()));
  await send('dragOver');
  await send('drop');
  await session.detach();
}

/** Answers of the next dialogs: the paths, or that they were closed. */
export async function answerDialogs(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
      dialog.showSaveDialog = () =>
        Promise.resolve({ canceled: filePaths.length === 0, filePath: filePaths[0] ?? '' });
    },
    [...paths],
  );
}
