import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { HostOptions } from '@contract';
import type { StartHost } from './HostProcess';

export type ForkOptions = {
  /** Path of the bundle dist/app/engine-host.mjs. */
  readonly entry: string;
  /** Path of a Node; never Electron's own executable, in which sharp and the system's GLib would meet. */
  readonly node: string;
  readonly options: HostOptions;
  readonly env: NodeJS.ProcessEnv;
};

/** How long the last output of a process that has ended is waited for. */
const lastWordsMs = 1000;

/** Tells the temporary files of one process from those of all others. */
export function newMark(): string {
  return randomBytes(4).toString('hex');
}

/** Starts the engine in a plain Node. */
export function forkHost({ entry, node, options, env }: ForkOptions): StartHost {
  return ({ onMessage, onWords, onExit }) => {
    const mark = newMark();
    const child = fork(entry, [JSON.stringify({ ...options, mark })], {
      execPath: node,
      // The folder in which Candela was started may go away while the engine is to be restarted.
      cwd: dirname(entry),
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env,
    });
    let isGone = false;
    const leave = (reason: string): void => {
      if (isGone) return;
      isGone = true;
      onExit(reason);
    };
    child.stderr?.setEncoding('utf8').on('data', onWords);
    child.on('message', onMessage);
    child.on('error', (error) => {
      leave(error.message);
    });
    whenGone(child, leave);
    return {
      pid: child.pid,
      mark,
      send: (message) => {
        // A process that is ending cannot receive messages. Its exit is reported to those who wait.
        if (child.connected) child.send(message, () => undefined);
      },
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
}

/** Reports the end of a process after its last messages and words, which may come later than the end itself. */
function whenGone(child: ChildProcess, leave: (reason: string) => void): void {
  child.on('exit', (code, signal) => {
    const reason = signal === null ? `exit status ${String(code)}` : `signal ${signal}`;
    child.once('close', () => {
      leave(reason);
    });
    setTimeout(leave, lastWordsMs, reason).unref();
  });
}
