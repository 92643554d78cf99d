import { describe, expect, it } from 'vitest';
import type { TileWish } from './tileChoice';
import { TileStore } from './TileStore';
import type { ViewerLayers, ViewerPicture, ViewerTiles } from './viewerProps';

const picture: ViewerPicture = { width: 1, height: 1, data: new Uint8Array(3) };
const wishFor = (column: number, layer: TileWish['layer'] = 'lowLight'): TileWish => ({
  layer,
  column,
  row: 0,
});

type Request = {
  name: string;
  signal: AbortSignal;
  give(picture?: ViewerPicture): Promise<void>;
  fail(): Promise<void>;
};

/** A store whose tiles arrive when the test releases them. */
function setUp(capacity = 10) {
  const requests: Request[] = [];
  let came = 0;
  const tiles = (key: string, attempt: number): ViewerTiles => ({
    key,
    attempt,
    load: (column, _row, signal) =>
      new Promise((resolve, reject) => {
        const settle = async (act: () => void) => {
          act();
          await new Promise((done) => setImmediate(done));
        };
        requests.push({
          name: `${key}${column}`,
          signal,
          give: (given = picture) =>
            settle(() => {
              resolve(given);
            }),
          fail: () =>
            settle(() => {
              reject(new Error('no'));
            }),
        });
      }),
  });
  const layers = (key: string, attempt = 0): ViewerLayers => ({
    lowLight: { key, picture, tiles: tiles(key, attempt) },
    enhanced: null,
    truth: null,
  });
  const store = new TileStore({
    capacity,
    atOnce: 4,
    onTile: () => {
      came += 1;
    },
  });
  store.setLayers(layers('a'));
  return { store, requests, layers, came: () => came };
}

const names = (requests: Request[]) => requests.map(({ name }) => name);

describe('TileStore', () => {
  it('asks for four at once, in the order of the wishes, and for the next when one has come', async () => {
    const { store, requests, came } = setUp();
    store.wish([5, 4, 3, 2, 1, 0].map((column) => wishFor(column)));
    expect(names(requests)).toEqual(['a5', 'a4', 'a3', 'a2']);
    await requests[1]!.give();
    expect(names(requests)).toEqual(['a5', 'a4', 'a3', 'a2', 'a1']);
    expect(store.get('lowLight', { column: 4, row: 0 })).toBe(picture);
    expect(store.get('lowLight', { column: 5, row: 0 })).toBeUndefined();
    expect(came()).toBe(1);
  });

  it('gives up what is not wished for any more and keeps what still is', async () => {
    const { store, requests } = setUp();
    store.wish([0, 1, 2].map((column) => wishFor(column)));
    store.wish([2, 3].map((column) => wishFor(column)));
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, true, false, false]);
    await requests[0]!.give();
    expect(store.get('lowLight', { column: 0, row: 0 })).toBeUndefined();
  });

  it('drops requests and hides tiles of another key', async () => {
    const { store, requests, layers } = setUp();
    store.wish([wishFor(0), wishFor(1)]);
    await requests[0]!.give();
    store.setLayers(layers('b'));
    store.wish([wishFor(0)]);
    expect(store.get('lowLight', { column: 0, row: 0 })).toBeUndefined();
    expect(requests[1]!.signal.aborted).toBe(true);
    expect(names(requests)).toEqual(['a0', 'a1', 'b0']);
    await requests[1]!.give();
    await requests[2]!.give();
    expect(store.get('lowLight', { column: 0, row: 0 })).toBe(picture);
    expect(store.get('lowLight', { column: 1, row: 0 })).toBeUndefined();
  });

  it('asks for a failed tile again only after it was out of sight', async () => {
    const { store, requests } = setUp();
    store.wish([wishFor(0)]);
    await requests[0]!.fail();
    store.wish([wishFor(0)]);
    expect(requests).toHaveLength(1);
    store.wish([]);
    store.wish([wishFor(0)]);
    expect(requests).toHaveLength(2);
  });

  it('asks for failed tiles again with another attempt, and for no others', async () => {
    const { store, requests, layers } = setUp();
    store.wish([wishFor(0), wishFor(1)]);
    await requests[0]!.fail();
    await requests[1]!.give();
    store.setLayers(layers('a', 1));
    store.wish([wishFor(0), wishFor(1)]);
    expect(names(requests)).toEqual(['a0', 'a1', 'a0']);
  });

  it('takes no tile whose samples do not fit its size', async () => {
    const { store, requests } = setUp();
    store.wish([wishFor(0)]);
    await requests[0]!.give({ width: 2, height: 2, data: new Uint8Array(3) });
    expect(store.get('lowLight', { column: 0, row: 0 })).toBeUndefined();
  });

  it('forgets the tiles used longest ago', async () => {
    const { store, requests } = setUp(2);
    for (const column of [0, 1]) {
      store.wish([wishFor(column)]);
      await requests.at(-1)!.give();
    }
    store.wish([wishFor(0)]);
    store.wish([wishFor(2)]);
    await requests.at(-1)!.give();
    const kept = [0, 1, 2].filter((column) => store.get('lowLight', { column, row: 0 }) !== undefined);
    expect(kept).toEqual([0, 2]);
  });

  it('ends all requests when it is disposed of', () => {
    const { store, requests } = setUp();
    store.wish([wishFor(0), wishFor(1)]);
    store.dispose();
    expect(requests.every(({ signal }) => signal.aborted)).toBe(true);
  });
});
