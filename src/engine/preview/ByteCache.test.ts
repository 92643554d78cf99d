import { describe, expect, it } from 'vitest';
import { ByteCache } from './ByteCache';

const { signal } = new AbortController();
const sized = (capacity: number) => new ByteCache<string>(capacity, (value) => value.length);

/** Makes a value at once and counts the calls. */
function maker(value: string) {
  const made = { times: 0, make: () => Promise.resolve(value) };
  made.make = () => {
    made.times += 1;
    return Promise.resolve(value);
  };
  return made;
}

describe('ByteCache', () => {
  it('makes a value once for all who ask, before and after it is made', async () => {
    const cache = sized(100);
    const a = maker('aaaa');
    const [one, two] = await Promise.all([
      cache.get('a', a.make, { signal }),
      cache.get('a', a.make, { signal }),
    ]);
    expect([one, two, await cache.get('a', a.make, { signal })]).toEqual(['aaaa', 'aaaa', 'aaaa']);
    expect([a.times, cache.bytes]).toEqual([1, 4]);
  });

  it('keeps what was made elsewhere, and drops the oldest for it', async () => {
    const cache = sized(8);
    const [a, b] = [maker('aaaa'), maker('bbbb')];
    await cache.get('a', a.make, { signal });
    cache.put('b', 'BBBB');
    expect([await cache.get('b', b.make, { signal }), b.times, cache.bytes]).toEqual(['BBBB', 0, 8]);
    cache.put('b', 'cccccc');
    expect([await cache.kept('b'), await cache.kept('a'), cache.bytes]).toEqual(['cccccc', null, 6]);
  });

  it('lets those who wait for a value have theirs, when another is put in its place', async () => {
    const cache = sized(8);
    let finish: (value: string) => void = () => undefined;
    const waiting = cache.get('a', () => new Promise((resolve) => (finish = resolve)), { signal });
    cache.put('a', 'new');
    finish('old');
    expect([await waiting, await cache.kept('a'), cache.bytes]).toEqual(['old', 'new', 3]);
  });

  it('drops what was not asked for longest, and keeps the newest whatever its size', async () => {
    const cache = sized(8);
    const [a, b, c] = [maker('aaaa'), maker('bbbb'), maker('cccc')];
    await cache.get('a', a.make, { signal });
    await cache.get('b', b.make, { signal });
    await cache.get('a', a.make, { signal });
    await cache.get('c', c.make, { signal });
    expect(cache.bytes).toBe(8);
    await cache.get('a', a.make, { signal });
    await cache.get('b', b.make, { signal });
    expect([a.times, b.times]).toEqual([1, 2]);
    await cache.get('large', maker('x'.repeat(50)).make, { signal });
    expect(cache.bytes).toBe(50);
  });

  it('keeps nothing that only passers-by asked for', async () => {
    const cache = sized(100);
    const [a, b] = [maker('aaaa'), maker('bbbb')];
    const passing = { signal, isPassing: true };
    expect(await cache.get('a', a.make, passing)).toBe('aaaa');
    expect([cache.bytes, await cache.kept('a')]).toEqual([0, null]);
    // Somebody wants it while one passes by, before or after it is made.
    await Promise.all([cache.get('b', b.make, passing), cache.get('b', b.make, { signal })]);
    await cache.get('b', b.make, passing);
    expect([b.times, cache.bytes]).toEqual([1, 4]);
  });

  it('makes again what failed', async () => {
    const cache = sized(8);
    const failing = () => Promise.reject(new Error('no'));
    await expect(cache.get('a', failing, { signal })).rejects.toThrow('no');
    expect(await cache.get('a', maker('a').make, { signal })).toBe('a');
  });

  it('goes on making for whoever still waits, and stops when nobody does', async () => {
    const cache = sized(8);
    let finish: (value: string) => void = () => undefined;
    let stopped = false;
    const make = (options: { signal: AbortSignal }) =>
      new Promise<string>((resolve) => {
        finish = resolve;
        options.signal.addEventListener('abort', () => (stopped = true));
      });
    const first = new AbortController();
    const second = new AbortController();
    const one = cache.get('a', make, first);
    const two = cache.get('a', make, second);
    first.abort();
    await expect(one).rejects.toMatchObject({ name: 'AbortError' });
    expect(stopped).toBe(false);
    second.abort();
    await expect(two).rejects.toMatchObject({ name: 'AbortError' });
    expect(stopped).toBe(true);
    finish('late');
    // The next caller does not get the abandoned value.
    expect(await cache.get('a', maker('new').make, { signal })).toBe('new');
  });

  it('forgets by the beginning of the key', async () => {
    const cache = sized(100);
    await cache.get('photo-1 a', maker('aaaa').make, { signal });
    await cache.get('photo-2 a', maker('bb').make, { signal });
    cache.forget('photo-1 ');
    expect(cache.bytes).toBe(2);
  });
});
