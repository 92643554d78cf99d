import { utilityProcess } from 'electron';
import { newMark, type ForkOptions, type StartHost } from '@engine-client';
import { lowerPriority } from './lowerPriority';

export type UtilityOptions = Omit<ForkOptions, 'node'>;

/** Starts the engine as an Electron utility process, on systems where sharp shares no library with the system. */
export function utilityHost({ entry, options, env }: UtilityOptions): StartHost {
  return ({ onMessage, onWords, onExit }) => {
    const mark = newMark();
    const child = utilityProcess.fork(entry, [JSON.stringify({ ...options, mark })], {
      serviceName: 'Candela engine',
      stdio: ['ignore', 'ignore', 'pipe'],
      env,
    });
    child.stderr?.on('data', (bytes: Buffer) => {
      onWords(bytes.toString('utf8'));
    });
    child.once('spawn', () => {
      lowerPriority(child.pid);
    });
    child.on('message', onMessage);
    child.once('exit', (code) => {
      onExit(`exit status ${code}`);
    });
    return {
      get pid() {
        return child.pid;
      },
      mark,
      send: (message) => {
        child.postMessage(message);
      },
      kill: () => {
        child.kill();
      },
    };
  };
}
