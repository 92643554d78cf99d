/** The whole app on a network that doubles the stored value: what is written. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enhanced, rampPhoto, screen, stageBox, startWith } from '../support/appDriver';
import { closeApp, dropFiles, removeHome, type LaunchedApp } from '../support/launchApp';
import { runCli } from '../support/runCli';

const size = { width: 480, height: 360 };

let shared: LaunchedApp;
let count = 0;
let photo = '';
const results = (): string => join(shared.home, 'photos', 'enhanced');
const saved = (name: string): string => join(results(), name);
const stripped = (path: string | Buffer) =>
  sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });

beforeAll(async () => {
  shared = await startWith('double');
});

beforeEach(async () => {
  const { page, home } = shared;
  count += 1;
  photo = join(home, 'photos', `night${count}.jpg`);
  const plain = await rampPhoto(join(home, `plain${count}.png`), size);
  const exif = { IFD0: { Model: 'Testcam 7', Software: 'Testcam 1.0' } };
  await sharp(plain).withExif(exif).jpeg({ quality: 95 }).toFile(photo);
  await dropFiles(page, [photo]);
  await enhanced(page, { of: `night${count}.jpg` });
});

afterAll(async () => {
  await closeApp(shared.app);
  removeHome(shared.home);
});

/** Text of the file's EXIF block. */
async function exifOf(path: string): Promise<string> {
  return (await sharp(path).metadata()).exif?.toString('latin1') ?? '';
}

type Screen = Awaited<ReturnType<typeof screen>>;
type Box = Awaited<ReturnType<typeof stageBox>>;

/** Largest difference of a sample between screen and file, at the photo's position that makes it smallest. */
function leastWorst(seen: Screen, stage: Box, written: Buffer): number {
  const left = Math.floor(stage.x + (stage.width - size.width) / 2);
  const top = Math.floor(stage.y + (stage.height - size.height) / 2);
  const worstAt = (dx: number, dy: number): number => {
    let worst = 0;
    for (let y = 10; y < size.height - 10; y += 1) {
      for (let x = 60; x < size.width - 10; x += 1) {
        const shown = seen.at(left + x + dx, top + y + dy);
        const start = 3 * (y * size.width + x);
        for (const channel of [0, 1, 2])
          worst = Math.max(worst, Math.abs((shown[channel] ?? 0) - (written[start + channel] ?? 0)));
      }
    }
    return worst;
  };
  return Math.min(...[0, 1].flatMap((dx) => [0, 1].map((dy) => worstAt(dx, dy))));
}

describe('a result', () => {
  it('is saved with its metadata, told, and removed by Undo', async () => {
    const { page } = shared;
    const original = readFileSync(photo);
    await page.getByRole('button', { name: 'Save JPEG' }).click();
    await page.getByText(`Saved as night${count}-candela.jpg in photos/enhanced`).waitFor();
    const path = saved(`night${count}-candela.jpg`);
    const [before, after] = [(await stripped(photo)).data, (await stripped(path)).data];
    const mean = (data: Buffer): number => data.reduce((sum, value) => sum + value, 0) / data.length;
    expect(mean(after) / mean(before)).toBeCloseTo(2, 1);
    const exif = await exifOf(path);
    expect(exif).toContain('Testcam 7');
    expect(exif).toMatch(/Candela \d/);
    const messages = page.getByRole('region', { name: 'Messages' });
    await messages.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(`Removed night${count}-candela.jpg.`).waitFor();
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(photo).equals(original)).toBe(true);
  });

  it('never takes the name of an earlier one', async () => {
    const { page } = shared;
    for (const name of [`night${count}-candela.jpg`, `night${count}-candela-2.jpg`]) {
      await page.keyboard.press('s');
      await page.getByText(`Saved as ${name} in`).waitFor();
    }
    const names = readdirSync(results()).filter((name) => name.startsWith(`night${count}-`));
    expect(names.sort()).toEqual([`night${count}-candela-2.jpg`, `night${count}-candela.jpg`]);
  });

  it('goes to the clipboard as a picture, with the look that it has', async () => {
    const { app, page } = shared;
    await app.evaluate(({ clipboard }) => {
      clipboard.clear();
    });
    await page.getByRole('slider', { name: 'Colour' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+c');
    await page.getByText('Picture copied.').waitFor();
    const png = await app.evaluate(({ clipboard }) => {
      // The interface of the test Electron. The types describe the newest one.
      const board = clipboard as unknown as { readImage(): { toPNG(): Buffer } };
      return board.readImage().toPNG().toString('base64');
    });
    const { data, info } = await stripped(Buffer.from(png, 'base64'));
    expect(info).toMatchObject(size);
    for (const at of [0, 3 * 240 * 180, data.length - 3])
      expect(new Set(data.subarray(at, at + 3)).size, 'grey: Colour stands at its lower end').toBe(1);
  });

  it('has the pixels that the screen shows', async () => {
    const { page } = shared;
    for (const [name, value] of [
      ['Strength', '80'],
      ['Brightness', '0.5'],
      ['Highlights', '-30'],
      ['Colour', '40'],
    ] as const) {
      await page.getByRole('slider', { name }).focus();
      await page.keyboard.type(value);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('e');
    await page.getByRole('combobox', { name: 'Format' }).selectOption('png');
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(`Saved as night${count}-candela.png in`).waitFor();
    const written = await stripped(saved(`night${count}-candela.png`));
    expect(written.info).toMatchObject(size);

    await page.getByRole('button', { name: '1:1' }).click();
    await page.getByRole('group', { name: 'Zoom' }).getByText('100 %').waitFor();
    await page.getByRole('slider', { name: 'Split line' }).focus();
    await page.keyboard.press('Home');
    // Texts and marks over the photo, including those that appear later.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      const over = '[data-label], [role="slider"][aria-label="Split line"], [aria-live]';
      sheet.replaceSync(`:is(${over}) { visibility: hidden !important; }`);
      document.adoptedStyleSheets = [sheet];
    });
    const compared = async (): Promise<string> => {
      const worst = leastWorst(await screen(page), await stageBox(page), written.data);
      const over = page.locator('[role="alert"], [role="status"], [role="tooltip"]');
      return worst <= 1 ? 'the same' : `apart by ${worst}; ${(await over.allInnerTexts()).join(' | ')}`;
    };
    // Tiles and the last setting appear when ready. No other signal reports it.
    await expect.poll(compared, { timeout: 30_000, interval: 500 }).toBe('the same');
    await page.evaluate(() => {
      document.adoptedStyleSheets = [];
    });
    await page.getByRole('button', { name: 'Fit', exact: true }).click();
  });

  it('is written as the export sheet says: format, long edge, no metadata', async () => {
    const { page } = shared;
    await page.keyboard.press('e');
    const sheet = page.getByRole('dialog', { name: 'Export' });
    await sheet.getByRole('combobox', { name: 'Format' }).selectOption('webp');
    await sheet.getByRole('radio', { name: 'Limit to' }).click();
    await sheet.getByRole('textbox', { name: 'Long edge in pixels' }).fill('200');
    await sheet.getByRole('radio', { name: 'Remove' }).click();
    const name = sheet.getByRole('textbox', { name: 'Name' });
    await name.fill('{name} small');
    await sheet.getByText(`For example night${count} small.webp`).waitFor();
    await sheet.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(`Saved as night${count} small.webp in`).waitFor();
    const path = saved(`night${count} small.webp`);
    const metadata = await sharp(path).metadata();
    expect(metadata).toMatchObject({ format: 'webp', width: 200, height: 150 });
    expect(metadata.exif).toBeUndefined();
    expect(metadata.xmp).toBeUndefined();
  });

  it('is the same, byte for byte, by the line that is copied', async () => {
    const { app, page, home } = shared;
    await page.getByRole('slider', { name: 'Strength' }).focus();
    await page.keyboard.type('70');
    await page.keyboard.press('Enter');
    await page.keyboard.press('s');
    await page.getByText(`Saved as night${count} small.webp in`).waitFor();
    const own = readFileSync(saved(`night${count} small.webp`));
    await page.keyboard.press('Control+Shift+K');
    await page.getByText(/^Command copied: /).waitFor();
    const command = await app.evaluate(({ clipboard }) => clipboard.readText());
    expect(command).toMatch(/^candela enhance /);
    expect(command).toContain(photo);
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
    const out = join(home, 'by-command');
    const run = await runCli([...words.slice(1), '--out', out], { home });
    expect(run.stderr + run.stdout).toContain(`night${count} small.webp`);
    expect(run.code).toBe(0);
    expect(readFileSync(join(out, `night${count} small.webp`)).equals(own)).toBe(true);
  });
});
