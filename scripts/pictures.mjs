// Starts the real app to take pictures of it: on a display of its own, in a fresh home, with the theme of choice.
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { driveApp, makeHome, removeHome, startDisplay } from './appDriver.mjs';
import { ensureTestElectron, testElectron } from './electron.mjs';
import { setUp } from './setup.mjs';
import { root } from './system.mjs';

/**
 * Builds and starts the app, and hands it to `take` with the folder for the pictures and what `layOut` put into its home.
 * If that fails, the folder gets a picture of where it stopped.
 */
export async function photographApp({ out, usual, size, layOut }, take) {
  await setUp();
  const lack = await ensureTestElectron();
  if (lack !== null) throw new Error(lack);
  const { buildApp } = await import('./buildApp.mjs');
  await buildApp();
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), out ?? join(root, ...usual));
  mkdirSync(folder, { recursive: true });
  const display = await startDisplay();
  const home = makeHome();
  try {
    const photos = layOut?.(home);
    const driven = await driveApp({ electron: testElectron, home, display: display.name, size });
    try {
      await take({ driven, folder, photos });
    } catch (error) {
      await driven.page.screenshot({ path: join(folder, 'stopped-here.png') }).catch(() => undefined);
      throw error;
    } finally {
      await driven.close();
    }
  } finally {
    display.stop();
    removeHome(home);
  }
  sayTotal(folder);
}

function sayTotal(folder) {
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  process.stdout.write(`${folder}: ${(bytes / 2 ** 20).toFixed(1)} MB\n`);
}

/** Chooses Dark or Light from the menu. */
export async function chooseTheme(page, name) {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name }).or(page.getByRole('menuitemcheckbox', { name })).click();
  await page.getByRole('menu').waitFor({ state: 'detached' });
  // The button keeps its focus and tooltip, which should not be in the picture.
  await page.mouse.move(5, 5);
  await page.evaluate(() => document.activeElement?.blur());
}
