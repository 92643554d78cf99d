/**
 * @file The real engine's process, which takes no call of the name `CANDELA_HOLD_CALL` while the file `CANDELA_HOLD` exists. The first
 * `CANDELA_HOLD_AFTER` of them pass. It writes the file `CANDELA_HELD` when it holds one. holding.ts sets all that.
 */
import { existsSync, writeFileSync } from 'node:fs';

const {
  CANDELA_HOLD: hold = '',
  CANDELA_HELD: held = '',
  CANDELA_HOLD_CALL: call = '',
  CANDELA_HOLD_AFTER: after = '0',
} = process.env;

let passed = 0;

function isHeld(message: unknown): boolean {
  const isIt = typeof message === 'object' && message !== null && Reflect.get(message, 'name') === call;
  if (!isIt) return false;
  passed += 1;
  return passed > Number(after);
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
    if (!isHeld(message)) listener(message);
    else
      whenFree(() => {
        listener(message);
      });
  });
});
await import('../../src/engine-host/main');
