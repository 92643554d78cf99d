import type { ContinuedComparison } from '@contract';
import { beforeEach, expect, it } from 'vitest';
import { standInBridge } from '../../../../../tests/support/standInBridge';
import { evaluate, setEvaluate } from '../state/evaluate';
import { continueLast } from './keep';

const [a, b, other] = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)];
const last: ContinuedComparison = {
  ...{ pairing: 'name', mends: {}, crop: 'none', chosen: null, measured: [] },
  sets: [
    {
      id: 'd'.repeat(32),
      name: 'low',
      role: 'low',
      pictures: [a, b].map((photo) => ({ photo, name: photo })),
    },
  ],
};

let closed: unknown[] = [];
let answer: () => void = () => undefined;

const bridge = standInBridge(
  (name, input) =>
    new Promise((resolve) => {
      if (name === 'photos.close') closed.push(input);
      else
        answer = () => {
          resolve({ ok: true, value: last as never });
        };
    }),
);

beforeEach(() => {
  globalThis.candela = bridge;
  closed = [];
  setEvaluate({ sets: [] });
});

it('opens the last comparison', async () => {
  const opening = continueLast();
  answer();
  await opening;
  expect(evaluate.getState().sets).toMatchObject([{ name: 'low', pictures: [{ photo: a }, { photo: b }] }]);
  expect(closed).toEqual([]);
});

it('closes its pictures again where others were opened meanwhile, but not those that both have', async () => {
  const opening = continueLast();
  const pictures = [b, other].map((photo) => ({ photo, name: photo }));
  setEvaluate({ sets: [{ id: 'theirs', name: 'theirs', role: 'low', pictures }] });
  answer();
  await opening;
  expect(evaluate.getState().sets.map(({ name }) => name)).toEqual(['theirs']);
  expect(closed).toEqual([{ photos: [a] }]);
});
