import { describe, expect, it } from 'vitest';
import { Settings } from '@contract';
import { seededRandom } from '../../../tests/support/random';
import { Entries } from './Entries';
import type { QueueEntry } from './QueueEntry';

const settings = Settings.parse({ model: 'cnn' });
const entryOf = (id: number, state: QueueEntry['state']): QueueEntry => ({
  id,
  state,
  job: { input: `/in/${id}.jpg`, output: `/out/${id}.jpg`, format: 'jpeg', settings },
});

describe('Entries', () => {
  it('hold what a map would hold, and leave earlier copies alone', () => {
    const random = seededRandom(7);
    const map = new Map<number, QueueEntry>();
    let entries = Entries.none;
    for (let step = 0; step < 3000; step += 1) {
      const id = Math.floor(random() * 700);
      const entry = random() < 0.3 ? undefined : entryOf(id, random() < 0.5 ? 'queued' : 'done');
      const before = { entries, value: entries.get(id), size: entries.size };
      entries = entries.with([[id, entry]]);
      if (entry) map.set(id, entry);
      else map.delete(id);
      expect([before.entries.get(id), before.entries.size]).toEqual([before.value, before.size]);
      expect([entries.get(id), entries.has(id), entries.size]).toEqual([entry, map.has(id), map.size]);
    }
    const sorted = [...map.values()].sort((a, b) => a.id - b.id);
    expect([...entries.values()]).toEqual(sorted);
  });
});
