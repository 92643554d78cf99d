/** @file The real app in the tests' Electron, with a folder of its own for all that it remembers. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Bridge } from '@contract';
import {
  closeApp,
  dropFiles,
  homeEnvironment,
  makeHome,
  removeHome,
  startApp as startElectron,
} from '../../scripts/appDriver.mjs';

export { closeApp, dropFiles, makeHome, removeHome };

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
  /** Folder of all that the app remembers; `Pictures` in it stands for the person's own. */
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

/** Starts the app and waits for its page. The caller must close it. */
export async function startApp(home: string, options: LaunchOptions = {}): Promise<LaunchedApp> {
  const app = await startElectron({
    executable: options.executable ?? testElectron,
    home,
    env: environment(home, options.env),
    photos: options.photos ?? [],
    isPackaged: options.executable !== undefined,
  });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isComplaint = ['warning', 'error'].includes(message.type()) && !isOfTheDriver(message.text());
    if (isComplaint) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.waitForLoadState('load');
  return { app, page, home, complaints };
}

/** Where the processor draws WebGL, its driver remarks now and then that this is slow. */
function isOfTheDriver(text: string): boolean {
  return text.includes('GL Driver Message (OpenGL, Performance,');
}

/** A folder that outlives one start of the app, for tests of what is remembered; gone when the test ends. */
export function freshHome(): string {
  const home = makeHome();
  onTestFinished(() => {
    removeHome(home);
  });
  return home;
}

function environment(home: string, more: Record<string, string> = {}): Record<string, string> {
  // With either set, the runtime keeps its telemetry off by itself, and no test would see that we do not.
  const without = new Set(['CI', 'ORT_DISABLE_TELEMETRY']);
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !without.has(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    ...homeEnvironment(home),
    ...more,
  };
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
