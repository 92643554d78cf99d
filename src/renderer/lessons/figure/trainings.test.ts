import { initialisers, seeded, usualSettings } from '@core';
import { expect, it } from 'vitest';
import { keepLast } from './keepLast';
import { trainedTo } from './trainings';

const random = seeded(1);
const inputs = Array.from({ length: 12 }, () => Float64Array.from({ length: 4 }, () => random.normal()));
const examples = { inputs, targets: inputs.map((one) => Float64Array.of(one[0]! * one[1]!)) };

const to = (steps: number) =>
  trainedTo(examples, {
    key: 'test',
    steps,
    options: () => ({
      net: { sizes: [4, 6, 1], activation: 'tanh', init: initialisers.xavierNormal.draw(0), seed: 2 },
      optimiser: usualSettings.adam(0.01),
      loss: 'mse',
      batch: 5,
    }),
    note: ({ loss }) => loss,
  });

it('a training that is wound back comes to the same weights, forwards as well', () => {
  const there = to(20);
  const further = to(50);
  expect(further.losses.slice(0, 20)).toEqual(there.losses);
  expect(to(20).now.net.parameters).toEqual(there.now.net.parameters);
  expect(to(50).now.net.parameters).toEqual(further.now.net.parameters);
  expect(further.notes).toEqual(further.losses);
});

it('the same step is answered by the same object, and an earlier answer is not changed by going on', () => {
  const there = to(60);
  expect(to(60)).toBe(there);
  to(70);
  expect(there.losses).toHaveLength(60);
});

it('keepLast computes once for the same arguments, and again for others', () => {
  let count = 0;
  const double = keepLast((value: number) => {
    count += 1;
    return value * 2;
  }, 2);
  expect([double(1), double(1), double(2), double(1)]).toEqual([2, 2, 4, 2]);
  expect(count).toBe(2);
  double(3);
  double(1);
  expect(count).toBe(4);
});
