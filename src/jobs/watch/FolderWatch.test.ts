import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderWatch, type FolderWatchOptions } from './FolderWatch';

let root: string;
let stop: AbortController;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'candela-watch-'));
  await mkdir(join(root, 'in'));
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await rm(root, { recursive: true });
});

const times = { settleMs: 60, retryMs: 40, giveUpMs: 1000 };

function watching(more: Partial<FolderWatchOptions> = {}) {
  const states: string[] = [];
  const watch = new FolderWatch({
    folder: join(root, 'in'),
    out: join(root, 'out'),
    recursive: false,
    signal: stop.signal,
    onFolder: (state) => states.push(state.isThere ? 'back' : state.reason),
    times,
    pollMs: 15,
    ...more,
  });
  const next = async (): Promise<string[]> =>
    (await watch.next()).map((path) => relative(join(root, 'in'), path));
  return { watch, next, states };
}

const put = (name: string, content = 'photo'): Promise<void> => writeFile(join(root, 'in', name), content);

describe('FolderWatch', () => {
  it('finds the photos that are there, then each that comes', async () => {
    await put('IMG_10.jpg');
    await put('IMG_2.jpg');
    await put('notes.txt');
    await put('.hidden.jpg');
    const { next } = watching();
    expect(await next()).toEqual(['IMG_2.jpg', 'IMG_10.jpg']);
    const waiting = next();
    await put('new.png');
    expect(await waiting).toEqual(['new.png']);
  });

  it('waits for a file that grows', async () => {
    const { next } = watching();
    let isDone = false;
    const growing = (async () => {
      for (let length = 1; length < 12; length += 1) {
        await put('a.jpg', 'x'.repeat(length));
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      isDone = true;
    })();
    expect(await next()).toEqual(['a.jpg']);
    expect(isDone).toBe(true);
    await growing;
  });

  it('looks into subfolders when told to, never into the results, and once into a circle', async () => {
    await mkdir(join(root, 'in/sub/out'), { recursive: true });
    await put('sub/a.jpg');
    await put('sub/out/result.jpg');
    await symlink(join(root, 'in'), join(root, 'in/sub/circle'));
    expect(await watching({ recursive: true, out: join(root, 'in/sub/out') }).next()).toEqual(['sub/a.jpg']);
  });

  it('says that the folder is gone, waits for it, and takes what is new when it is back', async () => {
    await put('a.jpg');
    const { next, states } = watching();
    expect(await next()).toEqual(['a.jpg']);
    await rename(join(root, 'in'), join(root, 'away'));
    const waiting = next();
    await expect.poll(() => states.length).toBe(1);
    await writeFile(join(root, 'away', 'b.jpg'), 'photo');
    await rename(join(root, 'away'), join(root, 'in'));
    expect(await waiting).toEqual(['b.jpg']);
    expect(states[1]).toBe('back');
  });

  it('brings back what looked unfinished, and what nobody worked on', async () => {
    await put('a.jpg');
    const { watch, next } = watching();
    expect(await next()).toEqual(['a.jpg']);
    expect(watch.retry(join(root, 'in', 'a.jpg'))).toBe(true);
    expect(await next()).toEqual(['a.jpg']);
    watch.putBack(join(root, 'in', 'a.jpg'));
    expect((await next()).map((path) => basename(path))).toEqual(['a.jpg']);
  });

  it('ends when it is told to', async () => {
    const { next } = watching();
    const waiting = next();
    setTimeout(() => {
      stop.abort();
    }, 30);
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
