/**
 * @file The real engine's process, which never answers one kind of call, and cannot be told to stop it. `CANDELA_STILL` names the call;
 * with `start` it never gets ready. It writes the file `CANDELA_STILL_TOLD` when it has got that far.
 */
import { writeFileSync } from 'node:fs';

const { CANDELA_STILL: still = '', CANDELA_STILL_TOLD: told = '' } = process.env;

function isCall(message: unknown): boolean {
  return typeof message === 'object' && message !== null && Reflect.get(message, 'name') === still;
}

function stay(): void {
  writeFileSync(told, 'asked');
}

const on = process.on.bind(process) as (
  name: string,
  listener: (...args: unknown[]) => void,
) => NodeJS.Process;

if (still === 'start') {
  stay();
  setInterval(() => undefined, 1000);
} else {
  Reflect.set(process, 'on', (name: string, listener: (...args: unknown[]) => void) => {
    if (name !== 'message') return on(name, listener);
    return on(name, (message) => {
      if (isCall(message)) stay();
      else listener(message);
    });
  });
  await import('../../src/engine-host/main');
}
