/**
 * @file Every page of Learn in the whole app, with photos that are odd: one pixel, grey, 16 bits, 100 megapixels. Each page shows
 * something, says so without a number that is none, and reports no failure.
 */
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWith } from '../support/appDriver';
import { closeApp, dropFiles, removeHome, type LaunchedApp } from '../support/launchApp';
import { samples } from '../support/oddPhotos';

let shared: LaunchedApp;
const photo = (name: string): string => join(shared.home, 'photos', name);

/** Red and green grow across and down, in stored values of a dark photo. */
function ramp(width: number, height: number, most: number): Uint16Array {
  return Uint16Array.from({ length: width * height * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    const share = at % 3 === 0 ? (pixel % width) / width : Math.floor(pixel / width) / height;
    return Math.round(share * most);
  });
}

const makers: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  'pixel.png': (path) =>
    sharp({ create: { width: 1, height: 1, channels: 3, background: { r: 9, g: 7, b: 5 } } }).toFile(path),
  'black.png': (path) =>
    sharp({ create: { width: 300, height: 200, channels: 3, background: 'black' } }).toFile(path),
  'grey.jpg': (path) =>
    sharp(samples(420, 300), { raw: { width: 420, height: 300, channels: 3 } })
      .linear(0.2, 0)
      .toColourspace('b-w')
      .jpeg()
      .toFile(path),
  'deep.png': (path) =>
    sharp(ramp(500, 360, 9000), { raw: { width: 500, height: 360, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toFile(path),
  // A strip that is far longer than wide, too.
  'strip.png': (path) =>
    sharp(samples(3000, 3), { raw: { width: 3000, height: 3, channels: 3 } }).toFile(path),
  'large.jpg': (path) =>
    sharp(samples(1160, 870), { raw: { width: 1160, height: 870, channels: 3 } })
      .linear(0.2, 0)
      .resize(11_600, 8700, { kernel: 'nearest' })
      .jpeg()
      .toFile(path),
};

const said: Readonly<Record<string, string>> = {
  'pixel.png': 'The figures show its 1 × 1 pixels, too few for most of them.',
  'grey.jpg': 'grey as three equal colours',
  'deep.png': 'with 8 of its 16 bits',
  'large.jpg': 'a small copy of its 11,600 × 8,700 pixels',
};

/** What is wrong on the shown page when it has come to rest. */
async function faults(state: 'at rest' | 'stepped' | 'broken'): Promise<string[]> {
  const { page } = shared;
  const isThere = () =>
    document.querySelector('[data-waiting]') === null &&
    document.querySelector('article > [role="status"]')?.textContent !== '';
  const hasCome = await page.waitForFunction(isThere, undefined, { timeout: 60_000 }).then(
    () => true,
    () => false,
  );
  const { id, all, alerts } = await page.evaluate(() => {
    const article = document.querySelector('article')!;
    return {
      id: article.dataset.page,
      all: article.innerText,
      alerts: Array.from(article.querySelectorAll('[role="alert"]'), (alert) => alert.textContent),
    };
  });
  // A broken figure may lose its numbers, but says so in words. Equal pictures have a PSNR of ∞ dB.
  const raw = state === 'broken' ? /NaN|undefined/ : /NaN|undefined|not a number|∞(?! dB)/;
  const number = raw.exec(all.replace(/“[^”]*”/g, ''));
  return [
    ...(hasCome ? [] : ['nothing to see or read']),
    ...(number === null ? [] : [all.slice(Math.max(0, number.index - 60), number.index + 20)]),
    ...alerts,
  ].map((fault) => `${id}, ${state}: ${fault}`);
}

/** The shown page as it is, after three steps where it can be stepped, and broken where it can be broken. */
async function faultsOfPage(): Promise<string[]> {
  const { page } = shared;
  const found = await faults('at rest');
  if (
    await page
      .getByRole('button', { name: 'Step', exact: true })
      .isEnabled({ timeout: 1 })
      .catch(() => false)
  ) {
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('.');
    found.push(...(await faults('stepped')));
  }
  if ((await page.getByRole('switch', { name: 'off' }).count()) === 0) return found;
  await page.keyboard.press('b');
  found.push(...(await faults('broken')));
  await page.keyboard.press('b');
  return found;
}

describe('Learn with odd photos', () => {
  beforeAll(async () => {
    shared = await startWith('candela');
    for (const [name, make] of Object.entries(makers)) await make(photo(name));
  }, 120_000);

  afterAll(async () => {
    await closeApp(shared.app);
    removeHome(shared.home);
  });

  it.each(Object.keys(makers))(
    'shows every page with %s',
    async (name) => {
      const { page } = shared;
      await page.keyboard.press('Control+1');
      await dropFiles(page, [photo(name)]);
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.keyboard.press('Control+3');
      await page.locator('article').waitFor();
      await page.locator('nav[aria-label="Contents"] [aria-expanded]').first().click();
      await page.locator('nav[aria-label="Contents"] ol ol button').first().click();
      await page
        .getByText(said[name] ?? name)
        .first()
        .waitFor();
      const wrong: string[] = [];
      const visited: string[] = [];
      for (;;) {
        const id = (await page.locator('article').getAttribute('data-page')) ?? '';
        if (visited.includes(id)) break;
        visited.push(id);
        wrong.push(...(await faultsOfPage()));
        await page.keyboard.press('n');
      }
      expect(wrong).toEqual([]);
      expect(visited.length).toBeGreaterThan(20);
      expect(shared.complaints).toEqual([]);
    },
    600_000,
  );
});
