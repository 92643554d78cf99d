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

async function takeTheme(driven, { theme, folder, wanted }) {
  const { page } = driven;
  await page.evaluate(
    (name) => globalThis.candela.call('preferences.change', { theme: name }, 'theme'),
    theme,
  );
  await page.reload();
  await page.keyboard.press('Control+3');
  await page.locator('article').waitFor();
  const chapters = page.locator('nav[aria-label="Contents"] [aria-expanded]');
  for (let chapter = 0; chapter < (await chapters.count()); chapter += 1) {
    if ((await chapters.nth(chapter).getAttribute('aria-expanded')) !== 'true')
      await chapters.nth(chapter).click();
    const pages = page.locator('nav[aria-label="Contents"] ol ol button');
    for (let at = 0; at < (await pages.count()); at += 1) {
      await pages.nth(at).click();
      const id = await page.locator('article').getAttribute('data-page');
      if (wanted.length > 0 && !wanted.includes(id)) continue;
      for (const { width, height, suffix } of sizes) {
        await resizeWindow(driven, { width, height });
        await still(page);
        await page.screenshot({ path: join(folder, `learn-${id}-${theme}${suffix}.png`) });
        const sideways = await page.evaluate(() => {
          const main = document.querySelector('main');
          return main.scrollWidth - main.clientWidth;
        });
        if (sideways > 0) process.stdout.write(`${id} at ${width} px scrolls ${sideways} px sideways\n`);
      }
    }
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
