import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CandelaError, type CallRow } from '@contract';
import { Answerer, bindAll, Caller, deferred, type Handlers, type Line } from './index';

const table = {
  double: {
    by: 'engine',
    input: z.strictObject({ value: z.number(), times: z.int().default(2) }),
    output: z.number(),
    progress: z.strictObject({ done: z.int() }),
  },
  write: {
    by: 'engine',
    input: z.strictObject({ path: z.string() }),
    output: z.string(),
    outlivesPage: true,
  },
} as const satisfies Record<string, CallRow>;

const usual: Handlers<typeof table> = {
  double: ({ value, times }) => value * times,
  write: ({ path }) => path,
};

/** Both ends, connected by structured clones as processes are. */
function ends(handlers: Partial<Handlers<typeof table>> = {}) {
  const seen: unknown[] = [];
  const caller = new Caller<typeof table>(
    table,
    {
      ask: async (request) => {
        seen.push(structuredClone(request));
        return structuredClone(await answerer.answer(structuredClone(request)));
      },
      cancel: (id) => {
        answerer.cancel(id);
      },
    },
    'test',
  );
  const answerer = new Answerer(
    { table, calls: bindAll(table, { ...usual, ...handlers }) },
    (id, progress) => {
      caller.hear(id, structuredClone(progress));
    },
  );
  return { caller, answerer, seen };
}

/** A line that gives the same answer to every call. */
const always = (answer: Awaited<ReturnType<Line['ask']>>): Line => ({
  ask: () => Promise.resolve(answer),
  cancel: () => undefined,
});

describe('a call', () => {
  it('is numbered, parsed at both ends, and answered with its value', async () => {
    const { caller, seen } = ends();
    expect(await caller.call('double', { value: 4 })).toBe(8);
    expect(await caller.call('double', { value: 4, times: 3 })).toBe(12);
    expect(seen).toEqual([
      { id: 'test-1', name: 'double', input: { value: 4, times: 2 } },
      { id: 'test-2', name: 'double', input: { value: 4, times: 3 } },
    ]);
  });

  it('tells how far it is, in what fits its row', async () => {
    const { caller } = ends({
      double: (_, { onProgress }) => {
        onProgress({ done: 1 });
        onProgress({ done: 0.5 });
        onProgress({ done: 2 });
        return 0;
      },
    });
    const told: number[] = [];
    await caller.call('double', { value: 1 }, { onProgress: ({ done }) => told.push(done) });
    expect(told).toEqual([1, 2]);
  });

  it('fails with what the other end threw: code, words and details, files by their names', async () => {
    const { caller } = ends({
      write: ({ path }) => {
        throw new CandelaError('output.noSpace', { file: path });
      },
    });
    const failing = caller.call('write', { path: '/home/me/a.jpg' });
    await expect(failing).rejects.toBeInstanceOf(CandelaError);
    await expect(failing).rejects.toMatchObject({
      code: 'output.noSpace',
      message: 'The disk that holds a.jpg is full.',
      action: 'Free some space, or choose a folder on another disk.',
      details: { file: 'a.jpg' },
    });
  });

  it('says of a failure that is not ours to which file it happened, and nothing of where that lies', async () => {
    const { caller } = ends({ write: () => Promise.reject(new Error('boom at /home/me/a.jpg')) });
    await expect(caller.call('write', { path: '/home/me/a.jpg' })).rejects.toMatchObject({
      message: 'An unexpected error occurred with a.jpg: boom at a.jpg.',
    });
  });

  it('is aborted by its signal, before it is asked as well', async () => {
    const { caller, seen } = ends({
      double: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        }),
    });
    const controller = new AbortController();
    const asked = caller.call('double', { value: 1 }, controller);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    await expect(caller.call('double', { value: 1 }, controller)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(seen).toHaveLength(1);
  });

  it('whose value comes after its cancel is aborted, unless a photo was written', async () => {
    for (const name of ['double', 'write'] as const) {
      const finish = deferred();
      const { caller } = ends({
        double: () => finish.promise.then(() => 1),
        write: () => finish.promise.then(() => 'written'),
      });
      const controller = new AbortController();
      const asked =
        name === 'double'
          ? caller.call('double', { value: 1 }, controller)
          : caller.call('write', { path: '/a' }, controller);
      controller.abort();
      finish.resolve();
      if (name === 'write') expect(await asked).toBe('written');
      else await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    }
  });

  it('is told nothing more once it is cancelled', async () => {
    const cancelled = deferred();
    const { caller } = ends({
      double: async (_, { onProgress }) => {
        onProgress({ done: 1 });
        await cancelled.promise;
        onProgress({ done: 2 });
        return 1;
      },
    });
    const controller = new AbortController();
    const told: number[] = [];
    const asked = caller.call(
      'double',
      { value: 1 },
      { signal: controller.signal, onProgress: ({ done }) => told.push(done) },
    );
    controller.abort();
    cancelled.resolve();
    await expect(asked).rejects.toThrow();
    expect(told).toEqual([1]);
  });

  it('is not even sent where its input does not fit', async () => {
    const { caller, seen } = ends();
    // @ts-expect-error: no row has this
    const asked = caller.call('double', { value: '4' });
    await expect(asked).rejects.toMatchObject({ code: 'usage.refusedMessage', message: /value/ });
    expect(seen).toEqual([]);
  });

  it.each([
    ['a value of another kind', { ok: true, value: 'four' }],
    ['no value', { ok: true, value: undefined }],
  ] as const)('is refused when the answer is %s', async (_, answer) => {
    const caller = new Caller(table, always(answer), 'test');
    await expect(caller.call('double', { value: 1 })).rejects.toMatchObject({
      code: 'usage.refusedMessage',
      message: /double/,
    });
  });
});

describe('Answerer', () => {
  const refused = { ok: false, error: { code: 'usage.refusedMessage' } };

  it('refuses what is in no table, inputs that do not fit, and an id that is in use', async () => {
    const finish = deferred();
    const { answerer } = ends({ double: () => finish.promise.then(() => 1) });
    for (const name of ['halve', 'constructor', ''])
      expect(await answerer.answer({ id: 'a', name, input: {} })).toMatchObject(refused);
    expect(await answerer.answer({ id: 'a', name: 'double', input: { value: '4' } })).toMatchObject(refused);
    const first = answerer.answer({ id: 'a', name: 'double', input: { value: 4 } });
    expect(await answerer.answer({ id: 'a', name: 'double', input: { value: 4 } })).toMatchObject(refused);
    finish.resolve();
    expect(await first).toEqual({ ok: true, value: 1 });
  });

  it('does not send what does not fit its row', async () => {
    const { answerer } = ends({ double: () => Number.NaN });
    expect(await answerer.answer({ id: 'a', name: 'double', input: { value: 4 } })).toMatchObject(refused);
  });

  it('tells which calls run, and how they ended', async () => {
    const { answerer } = ends({
      write: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        }),
    });
    const asked = answerer.answer({ id: 'a', name: 'write', input: { path: '/a' } });
    const [call] = answerer.running;
    expect(call?.outlivesPage).toBe(true);
    call?.abort();
    expect(await call?.ended).toBe(false);
    expect(await asked).toEqual({ ok: false, aborted: true });
    expect(answerer.running).toEqual([]);
  });
});
