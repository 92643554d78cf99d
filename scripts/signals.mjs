// What happens to the programs that a script starts when the script, or the npm that started it, is told to end.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Exit status of a script that was told to end. */
export const interrupted = 130;

/** How often the starter is looked for, ms. */
const interval = 250;

/** A process's parent and name; null where the system does not tell. */
function about(pid) {
  const table = `/proc/${pid}/status`;
  const text = existsSync(table)
    ? readFileSync(table, 'utf8').replace(/^Name:\s*(.*)[^]*^PPid:\s*(\d+)[^]*$/m, '$2 $1')
    : spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  const found = /^\s*(\d+)\s+(.*\S)/.exec(text ?? '');
  return found === null ? null : { parent: Number(found[1]), name: found[2] };
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Calls `onGone` when the npm that started this script has ended. npm starts scripts through a shell, which dies without passing a
 * SIGTERM on; a SIGHUP ends npm and reaches neither.
 */
export function whenStarterEnds(onGone) {
  if (process.platform === 'win32' || process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const starter = about(shell);
  const npm = starter !== null && /sh$/.test(starter.name) ? starter.parent : shell;
  const timer = setInterval(() => {
    if (process.ppid === shell && isAlive(npm)) return;
    clearInterval(timer);
    onGone();
  }, interval);
  timer.unref();
}

/** Ends this script as a SIGTERM would. */
export const endLikeSigterm = () => process.kill(process.pid, 'SIGTERM');

/** Passes signals on to a child while it runs; this script ends when the child has. @returns whether one came, when asked at the end */
export function passSignals(child) {
  let wasTold = false;
  const pass = (signal) => {
    wasTold = true;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
    return wasTold;
  };
}

/** Runs a program to its end and answers its exit status. A signal is passed on, and this script ends after the program. */
export async function runChild(command, args, options) {
  const child = spawn(command, args, options);
  const stop = passSignals(child);
  try {
    const [status] = await once(child, 'exit');
    if (stop()) process.exit(interrupted);
    return status ?? 1;
  } finally {
    stop();
  }
}
