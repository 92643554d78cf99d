import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CandelaError, Settings, type JobResult, type PlannedJob } from '@contract';
import type { Runner } from './batchEvents';
import { isolated } from './isolated';
import { Isolation } from './Isolation';

const settings = Settings.parse({ model: 'cnn' });
const jobOf = (name: string): PlannedJob => ({
  input: `/in/${name}`,
  output: `/out/${name}`,
  format: 'jpeg',
  settings,
});

const resultOf = (job: PlannedJob): JobResult => ({
  output: job.output,
  written: { size: 1, sha256: '0'.repeat(64) },
  status: 'done',
  provider: 'cpu',
  megapixels: 1,
  timings: { decodeMs: 1, inferenceMs: 1, encodeMs: 1, totalMs: 3 },
  notices: [],
});

type Ends = { resolve: (result: JobResult) => void; reject: (error: unknown) => void };

/**
 * A process that photos run in. `crash…` ends it, `hang…` makes no progress, and `once…` ends it only the first time. `net…` makes progress
 * in its network until it is cancelled, and `held…` stands still there until the process has been killed.
 */
class FakeEngine {
  readonly begun: string[] = [];
  kills = 0;
  isBusy = false;
  readonly limits = { leastMs: 60, perMegapixelMs: 10 };
  readonly #running = new Map<string, Ends>();

  readonly run: Runner = (job, { signal, onProgress, onKnown }) => {
    const name = job.input.slice('/in/'.length);
    this.begun.push(`${name} (${this.#running.size + 1})`);
    return new Promise<JobResult>((resolve, reject) => {
      this.#running.set(name, { resolve, reject });
      onKnown({ megapixels: 1 });
      onProgress({ stage: 'decode', done: 0, total: 1 });
      signal.addEventListener('abort', () => {
        this.#end(name)?.reject(signal.reason);
      });
      const isFirst = this.begun.filter((each) => each.startsWith(name)).length === 1;
      if (name.startsWith('net')) {
        const timer = setInterval(() => {
          onProgress({ stage: 'inference', done: 1, total: 9 });
        }, 10);
        signal.addEventListener('abort', () => {
          clearInterval(timer);
        });
        return;
      }
      if (name.startsWith('held') && this.kills === 0) {
        onProgress({ stage: 'inference', done: 0, total: 1 });
        return;
      }
      if (name.startsWith('crash') || (name.startsWith('once') && isFirst)) setTimeout(this.die, 10);
      else if (!name.startsWith('hang')) setTimeout(() => this.#end(name)?.resolve(resultOf(job)), 40);
    });
  };

  readonly die = (): void => {
    for (const name of [...this.#running.keys()])
      this.#end(name)?.reject(new CandelaError('engine.crashed', { reason: 'signal SIGABRT' }));
  };

  restart(): void {
    this.kills += 1;
    this.isBusy = false;
    this.die();
  }

  isNetworkRunning(): boolean {
    return this.isBusy;
  }

  #end(name: string): Ends | undefined {
    const ends = this.#running.get(name);
    this.#running.delete(name);
    return ends;
  }
}

async function runAll(
  names: readonly string[],
  more: Partial<Parameters<typeof isolated>[2]> = {},
  isBusy = false,
) {
  const engine = new FakeEngine();
  engine.isBusy = isBusy;
  const run = isolated(engine.run, engine, { isolation: new Isolation(), ...more });
  const options = {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onKnown: () => undefined,
  };
  const ends = await Promise.all(
    names.map((name) =>
      run(jobOf(name), options).then(
        ({ status }) => status,
        (error: unknown) => (error instanceof CandelaError ? error.code : String(error)),
      ),
    ),
  );
  return { ends: Object.fromEntries(names.map((name, index) => [name, ends[index]])), engine };
}

describe('isolated', () => {
  it('runs each photo alone again when the process dies under several, and fails the one that dies alone', async () => {
    const { ends, engine } = await runAll(['a', 'crash', 'b']);
    expect(ends).toEqual({ a: 'done', crash: 'engine.crashed', b: 'done' });
    expect(engine.begun.slice(0, 3)).toEqual(['a (1)', 'crash (2)', 'b (3)']);
    expect(engine.begun.slice(3).sort()).toEqual(['a (1)', 'b (1)', 'crash (1)']);
  });

  it('does not run a photo again that was alone when the process died', async () => {
    const { ends, engine } = await runAll(['crash']);
    expect(ends).toEqual({ crash: 'engine.crashed' });
    expect(engine.begun).toEqual(['crash (1)']);
  });

  it('finishes a photo whose process died only once', async () => {
    expect((await runAll(['a', 'once', 'b'])).ends).toEqual({ a: 'done', once: 'done', b: 'done' });
  });

  it('takes what a photo had written before its process died, and does not run it again', async () => {
    const found = (job: PlannedJob) => Promise.resolve(job.input === '/in/a' ? resultOf(job) : null);
    const { ends, engine } = await runAll(['a', 'crash'], { found });
    expect(ends).toEqual({ a: 'done', crash: 'engine.crashed' });
    expect(engine.begun).toEqual(['a (1)', 'crash (2)', 'crash (1)']);
  });

  it('kills the process for a photo that makes no progress, fails that one, and finishes the rest', async () => {
    const { ends, engine } = await runAll(['hang', 'a', 'b']);
    expect(ends).toEqual({ hang: 'engine.stalled', a: 'done', b: 'done' });
    expect(engine.kills).toBe(1);
    expect(engine.begun.filter((each) => each.startsWith('hang'))).toHaveLength(1);
  });

  it('runs two photos alone that stood still together', async () => {
    const { ends, engine } = await runAll(['hang1', 'hang2']);
    expect(ends).toEqual({ hang1: 'engine.stalled', hang2: 'engine.stalled' });
    expect(engine.begun.slice(-1)[0]).toMatch(/\(1\)$/);
  });

  it("does not count the time in which another photo's network holds the engine", async () => {
    const engine = new FakeEngine();
    engine.isBusy = true;
    const run = isolated(engine.run, engine, { isolation: new Isolation() });
    const stop = new AbortController();
    const options = { signal: stop.signal, onProgress: () => undefined, onKnown: () => undefined };
    const running = ['net', 'hang'].map((name) => run(jobOf(name), options));
    await delay(300);
    expect(engine.kills).toBe(0);
    stop.abort();
    for (const each of running) await expect(each).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('counts it when the network is nobody’s: the engine was blocked before the run could end', async () => {
    const { ends, engine } = await runAll(['hang'], {}, true);
    expect(ends).toEqual({ hang: 'engine.stalled' });
    expect(engine.kills).toBe(1);
  });

  it('does not blame a photo whose network was begun when another one blocked the engine', async () => {
    const { ends, engine } = await runAll(['held', 'hang', 'a'], {}, true);
    expect(ends).toEqual({ held: 'done', hang: 'engine.stalled', a: 'done' });
    expect(engine.begun.filter((each) => each.startsWith('held'))).toHaveLength(2);
  });

  it('ends as aborted, not as failed, when it is cancelled', async () => {
    const engine = new FakeEngine();
    const run = isolated(engine.run, engine, { isolation: new Isolation() });
    const stop = new AbortController();
    const options = { signal: stop.signal, onProgress: () => undefined, onKnown: () => undefined };
    const all = ['hang', 'b'].map((name) => run(jobOf(name), options));
    stop.abort();
    for (const each of all) await expect(each).rejects.toMatchObject({ name: 'AbortError' });
  });
});
