import { describe, expect, it } from 'vitest';
import type { Priority } from '@contract';
import { NetworkGate } from './NetworkGate';

const { signal } = new AbortController();
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Photos that go through a gate tile by tile. `ran` has the photo's name for each tile, in order. */
function scene() {
  const gate = new NetworkGate();
  const ran: string[] = [];
  const go = (name: string, priority: Priority, tiles: number, options = { signal }) =>
    gate.within(
      priority,
      async (turn) => {
        for (let tile = 0; tile < tiles; tile += 1) {
          if (tile > 0) await turn.pass();
          ran.push(name);
          await settle();
        }
        return turn.waitedMs;
      },
      options,
    );
  return { gate, ran, go };
}

describe('NetworkGate', () => {
  it('lets equals in one after the other, in the order of arrival', async () => {
    const { ran, go } = scene();
    await Promise.all([go('a', 'save', 2), go('b', 'save', 2), go('c', 'save', 1)]);
    expect(ran.join('')).toBe('aabbc');
  });

  it('lets in the most urgent of those that wait, whoever came first', async () => {
    const { ran, go } = scene();
    const all = [go('x', 'screen', 1), go('b', 'batch', 1), go('s', 'save', 1), go('d', 'screen', 1)];
    await Promise.all(all);
    expect(ran.join('')).toBe('xdsb');
  });

  it('steps back between two tiles for what is more urgent, and goes on before its equals', async () => {
    const { ran, go } = scene();
    const batch = go('b', 'batch', 3);
    const next = go('n', 'batch', 1);
    await settle();
    const [waited] = await Promise.all([batch, next, go('d', 'screen', 2), go('s', 'save', 2)]);
    expect(ran.join('')).toMatch(/^b{1,2}ddssb{1,2}n$/);
    expect(waited).toBeGreaterThan(0);
  });

  it('lets nobody starve: after eight tiles of more urgent work the others have one', async () => {
    const { ran, go } = scene();
    await Promise.all([go('d', 'screen', 40), go('s', 'save', 2), go('b', 'batch', 2)]);
    const text = ran.join('');
    // The first tile had begun before the others arrived.
    expect(text).toBe(`d${'d'.repeat(8)}sb${'d'.repeat(8)}sb${'d'.repeat(23)}`);
  });

  it('gives one tile to a line that is overdue, not one to each of those in it', async () => {
    const { ran, go } = scene();
    await Promise.all([go('d', 'screen', 20), ...['1', '2', '3'].map((name) => go(name, 'batch', 1))]);
    expect(ran.join('')).toMatch(/^d{9}1d{8}2d{3}3$/);
  });

  it('does not hold a busy screen up for a line that gave up', async () => {
    const { ran, go } = scene();
    const controller = new AbortController();
    const screen = go('d', 'screen', 12);
    const batch = go('b', 'batch', 1, controller);
    while (ran.length < 6) await settle();
    controller.abort();
    await expect(batch).rejects.toMatchObject({ name: 'AbortError' });
    await Promise.all([screen, go('n', 'batch', 1)]);
    expect(ran.join('')).toMatch(/^d{12}n$/);
  });

  it('forgets who was aborted while waiting, also between two tiles', async () => {
    const { ran, go } = scene();
    const controller = new AbortController();
    const batch = go('b', 'batch', 3, controller);
    const screen = go('d', 'screen', 4);
    while (!ran.includes('d')) await settle();
    controller.abort();
    await expect(batch).rejects.toMatchObject({ name: 'AbortError' });
    await screen;
    await go('n', 'batch', 1);
    expect(ran.join('')).toMatch(/^b+d{4}n$/);
  });

  it('goes on after a failure', async () => {
    const { gate, go, ran } = scene();
    const failing = gate.within('save', () => Promise.reject(new Error('no')), { signal });
    await expect(failing).rejects.toThrow('no');
    await go('a', 'batch', 1);
    expect(ran).toEqual(['a']);
  });

  it('does not let in what was aborted before', async () => {
    const { go } = scene();
    await expect(go('a', 'save', 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
