/** @file The packages for Linux: making and unpacking them, and what each must be able to do. */
import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { homeEnvironment } from '../../scripts/appDriver.mjs';
import { freshHome, launchApp } from './launchApp';

const root = fileURLToPath(new URL('../..', import.meta.url));
const made = join(root, 'out', 'package-for-tests');

/** Where packages are unpacked. A space and letters beyond ASCII, as names of people have them. */
export const place = join(root, '.cache', 'tests', `packages-${process.pid}`, 'Zoë Müller 夜');

export const run = promisify(execFile);

export async function shell(script: string, words: readonly string[] = [], env = process.env) {
  return run('sh', ['-ec', script, 'sh', ...words], { env });
}

export async function makePackages(formats: readonly string[]): Promise<void> {
  await rm(made, { recursive: true, force: true });
  const script = join(root, 'scripts/package.mjs');
  await run(process.execPath, [script, '--for-tests', ...formats], { cwd: root, maxBuffer: 2 ** 26 });
}

export async function removePackages(): Promise<void> {
  await rm(join(place, '..'), { recursive: true, force: true });
  await rm(made, { recursive: true, force: true });
}

export function fileOf(format: string): string {
  const name = readdirSync(made).find((each) => each.endsWith(`.${format}`));
  if (name === undefined) throw new Error(`No ${format} was made.`);
  return join(made, name);
}

type Unpacking = {
  readonly format: string;
  /** A script that unpacks a package ($1) into the present folder. */
  readonly unpack: string;
  /** Where its tree lies then. */
  readonly tree: string;
};

/** Returns the folder of the tree. */
export async function unpack({ format, unpack: script, tree }: Unpacking): Promise<string> {
  const folder = join(place, format);
  await mkdir(folder, { recursive: true });
  const { stdout } = await shell(`cd "$2"; ${script}; cd ${tree}; pwd`, [fileOf(format), folder]);
  return stdout.trim();
}

/** A small photo in a folder with a name of its own, and an environment in which `candela` is on the PATH. */
async function settle(bin: string) {
  const home = freshHome();
  const photo = join(home, 'Bilder für Zoë', 'night 夜.jpg');
  await mkdir(join(photo, '..'));
  await sharp(join(root, 'assets/samples/room.jpg')).resize(320).jpeg({ quality: 95 }).toFile(photo);
  const path = `${bin}:${process.env.PATH ?? ''}`;
  const settings = join(home, 'settings');
  const env = { ...process.env, ...homeEnvironment(home), PATH: path, XDG_CONFIG_HOME: settings };
  return { home, photo, env, settings };
}

/** Tests of what a person does with a package. @param tree the folder with bin, lib and share */
export function itIsUsable(tree: () => string): void {
  it('enhances a photo on the command line, found on the PATH', async () => {
    const { photo, env } = await settle(join(tree(), 'bin'));
    await shell('candela enhance "$1" --model cnn --provider cpu', [photo], env);
    const mean = async (path: string) => (await sharp(path).stats()).channels[0]!.mean;
    const result = join(photo, '..', 'enhanced', 'night 夜-candela.jpg');
    expect(await mean(result)).toBeGreaterThan((await mean(photo)) + 10);
  });

  it('shows a photo in its window', async () => {
    const { photo, home } = await settle(join(tree(), 'bin'));
    const executable = join(tree(), 'lib', 'candela', 'candela');
    const { app, page } = await launchApp({ executable, home, photos: [photo] });
    expect(await app.evaluate(({ app: electron }) => electron.isPackaged)).toBe(true);
    await page.getByText(/^Enhanced on .+ in /).waitFor({ timeout: 200_000 });
  });

  it('opens its window for `candela PHOTO`', async () => {
    const { photo, env, settings } = await settle(join(tree(), 'bin'));
    const child = spawn('candela', [photo], { env, detached: true, stdio: 'ignore' });
    onTestFinished(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    });
    const state = join(settings, 'Candela', 'state.json');
    await expect
      .poll(() => (existsSync(state) ? readFileSync(state, 'utf8') : ''), { timeout: 120_000 })
      .toContain('night 夜.jpg');
  });
}
