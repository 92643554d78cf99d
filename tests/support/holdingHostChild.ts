/**
 * @file The real engine's process, which takes no photo while the file `CANDELA_HOLD` exists. It writes the file `CANDELA_HELD` when it
 * is asked for one meanwhile.
 */
import { existsSync, writeFileSync } from 'node:fs';

const { CANDELA_HOLD: hold = '', CANDELA_HELD: held = '' } = process.env;

function isPhoto(message: unknown): boolean {
  return typeof message === 'object' && message !== null && Reflect.get(message, 'name') === 'photo.enhance';
}

function whenFree(go: () => void): void {
  if (!existsSync(hold)) {
    go();
    return;
  }
  writeFileSync(held, 'asked');
  setTimeout(whenFree, 5, go);
}

const on = process.on.bind(process) as (
  name: string,
  listener: (...args: unknown[]) => void,
) => NodeJS.Process;

Reflect.set(process, 'on', (name: string, listener: (...args: unknown[]) => void) => {
  if (name !== 'message') return on(name, listener);
  return on(name, (message) => {
    if (!isPhoto(message)) listener(message);
    else
      whenFree(() => {
        listener(message);
      });
  });
});
await import('../../src/engine-host/main');
