import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CreateSession } from '../../src/engine/model/openModel';
import { findModel, type Model } from '../../src/engine/model/registry';
import { createSession } from '../../src/engine/model/runtime';
import { SessionPool } from '../../src/engine/model/SessionPool';
import { VerdictFile } from '../../src/engine/model/VerdictFile';
import { writeModel, type TestModelName } from '../support/models';
import { tempFolder } from '../support/tempFolder';

const { signal } = new AbortController();

async function modelIn(folder: string, name: TestModelName): Promise<Model> {
  return findModel([folder], await writeModel(folder, name), { signal });
}

describe('SessionPool', () => {
  it('shares a session, releases it when idle, and opens it again', async () => {
    const folder = tempFolder();
    const model = await modelIn(folder, 'double');
    let opened = 0;
    let released = 0;
    const create: CreateSession = async (network, provider) => {
      opened += 1;
      const session = await createSession(network, provider);
      return new Proxy(session, {
        get: (target, key) => {
          const value: unknown = Reflect.get(target, key, target);
          if (key === 'release') released += 1;
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
    };
    const pool = new SessionPool({
      verdicts: new VerdictFile(join(folder, 'p.json')),
      create,
      idleMs: 60_000,
    });
    onTestFinished(() => pool.dispose());
    const [one, two] = await Promise.all([1, 2].map(() => pool.acquire(model, 'cpu', { signal })));
    expect(one!.open.session).toBe(two!.open.session);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await one![Symbol.asyncDispose]();
    await vi.advanceTimersByTimeAsync(600_000);
    expect([opened, released]).toEqual([1, 0]);
    await two![Symbol.asyncDispose]();
    await vi.advanceTimersByTimeAsync(59_999);
    expect(released).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(released).toBe(1);
    vi.useRealTimers();
    await using again = await pool.acquire(model, 'cpu', { signal });
    expect(again.open.provider).toBe('cpu');
    expect(opened).toBe(2);
  });

  it('lets go at once of who gives up, while others still wait for the same session', async () => {
    const folder = tempFolder();
    const model = await modelIn(folder, 'double');
    let proceed: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (proceed = resolve));
    const create: CreateSession = async (network, provider) => {
      await held;
      return createSession(network, provider);
    };
    const pool = new SessionPool({ verdicts: new VerdictFile(join(folder, 'p.json')), create });
    onTestFinished(() => pool.dispose());
    const abort = new AbortController();
    const impatient = pool.acquire(model, 'cpu', { signal: abort.signal });
    const patient = pool.acquire(model, 'cpu', { signal });
    abort.abort();
    await expect(impatient).rejects.toMatchObject({ name: 'AbortError' });
    proceed();
    await using lease = await patient;
    expect(lease.open.provider).toBe('cpu');
  });

  it('does not keep a failure: a model that is mended can be used', async () => {
    const folder = tempFolder();
    const model = await modelIn(folder, 'shrinking');
    const pool = new SessionPool({ verdicts: new VerdictFile(join(folder, 'p.json')) });
    onTestFinished(() => pool.dispose());
    const failed = pool.acquire(model, 'cpu', { signal });
    await expect(failed).rejects.toMatchObject({ code: 'model.breaksCard' });
    const good = {
      ...(await modelIn(folder, 'planes')),
      card: { ...model.card, output: { ...model.card.output } },
    };
    await using lease = await pool.acquire(good, 'cpu', { signal });
    expect(lease.open.provider).toBe('cpu');
  });
});
