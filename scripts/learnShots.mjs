// `npm run screenshots:learn [-- --out FOLDER] [-- --theme dark] [-- --states] [-- PAGE...]`: pictures of every page of Learn in the real app.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dropFiles, resizeWindow, untilEnhanced } from './appDriver.mjs';
import { chooseTheme, photographApp } from './pictures.mjs';
import { root } from './system.mjs';

/** The window's sizes. Pictures of the large one are kept at half of it. */
const sizes = [
  { width: 1280, height: 800, scale: 1 },
  { width: 1920, height: 1080, scale: 0.5 },
];
const [usual] = sizes;

/** How long a figure that plays is played, in milliseconds. A training needs longer to show something. */
const playFor = (id) => (id === 'train' ? 25_000 : 5_000);

async function still(page) {
  await page.waitForFunction(() => document.querySelector('[data-waiting]') === null, undefined, {
    timeout: 60_000,
  });
  await page.waitForTimeout(400);
}

/** Goes through all pages from the first. */
async function eachPage(page, visit) {
  await page.keyboard.press('Control+3');
  await page.locator('article').waitFor();
  await page.locator('nav[aria-label="Contents"] [aria-expanded]').first().click();
  await page.locator('nav[aria-label="Contents"] ol ol button').first().click();
  for (let id = await idOfPage(page); id !== null; id = await nextPage(page, id)) await visit(id);
}

const idOfPage = (page) => page.locator('article').getAttribute('data-page');

/** Shows the next page. @returns its id, or null after the last one */
async function nextPage(page, id) {
  if ((await page.locator('footer button').last().innerText()) === 'Done') return null;
  await page.keyboard.press('n');
  await page.waitForFunction((old) => document.querySelector('article').dataset.page !== old, id);
  return idOfPage(page);
}

/** Plays a figure that stands at its beginning, if it is one that plays. */
async function play(page, id) {
  await still(page);
  const group = page.getByRole('group', { name: 'Figure' });
  if ((await group.count()) === 0) return;
  // The first number beside the buttons is what the figure counts.
  if (/\d+/.exec(await group.innerText())?.[0] !== '0') return;
  await page.keyboard.press(' ');
  await page.waitForTimeout(playFor(id));
  if ((await group.getByText('Pause').count()) > 0) await page.keyboard.press(' ');
}

/** Makes the window as high as the page is, so that all of it is in the picture. */
async function showWhole(driven, size) {
  await resizeWindow(driven, size);
  await still(driven.page);
  const more = await driven.page.evaluate(() => {
    const main = document.querySelector('main');
    return main.scrollHeight - main.clientHeight;
  });
  if (more > 0) await resizeWindow(driven, { width: size.width, height: size.height + more });
  await driven.page.mouse.move(5, 5);
  await still(driven.page);
}

async function sayFaults(page, name) {
  const sideways = await page.evaluate(() => {
    const main = document.querySelector('main');
    return main.scrollWidth - main.clientWidth;
  });
  if (sideways > 0) process.stdout.write(`${name} scrolls ${sideways} px sideways\n`);
}

class LearnCamera {
  constructor(driven, { folder, theme, hasStates }) {
    this.driven = driven;
    this.page = driven.page;
    this.folder = folder;
    this.theme = theme;
    this.hasStates = hasStates;
  }

  async visit(id) {
    await play(this.page, id);
    for (const size of sizes) await this.take(id, size);
    if (this.hasStates) await this.takeStates(id);
  }

  async take(id, size, state = '') {
    await showWhole(this.driven, size);
    const name = [id, state, this.theme.toLowerCase(), size === usual ? '' : `${size.width}`]
      .filter((part) => part !== '')
      .join('-');
    await sayFaults(this.page, name);
    const { default: sharp } = await import('sharp');
    const picture = sharp(await this.page.screenshot());
    const { width } = await picture.metadata();
    const bytes = this.hasStates
      ? await picture.png().toBuffer()
      : await picture
          .resize({ width: Math.round(width * size.scale) })
          .jpeg({ quality: 80, mozjpeg: true })
          .toBuffer();
    writeFileSync(join(this.folder, `${name}.${this.hasStates ? 'png' : 'jpg'}`), bytes);
  }

  /** The page with each of its breaks, and at the other depths. */
  async takeStates(id) {
    const { page } = this;
    const chips = page.getByRole('radiogroup', { name: 'What to change' }).getByRole('radio');
    const count = await chips.count();
    for (let at = 0; at < count; at += 1) {
      await chips.nth(at).click();
      if (at === 0) await page.keyboard.press('b');
      await page.keyboard.press('r');
      await play(page, id);
      await this.take(id, usual, `broken${at + 1}`);
    }
    if (count > 0) await page.keyboard.press('b');
    for (const [depth, key] of [
      ['photographer', '1'],
      ['engineer', '3'],
    ]) {
      await page.keyboard.press(key);
      await this.take(id, usual, depth);
    }
    await page.keyboard.press('2');
  }
}

const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string' },
    theme: { type: 'string' },
    states: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const layOut = (home) => {
  const street = join(home, 'Pictures', 'street.jpg');
  copyFileSync(join(root, 'assets', 'samples', 'street.jpg'), street);
  return street;
};
await photographApp(
  { out: values.out, usual: ['docs', 'screenshots', 'learn'], size: usual, layOut },
  async ({ driven, folder, photos }) => {
    await dropFiles(driven.page, [photos]);
    await untilEnhanced(driven.page);
    for (const theme of values.theme === undefined ? ['Dark', 'Light'] : [values.theme]) {
      await resizeWindow(driven, usual);
      await chooseTheme(driven.page, theme);
      const camera = new LearnCamera(driven, { folder, theme, hasStates: values.states });
      await eachPage(driven.page, async (id) => {
        if (positionals.length === 0 || positionals.includes(id)) await camera.visit(id);
      });
    }
  },
);
