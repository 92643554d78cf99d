import type { ChildProcess } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SummaryRecord } from '@contract';
import { jpeg, png, putFiles } from '../support/photos';
import { workplace } from '../support/workplace';

/** Sends signals, `delay` ms apart, once the first photo is done. */
function interruptAfterFirstPhoto(child: ChildProcess, signals: NodeJS.Signals[], delay: number): void {
  child.stdout?.once('data', () => {
    for (const [index, signal] of signals.entries())
      setTimeout(() => child.kill(signal), delay * (index + 1));
  });
}

async function batch() {
  const place = await workplace();
  const big = await png(3000, 2000);
  await putFiles(place.photos, {
    '0.jpg': await jpeg(),
    '1.png': big,
    '2.png': big,
    '3.png': big,
    '4.png': big,
  });
  return place;
}

describe('candela enhance, interrupted', () => {
  it.skipIf(process.platform === 'win32').each([
    ['SIGINT', 0],
    ['SIGINT', 60],
    ['SIGINT', 200],
    ['SIGINT', 400],
    ['SIGTERM', 100],
  ] as const)('ends soon after %s at %i ms and leaves nothing half-written', async (signal, delay) => {
    const { photos, enhance } = await batch();
    let interrupted = 0;
    const run = await enhance(['.', '--json', '--out', 'out'], {
      onStart: (child) => {
        interruptAfterFirstPhoto(child, [signal], delay);
        child.stdout?.once('data', () => (interrupted = performance.now() + delay));
      },
    });
    const took = performance.now() - interrupted;
    expect(run.code).toBe(130);
    expect(took).toBeLessThan(4000);
    expect(run.stderr).toContain('Interrupted; nothing half-written is left.');
    const lines = run.stdout.trimEnd().split('\n');
    const { done, failed } = SummaryRecord.parse(JSON.parse(lines.at(-1) ?? ''));
    expect({ lines: lines.length - 1, failed }).toEqual({ lines: done, failed: 0 });
    expect(done).toBeLessThan(5);
    const results = await readdir(`${photos}/out`);
    expect(results.filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(results).toHaveLength(done);
  });

  it.skipIf(process.platform === 'win32')(
    'ends at once when interrupted twice, and leaves nothing half-written',
    async () => {
      const { photos, enhance } = await batch();
      const run = await enhance(['.', '--json', '--out', 'out'], {
        onStart: (child) => {
          interruptAfterFirstPhoto(child, ['SIGINT', 'SIGINT'], 1);
        },
      });
      expect(run.code).toBe(130);
      expect((await readdir(`${photos}/out`)).filter((name) => name.endsWith('.part'))).toEqual([]);
    },
  );
});
