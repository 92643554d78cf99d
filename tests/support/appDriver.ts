/** @file The app with an exactly known network (twice the stored value), and functions to operate and read it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication, Page } from 'playwright-core';
import sharp from 'sharp';
import type { Preferences } from '@contract';
import { makeHome, startApp, type LaunchedApp } from './launchApp';
import { writeModel, type TestModelName } from './models';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const samplesFolder = join(root, 'assets', 'samples');

/** A home whose preferences choose a test model, on the CPU. */
export async function homeWith(
  model: TestModelName | 'candela',
  change: Partial<Preferences> = {},
): Promise<string> {
  const home = makeHome();
  const id = model === 'candela' ? model : await writeModel(join(home, 'models'), model);
  mkdirSync(join(home, 'data'));
  mkdirSync(join(home, 'photos'));
  const chosen = { version: 1, model: id, provider: 'cpu', ...change };
  writeFileSync(join(home, 'data', 'preferences.json'), JSON.stringify(chosen));
  return home;
}

export async function startWith(
  model: TestModelName | 'candela',
  change: Partial<Preferences> = {},
): Promise<LaunchedApp> {
  const launched = await startApp(await homeWith(model, change));
  launched.page.setDefaultTimeout(60_000);
  await launched.page.getByText('Drop a dark photo here.').waitFor();
  return launched;
}

/** Writes a photo of one colour. */
export async function flatPhoto(
  path: string,
  [r, g, b]: readonly [number, number, number],
  size: { width: number; height: number } = { width: 400, height: 300 },
): Promise<string> {
  await sharp({ create: { ...size, channels: 3, background: { r, g, b } } }).toFile(path);
  return path;
}

/** Writes a photo whose red grows to the right, whose green grows downwards, and whose blue is a check of 16 px. */
export async function rampPhoto(
  path: string,
  { width, height }: { width: number; height: number },
): Promise<string> {
  const data = Buffer.alloc(3 * width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 3 * (y * width + x);
      data[at] = (100 * x) / width;
      data[at + 1] = (100 * y) / height;
      data[at + 2] = ((x >> 4) + (y >> 4)) % 2 === 0 ? 20 : 60;
    }
  }
  await sharp(data, { raw: { width, height, channels: 3 } }).toFile(path);
  return path;
}

/** Waits until the shown photo has its result. @param of its name, where another one was shown before */
export async function enhanced(
  page: Page,
  { of, timeout = 60_000 }: { of?: string; timeout?: number } = {},
): Promise<void> {
  if (of !== undefined)
    await page.getByRole('heading', { level: 1, name: of, exact: true }).waitFor({ timeout });
  await page
    .getByRole('banner')
    .getByText(/^Enhanced on /)
    .waitFor({ timeout });
}

export type Screen = {
  width: number;
  height: number;
  at: (x: number, y: number) => [number, number, number];
};

/** What is on the screen now, in pixels of the window. */
export async function screen(page: Page): Promise<Screen> {
  const { data, info } = await sharp(await page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): [number, number, number] => {
    const start = 3 * (Math.round(y) * info.width + Math.round(x));
    return [data[start] ?? -1, data[start + 1] ?? -1, data[start + 2] ?? -1];
  };
  return { width: info.width, height: info.height, at };
}

export type Box = { x: number; y: number; width: number; height: number };

/** Where the stage lies in the window. */
export async function stageBox(page: Page): Promise<Box> {
  const box = await page.getByRole('group', { name: /^The photo\./ }).boundingBox();
  if (box === null) throw new Error('there is no stage');
  return box;
}

/** Colour of the window at a place of the stage, as shares of its width and height. */
export async function colourAt(page: Page, across: number, down = 0.4): Promise<[number, number, number]> {
  const box = await stageBox(page);
  return (await screen(page)).at(box.x + across * box.width, box.y + down * box.height);
}

/** Starts to count the page's calls. */
export async function countCalls(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ ipcMain }) => {
    type Handler = (event: unknown, message: { name: string }) => unknown;
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handler>;
    const own = handlers.get('candela:call');
    if (own === undefined) throw new Error('the channel has no handler');
    const names: string[] = [];
    Reflect.set(globalThis, 'callNames', names);
    handlers.set('candela:call', (event, message) => {
      names.push(message.name);
      return own(event, message);
    });
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'callNames') as string[]);
}

/** Starts to keep how the page's calls of a name end. By then the engine has ended them, too. */
export async function keepAnswers(app: ElectronApplication, name: string): Promise<() => Promise<unknown[]>> {
  await app.evaluate(({ ipcMain }, wanted) => {
    type Handler = (event: unknown, message: { name: string }) => unknown;
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handler>;
    const own = handlers.get('candela:call');
    if (own === undefined) throw new Error('the channel has no handler');
    const answers: unknown[] = [];
    Reflect.set(globalThis, 'callAnswers', answers);
    handlers.set('candela:call', async (event, message) => {
      const answer = await own(event, message);
      if (message.name === wanted) answers.push(answer);
      return answer;
    });
  }, name);
  return () => app.evaluate(() => Reflect.get(globalThis, 'callAnswers') as unknown[]);
}

/** Process id of the engine, or null while none runs. */
export function enginePid(app: ElectronApplication): number | null {
  const listed = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const own = String(app.process().pid);
  for (const line of listed.split('\n')) {
    const [pid, parent] = line.trim().split(/\s+/);
    if (parent === own && line.includes('engine-host.mjs')) return Number(pid);
  }
  return null;
}
