import { describe, expect, it, vi } from 'vitest';
import { CandelaError, Settings, type PhotoRecord, type PlannedJob } from '@contract';
import { seededRandom } from '../../../tests/support/random';
import { Entries } from './Entries';
import * as steps from './queue';
import type { Queue } from './queue';
import type { EntryId } from './QueueEntry';

const settings = Settings.parse({ model: 'cnn' });
const jobs = (count: number): PlannedJob[] =>
  Array.from({ length: count }, (_, index) => ({
    input: `/in/${index}.jpg`,
    output: `/out/${index}.jpg`,
    format: 'jpeg',
    settings,
  }));
const queueOf = (count: number): Queue => steps.add(steps.emptyQueue, jobs(count));
const record = (status: PhotoRecord['status']): PhotoRecord => ({
  type: 'photo',
  input: '/in/0.jpg',
  output: null,
  status,
  model: 'cnn',
  provider: null,
  megapixels: null,
  timings: { decodeMs: 0, inferenceMs: 0, encodeMs: 0, totalMs: 0 },
});
const states = ({ order, entries }: Queue) => order.map((id) => `${id} ${entries.get(id)!.state}`).join(', ');
const run = (queue: Queue, id: EntryId, status: PhotoRecord['status'] = 'done'): Queue =>
  steps.finish(steps.start(queue, id), id, { record: record(status) });

describe('queue', () => {
  it('starts photos in their order, and those that are added later after them', () => {
    let queue = queueOf(2);
    queue = steps.start(queue, steps.next(queue)!.id);
    queue = steps.add(queue, jobs(1));
    expect(states(queue)).toBe('0 running, 1 queued, 2 queued');
    expect(steps.next(queue)!.id).toBe(1);
  });

  it('starts nothing while it is paused', () => {
    const paused = steps.pause(queueOf(1));
    expect(steps.next(paused)).toBeUndefined();
    expect(steps.next(steps.resume(paused))!.id).toBe(0);
  });

  it('changes nothing in the queue that it was given', () => {
    const before = queueOf(3);
    const copy = structuredClone({ order: before.order, entries: before.entries });
    run(steps.move(steps.cancel(before, [1]), [2], 0), 0);
    expect({ order: before.order, entries: before.entries }).toEqual(copy);
  });

  it('tells how far a photo is only while it runs', () => {
    const progress = { stage: 'decode', done: 0, total: 1 } as const;
    const queue = steps.report(steps.start(queueOf(2), 0), 0, progress);
    expect([...queue.progress]).toEqual([[0, progress]]);
    expect(steps.report(queue, 1, progress)).toBe(queue);
    expect(steps.finish(queue, 0, { record: record('done') }).progress.size).toBe(0);
  });

  it('gives up only what waits', () => {
    const queue = steps.cancel(run(steps.start(queueOf(4), 1), 0), [0, 1, 2, 77]);
    expect(states(queue)).toBe('0 done, 1 running, 2 cancelled, 3 queued');
  });

  it('tries again what failed or was given up, without its old outcome', () => {
    const failure = new CandelaError('photo.empty', { file: 'a' });
    let queue = steps.start(queueOf(3), 0);
    queue = steps.finish(queue, 0, { record: record('failed'), failure });
    queue = steps.retry(steps.cancel(run(queue, 1), [2]), [0, 1, 2]);
    expect(states(queue)).toBe('0 queued, 1 done, 2 queued');
    expect(queue.entries.get(0)).toEqual({ id: 0, job: jobs(1)[0], state: 'queued' });
  });

  it('gives other jobs only to what waits', () => {
    const [job] = jobs(9).slice(8);
    const queue = steps.renew(
      run(steps.start(queueOf(4), 1), 0),
      new Map([0, 1, 2, 77].map((id) => [id, job!])),
    );
    expect(states(queue)).toBe('0 done, 1 running, 2 queued, 3 queued');
    expect([...queue.entries.values()].map(({ job: { input } }) => input)).toEqual([
      '/in/0.jpg',
      '/in/1.jpg',
      '/in/8.jpg',
      '/in/3.jpg',
    ]);
  });

  it('takes out all but what runs, and never uses an id twice', () => {
    const queue = steps.remove(steps.start(queueOf(3), 1), [0, 1, 2]);
    expect(states(queue)).toBe('1 running');
    expect(states(steps.add(queue, jobs(1)))).toBe('1 running, 3 queued');
  });

  it.each([
    [[3, 1], 0, [1, 3, 0, 2]],
    [[0], null, [1, 2, 3, 0]],
    [[0, 3], 2, [1, 0, 3, 2]],
    [[1], 1, [0, 1, 2, 3]],
    [[1], 9, [0, 1, 2, 3]],
  ] as const)('moves %j before %j', (ids, before, order) => {
    expect(steps.move(queueOf(4), ids, before).order).toEqual(order);
  });

  it('looks up no more entries for each photo of a long queue than of a short one', () => {
    const lookups = (count: number): number => {
      let queue = queueOf(count);
      const get = vi.spyOn(Entries.prototype, 'get');
      const running: EntryId[] = [];
      for (let entry = steps.next(queue); entry !== undefined; entry = steps.next(queue)) {
        queue = steps.start(queue, entry.id);
        if (running.push(entry.id) === 5)
          queue = steps.finish(queue, running.shift()!, { record: record('done') });
      }
      const { length } = get.mock.calls;
      get.mockRestore();
      return length / count;
    };
    expect(lookups(5000)).toBeLessThan(1.1 * lookups(50));
  });

  it('knows the first that waits and the number in each state, whatever was done before', () => {
    const random = seededRandom(3);
    let queue = queueOf(5);
    const some = (): EntryId => Math.floor(random() * queue.nextId);
    const actions: (() => Queue)[] = [
      () => steps.start(queue, steps.next(queue)?.id ?? some()),
      () => steps.start(queue, some()),
      () => steps.finish(queue, some(), { record: record(random() < 0.5 ? 'done' : 'failed') }),
      () => steps.cutOff(queue, some(), random() < 0.5 ? 'queued' : 'cancelled'),
      () => steps.cancel(queue, [some(), some()]),
      () => steps.retry(queue, [some(), some()]),
      () => steps.remove(queue, [some()]),
      () => steps.move(queue, [some(), some()], random() < 0.2 ? null : some()),
      () => steps.add(queue, jobs(1)),
    ];
    for (let step = 0; step < 3000; step += 1) {
      queue = actions[Math.floor(random() * actions.length)]!();
      const first = queue.order.find((id) => queue.entries.get(id)?.state === 'queued');
      expect(steps.next(queue)?.id).toBe(first);
      const counted = { ...steps.emptyQueue.counts };
      for (const { state } of queue.entries.values()) counted[state] += 1;
      expect(queue.counts).toEqual(counted);
    }
  });
});
