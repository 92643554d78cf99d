import { fork } from 'node:child_process';
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

/** Starts the engine in a plain Node. */
export function forkHost({ entry, node, options, env }: ForkOptions): StartHost {
  return ({ onMessage, onWords, onExit }) => {
    const child = fork(entry, [JSON.stringify(options)], {
      execPath: node,
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
    child.on('exit', (code, signal) => {
      leave(signal === null ? `exit status ${String(code)}` : `signal ${signal}`);
    });
    return {
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
