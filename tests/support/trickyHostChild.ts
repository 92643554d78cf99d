/**
 * @file The real engine's process, whose decoder does what a bad one does on a bad day. The photo tells what, by a comment that
 * `tricky` puts into it: `abort` ends the process without a word, `exit` with a word on stderr, `hang` never ends, `block` keeps the
 * thread. A file called `locked…` is in use, as Windows says it.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import '../../src/engine-host/main';
import { trickIn } from './tricks';

type Prototype = { toBuffer: (this: Sharp & { options: unknown }, options: object) => Promise<unknown> };

const open = fs.open.bind(fs);
fs.open = (path, ...more) => {
  const isLocked = typeof path === 'string' && basename(path).startsWith('locked');
  if (!isLocked) return open(path, ...more);
  const message = `EBUSY: resource busy or locked, open '${path}'`;
  return Promise.reject(Object.assign(new Error(message), { code: 'EBUSY', path }));
};
syncBuiltinESMExports();

const prototype = (sharp as unknown as { prototype: Prototype }).prototype;
const decode = prototype.toBuffer;

prototype.toBuffer = function (options) {
  const { input } = this.options as { input?: { buffer?: Uint8Array } };
  switch (trickIn(input?.buffer)) {
    case 'abort':
      return process.abort();
    case 'exit':
      process.stderr.write('libdecode: assertion failed\n');
      return process.exit(70);
    case 'hang':
      return new Promise(() => undefined);
    case 'block':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      throw new Error('not reached');
    case undefined:
      return decode.call(this, options);
  }
};
