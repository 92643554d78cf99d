import { describe, expect, it } from 'vitest';
import { Gate } from './Gate';

const { signal } = new AbortController();
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** The names that are inside, in the order of entering. */
function visitors(gate: Gate): {
  inside: string[];
  enter: (name: string, amount: number) => Promise<Disposable>;
} {
  const inside: string[] = [];
  const enter = async (name: string, amount: number) => {
    const stay = await gate.enter(amount, { signal });
    inside.push(name);
    return stay;
  };
  return { inside, enter };
}

describe('Gate', () => {
  it('lets in what fits, and the rest in the order of arrival', async () => {
    const { inside, enter } = visitors(new Gate(10));
    const a = await enter('a', 6);
    const b = enter('b', 6);
    const c = enter('c', 2);
    await settle();
    expect(inside).toEqual(['a']);
    a[Symbol.dispose]();
    await Promise.all([b, c]);
    expect(inside).toEqual(['a', 'b', 'c']);
  });

  it('lets in alone what is larger than itself', async () => {
    const { inside, enter } = visitors(new Gate(10));
    const a = await enter('a', 1);
    const huge = enter('huge', 99);
    const b = enter('b', 1);
    a[Symbol.dispose]();
    const stay = await huge;
    await settle();
    expect(inside).toEqual(['a', 'huge']);
    stay[Symbol.dispose]();
    await b;
    expect(inside).toEqual(['a', 'huge', 'b']);
  });

  it('does not count a leaving twice', async () => {
    const { inside, enter } = visitors(new Gate(1));
    const a = await enter('a', 1);
    const b = enter('b', 1);
    const c = enter('c', 1);
    a[Symbol.dispose]();
    a[Symbol.dispose]();
    const stay = await b;
    await settle();
    expect(inside).toEqual(['a', 'b']);
    stay[Symbol.dispose]();
    await c;
  });

  it('forgets who gave up waiting, and lets in who stood behind', async () => {
    const gate = new Gate(10);
    const stay = await gate.enter(8, { signal });
    const abort = new AbortController();
    const large = gate.enter(9, { signal: abort.signal });
    const small = gate.enter(2, { signal });
    abort.abort();
    await expect(large).rejects.toMatchObject({ name: 'AbortError' });
    await expect(small).resolves.toBeDefined();
    stay[Symbol.dispose]();
  });
});
