// `npm run screenshots:learn [-- --out FOLDER] [-- PAGE...]`: pictures of the pages of Learn in the real app, at two sizes and in both themes.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  dropFiles,
  driveApp,
  makeHome,
  removeHome,
  resizeWindow,
  startDisplay,
  untilEnhanced,
} from './appDriver.mjs';
import { ensureTestElectron, testElectron } from './electron.mjs';
import { setUp } from './setup.mjs';
import { root } from './system.mjs';

const sizes = [
  { width: 1280, height: 800, suffix: '' },
  { width: 1920, height: 1080, suffix: '-1920' },
];

async function still(page) {
  await page.waitForFunction(() => document.querySelector('[data-waiting]') === null, undefined, {
    timeout: 60_000,
  });
  await page.waitForTimeout(400);
}

/** Shows the next page. @returns its id, or null after the last one */
async function nextPage(page, id) {
  const { isLast } = await page.evaluate(() => ({
    isLast: [...document.querySelectorAll('footer button')].at(-1).textContent === 'Done',
  }));
  if (isLast) return null;
  await page.keyboard.press('n');
  await page.waitForFunction((old) => document.querySelector('article').dataset.page !== old, id);
  return page.locator('article').getAttribute('data-page');
}

async function takeTheme(driven, { theme, folder, wanted }) {
  const { page } = driven;
  await page.keyboard.press('Control+3');
  await page.locator('article').waitFor();
  await page.locator('nav[aria-label="Contents"] [aria-expanded]').first().click();
  await page.locator('nav[aria-label="Contents"] ol ol button').first().click();
  let id = await page.locator('article').getAttribute('data-page');
  while (id !== null) {
    if (wanted.length === 0 || wanted.includes(id)) await takePage(driven, { id, theme, folder });
    id = await nextPage(page, id);
  }
}

async function takePage(driven, { id, theme, folder }) {
  const { page } = driven;
  for (const { width, height, suffix } of sizes) {
    await resizeWindow(driven, { width, height });
    // Each page that is shown changes the preferences, and with them the page takes its own theme again.
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await still(page);
    await page.screenshot({ path: join(folder, `learn-${id}-${theme}${suffix}.png`) });
    const sideways = await page.evaluate(() => {
      const main = document.querySelector('main');
      return main.scrollWidth - main.clientWidth;
    });
    if (sideways > 0) process.stdout.write(`${id} at ${width} px scrolls ${sideways} px sideways\n`);
  }
}

const { values, positionals } = parseArgs({
  options: { out: { type: 'string' }, theme: { type: 'string' } },
  allowPositionals: true,
});
await setUp();
const lack = await ensureTestElectron();
if (lack !== null) throw new Error(lack);
const { buildApp } = await import('./buildApp.mjs');
await buildApp();
const folder = resolve(
  process.env.INIT_CWD ?? process.cwd(),
  values.out ?? join(root, 'docs', 'screenshots', 'learn'),
);
mkdirSync(folder, { recursive: true });
const display = await startDisplay();
const home = makeHome();
const street = join(home, 'Pictures', 'street.jpg');
copyFileSync(join(root, 'assets', 'samples', 'street.jpg'), street);
try {
  const driven = await driveApp({ electron: testElectron, home, display: display.name, size: sizes[0] });
  try {
    await dropFiles(driven.page, [street]);
    await untilEnhanced(driven.page);
    for (const theme of values.theme === undefined ? ['dark', 'light'] : [values.theme])
      await takeTheme(driven, { theme, folder, wanted: positionals });
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
