import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFile } from '@contract';
import { constants, getPriority, setPriority } from 'node:os';
import { whenEnding } from '../../../../write/tempFiles';

/** A program by its absolute path, never by a line for a shell. */
export type Command = {
  readonly path: string;
  readonly args: readonly string[];
  /** Where it works: a `tempFolder`, because there its number is looked for when this process was killed. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
};

/** How a program ended: its status, or the signal that ended it; what it said; or that it was not done in time. */
export type Ending = { readonly status: number | string; readonly words: string } | 'tooLong';

type Options = { readonly signal: AbortSignal; readonly limitMs: number };

/** More than this of a program's words is of no use. */
const mostWords = 10_000;

/** On its own the program leads a group, so that what it started ends with it. */
const hasGroups = process.platform !== 'win32';

function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (hasGroups) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended by itself, and left nothing.
  }
}

/** Gives way to whatever a person does meanwhile. */
function calm({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, Math.max(constants.priority.PRIORITY_BELOW_NORMAL, getPriority()));
  } catch {
    // It has just ended, or the system does not allow it.
  }
}

/**
 * Runs a program without a shell, with low priority, and to its end: by itself, by the limit or by the signal.
 * @throws the signal's reason when it is aborted; what the system says if the program cannot be started
 */
export async function runProgram(
  { path, args, folder, env }: Command,
  { signal, limitMs }: Options,
): Promise<Ending> {
  signal.throwIfAborted();
  const child = spawn(path, [...args], {
    ...{ cwd: folder, env, detached: hasGroups, windowsHide: true },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  calm(child);
  const stop = (): void => {
    end(child);
  };
  const limit = new AbortController();
  limit.signal.addEventListener('abort', stop);
  const timer = setTimeout(() => {
    limit.abort();
  }, limitMs);
  signal.addEventListener('abort', stop, { once: true });
  const forget = whenEnding(stop);
  try {
    const ended = endingOf(child);
    // Whoever sees this process die ends the program, too.
    if (child.pid !== undefined) writeFileSync(join(folder, programFile), String(child.pid));
    const ending = await ended;
    signal.throwIfAborted();
    return limit.signal.aborted ? 'tooLong' : ending;
  } catch (error) {
    stop();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    forget();
  }
}

function endingOf(child: ChildProcess): Promise<Exclude<Ending, string>> {
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      if (words.length < mostWords) words += text;
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    // What the program started may hold its streams open after it has ended.
    child.on('exit', (code, signalName) => {
      end(child);
      const finish = (): void => {
        resolve({ status: code ?? signalName ?? 'unknown', words });
      };
      child.once('close', finish);
      setTimeout(finish, lastWordsMs).unref();
    });
  });
}

const lastWordsMs = 500;
