import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** How the window is started, and the conditions for it. */
export type WindowStart = {
  /** Program and first arguments. Null where only the command line was installed. */
  readonly command: WindowCommand | null;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
};

type WindowCommand = readonly [program: string, ...first: string[]];

/** Paths beside the command line in which a window may be found. */
export type WindowPlaces = {
  /** The packaged app's archive, and its program. */
  readonly archive: string;
  readonly program: string;
  /** The script of `npm start`. */
  readonly script: string;
};

/** What starts the window: the app of the same package, else the script of a source checkout. */
export function findWindow(
  { archive, program, script }: WindowPlaces,
  isRoot: boolean,
): WindowCommand | null {
  // Chromium does not start as root with its sandbox on.
  if (existsSync(archive)) return isRoot ? [program, '--no-sandbox'] : [program];
  return existsSync(script) ? [process.execPath, script] : null;
}

/** Why no window can be opened here, or null. */
export function lackOfWindow({ command, platform, env }: WindowStart): 'noDisplay' | 'notInstalled' | null {
  const hasDisplay =
    platform !== 'linux' || Boolean(env['DISPLAY'] ?? '') || Boolean(env['WAYLAND_DISPLAY'] ?? '');
  if (!hasDisplay) return 'noDisplay';
  return command === null ? 'notInstalled' : null;
}

/**
 * The photos and folders of a command line that names nothing else, as absolute paths. Null if its first word is a command, or if
 * any word is an option or does not exist.
 */
export function photosAlone(argv: readonly string[], commands: readonly string[]): string[] | null {
  const [first] = argv;
  if (first === undefined || commands.includes(first)) return null;
  const areAll = argv.every((word) => word !== '' && !word.startsWith('-') && existsSync(word));
  return areAll ? argv.map((word) => resolve(word)) : null;
}

/** Opens the window with photos. Returns its exit code when the window is closed. */
export function openWindow(photos: readonly string[], [program, ...first]: WindowCommand): Promise<number> {
  const child = spawn(program, [...first, ...photos], { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      done(code ?? 1);
    });
  });
}
