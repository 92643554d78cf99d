import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PendingTiles } from './PendingTiles';

const told: string[] = [];
const root = { dataset: {} } as HTMLElement;
let pending: PendingTiles;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
  told.length = 0;
  pending = new PendingTiles(root, (layers) => told.push(layers.join()));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('PendingTiles', () => {
  it('says nothing of tiles that come at once', () => {
    pending.take(['enhanced', 'enhanced']);
    vi.advanceTimersByTime(100);
    pending.take([]);
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([]);
  });

  it('names each layer that is waited for, until its last tile is there', () => {
    pending.take(['lowLight', 'enhanced', 'enhanced']);
    vi.advanceTimersByTime(300);
    pending.take(['enhanced']);
    pending.take([]);
    expect(told).toEqual(['enhanced,lowLight', 'enhanced', '']);
  });
});
