// `npm run screenshots:learn [-- --out FOLDER] [--theme Dark] [--breaks] [--depths] [PAGE...]`: pictures of every page of Learn in the real app.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resizeWindow, untilEnhanced } from './appDriver.mjs';
import { chooseTheme, photographApp } from './pictures.mjs';

/** The window's sizes. Pictures of the large one are kept at half of it. */
const sizes = [
  { width: 1280, height: 800, scale: 1 },
  { width: 1920, height: 1080, scale: 0.5 },
];
const [usual] = sizes;

/** How long a figure that plays is played, in milliseconds. A training needs longer to show something. */
const playFor = (id) => (id === 'train' ? 12_000 : 5_000);

/** So many boxes of a training step are gone through: all but the update. */
const boxesOfStep = 12;

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
  if (id === 'one-step') {
    for (let box = 0; box < boxesOfStep; box += 1) await keyOn(page, '.');
    return;
  }
  await keyOn(page, ' ');
  await page.waitForTimeout(playFor(id));
  if ((await group.getByText('Pause').count()) > 0) await keyOn(page, ' ');
}

/** The network that was trained two pages before becomes a model. */
async function addModel(page) {
  const add = page.getByRole('button', { name: 'Add to the models' });
  if ((await add.count()) > 0) await add.click();
  await page.getByRole('img', { name: 'Your network' }).waitFor();
}

/** A key belongs to the figure while no button has the focus. */
async function keyOn(page, key) {
  await page.locator('main').focus();
  await page.keyboard.press(key);
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
  await driven.page.evaluate(() => document.activeElement?.blur());
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
  /** `breaks`, `depths`: the page is also taken with each of its breaks, and at the other depths. */
  constructor(driven, { folder, theme, breaks, depths }) {
    this.driven = driven;
    this.page = driven.page;
    this.folder = folder;
    this.theme = theme;
    this.states = { breaks, depths };
  }

  async visit(id) {
    await play(this.page, id);
    if (id === 'use') await addModel(this.page);
    for (const size of sizes) await this.take(id, size);
    if (this.states.breaks) await this.takeBreaks(id);
    if (this.states.depths) await this.takeDepths(id);
  }

  async take(id, size, state = '') {
    await showWhole(this.driven, size);
    const name = [id, state, this.theme.toLowerCase(), size === usual ? '' : `${size.width}`]
      .filter((part) => part !== '')
      .join('-');
    await sayFaults(this.page, name);
    const { default: sharp } = await import('sharp');
    const bytes = await sharp(await this.page.screenshot())
      .resize({ width: Math.round(size.width * size.scale) })
      .jpeg({ quality: 66, mozjpeg: true })
      .toBuffer();
    writeFileSync(join(this.folder, `${name}.jpg`), bytes);
  }

  async takeBreaks(id) {
    const { page } = this;
    const chips = page.getByRole('radiogroup', { name: 'What to change' }).getByRole('radio');
    const count = await chips.count();
    for (let at = 0; at < count; at += 1) {
      await chips.nth(at).click();
      if (at === 0) await keyOn(page, 'b');
      await keyOn(page, 'r');
      await play(page, id);
      await this.take(id, usual, `broken${at + 1}`);
    }
    if (count > 0) await keyOn(page, 'b');
  }

  async takeDepths(id) {
    const keys = { photographer: '1', engineer: '3', student: '2' };
    for (const [depth, key] of Object.entries(keys)) {
      await keyOn(this.page, key);
      if (depth !== 'student') await this.take(id, usual, depth);
    }
  }
}

const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string' },
    theme: { type: 'string' },
    breaks: { type: 'boolean', default: false },
    depths: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
await photographApp(
  { out: values.out, usual: ['docs', 'screenshots', 'learn'], size: usual },
  async ({ driven, folder }) => {
    const { page } = driven;
    // The sample has a ground truth.
    await page.getByRole('button', { name: /street/ }).click();
    await untilEnhanced(page);
    for (const theme of values.theme === undefined ? ['Dark', 'Light'] : [values.theme]) {
      await resizeWindow(driven, usual);
      await chooseTheme(page, theme);
      const camera = new LearnCamera(driven, { ...values, folder, theme });
      await eachPage(page, async (id) => {
        if (positionals.length === 0 || positionals.includes(id)) await camera.visit(id);
      });
    }
  },
);
