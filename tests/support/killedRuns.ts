/** @file A batch that is killed again and again, and resumed each time, under the eyes of a watcher. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { bundle, modelsFolder } from './runCli';

export type Life = {
  /** The words after `candela`. */
  readonly argv: readonly string[];
  readonly home: string;
};

/** When a life ends: some time after its start, or after so many photos and a moment more. */
export type Death =
  { readonly afterMs: number } | { readonly afterPhotos: number; readonly momentMs: number };

export type LifeEnd = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };

/** Runs the program until its end or its death, whichever comes first. With `engineToo`, both processes are killed at once. */
export async function live({ argv, home }: Life, death?: Death, engineToo = false): Promise<LifeEnd> {
  const child = spawn(process.execPath, [bundle, ...argv], {
    cwd: home,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HOME: home,
      CANDELA_CACHE_DIR: join(home, 'cache'),
      CANDELA_MODELS_DIR: modelsFolder(home),
    },
  });
  const end: LifeEnd = { code: null, signal: null, stdout: '', stderr: '' };
  const kill = (): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(engineToo ? -child.pid : child.pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  };
  const isTime = (): boolean =>
    death !== undefined &&
    'afterPhotos' in death &&
    end.stdout.split('"status":"done"').length > death.afterPhotos;
  const timers: NodeJS.Timeout[] = [];
  if (death !== undefined && 'afterMs' in death) timers.push(setTimeout(kill, death.afterMs));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    end.stdout += text;
    if (death !== undefined && 'momentMs' in death && isTime()) timers.push(setTimeout(kill, death.momentMs));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (end.stderr += text));
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => {
      end.code = code;
      end.signal = signal;
      resolve();
    });
  });
  for (const timer of timers) clearTimeout(timer);
  return end;
}

export const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** The files with final names in a folder, and their hashes. */
export function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  return Object.fromEntries(names.sort().map((name) => [name, hashOf(join(folder, name))]));
}

/** Looks at each file in the moment in which it gets its final name. */
export class Watcher {
  /** Every content that was ever seen under a final name: name, then hashes. */
  readonly seen = new Map<string, Set<string>>();

  constructor(private readonly folder: string) {
    const watcher = watch(folder, (_event, name) => {
      if (name !== null && !name.startsWith('.')) this.#look(name);
    });
    onTestFinished(() => {
      watcher.close();
    });
  }

  #look(name: string): void {
    try {
      const hashes = this.seen.get(name) ?? new Set();
      this.seen.set(name, hashes.add(hashOf(join(this.folder, name))));
    } catch {
      // It has gone again, which the final check sees.
    }
  }
}
