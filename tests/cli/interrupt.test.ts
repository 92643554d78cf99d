import type { ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SummaryRecord } from '@contract';
import { jpeg, png, putFiles } from '../support/oddPhotos';
import { cliFolder } from '../support/cliFolder';

type Interrupt = { signal: NodeJS.Signals; delay: number; echoAfter?: number };

/**
 * Sends a signal some time after the first photo is done, and once more when an echo is asked for, all in ms; answers when, by the clock of
 * `performance`.
 */
function interruptAfterFirstPhoto(
  child: ChildProcess,
  { signal, delay, echoAfter }: Interrupt,
): { at: number } {
  const sent = { at: Infinity };
  child.stdout?.once('data', () => {
    setTimeout(() => {
      sent.at = performance.now();
      child.kill(signal);
      if (echoAfter === undefined) return;
      // A timer may come far too late on a busy machine, and the program would take the echo for a second interrupt.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, echoAfter);
      child.kill(signal);
    }, delay);
  });
  return sent;
}

/** Photos that take half a second each. The last of so many wait when a signal comes late. */
const bigOnes = 12;

/** One small photo, and many that take a while. */
async function batch() {
  const place = await cliFolder();
  const big = await png(3000, 2000);
  const names = Array.from({ length: bigOnes }, (_, index) => `${index + 1}.png`);
  await putFiles(place.photos, {
    '0.jpg': await jpeg(),
    ...Object.fromEntries(names.map((name) => [name, big])),
  });
  const out = join(place.photos, 'out');
  await mkdir(out);
  return { ...place, out };
}

describe.skipIf(process.platform === 'win32')('candela enhance, interrupted', () => {
  it.each([
    ['SIGINT', 0],
    ['SIGINT', 60],
    ['SIGINT', 200],
    ['SIGINT', 400],
    ['SIGTERM', 100],
  ] as const)('ends soon after %s at %i ms, with a summary of what was done', async (signal, delay) => {
    const { out, enhance } = await batch();
    let sent = { at: Infinity };
    const run = await enhance(['.', '--json', '--out', out], {
      onStart: (child) => (sent = interruptAfterFirstPhoto(child, { signal, delay })),
    });
    expect(performance.now() - sent.at).toBeLessThan(30_000);
    expect(run.code).toBe(130);
    expect(run.stderr).toContain('Interrupted; nothing half-written is left.');
    const lines = run.stdout.trimEnd().split('\n');
    const { done, failed } = SummaryRecord.parse(JSON.parse(lines.at(-1) ?? ''));
    expect({ records: lines.length - 1, failed }).toEqual({ records: done, failed: 0 });
    expect(done).toBeLessThan(1 + bigOnes);
    const results = (await readdir(out)).filter((name) => name !== '.candela');
    expect(results.filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(results).toHaveLength(done);
  });

  it('takes a Ctrl-C that npm passes on once more for one', async () => {
    const { out, enhance } = await batch();
    const run = await enhance(['.', '--json', '--out', out], {
      onStart: (child) => {
        interruptAfterFirstPhoto(child, { signal: 'SIGINT', delay: 100, echoAfter: 4 });
      },
    });
    expect(run.code).toBe(130);
    expect(run.stderr).toContain('Interrupted; nothing half-written is left.');
    expect(run.stdout).toContain('"summary"');
  });

  it.each([[['SIGINT']], [['SIGINT', 'SIGTERM']], [['SIGTERM', 'SIGHUP']]] as const)(
    'leaves no temporary file when %j comes while one is there',
    async (signals) => {
      const { out, enhance } = await batch();
      const seen: string[] = [];
      const run = await enhance(['1.png', '2.png', '--out', out], {
        onStart: (child) => {
          const watcher = watch(out, (_event, name) => {
            if (!name?.endsWith('.part')) return;
            seen.push(name);
            if (seen.length === 1) for (const signal of signals) child.kill(signal);
          });
          child.on('close', () => {
            watcher.close();
          });
        },
      });
      expect(seen.length).toBeGreaterThan(0);
      expect(run.code).toBe(130);
      expect(await readdir(out)).toEqual(['.candela']);
    },
  );
});
