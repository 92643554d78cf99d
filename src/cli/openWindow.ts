import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** How the window is started, and the conditions for it. */
export type WindowStart = {
  /** The script of `npm start`. It is missing where only the command line was installed. */
  readonly script: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Why no window can be opened here, or null. */
export function lackOfWindow({ script, platform, env }: WindowStart): 'noDisplay' | 'notInstalled' | null {
  const hasDisplay =
    platform !== 'linux' || Boolean(env['DISPLAY'] ?? '') || Boolean(env['WAYLAND_DISPLAY'] ?? '');
  if (!hasDisplay) return 'noDisplay';
  return existsSync(script) ? null : 'notInstalled';
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

/** Opens the window with photos, by the same script as `npm start`. Returns its exit code when the window is closed. */
export function openWindow(photos: readonly string[], { script }: WindowStart): Promise<number> {
  const child = spawn(process.execPath, [script, ...photos], { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      done(code ?? 1);
    });
  });
}
