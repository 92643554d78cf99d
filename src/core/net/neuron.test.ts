import { expect, it } from 'vitest';
import { runNeuron } from './neuron';

it('adds the contributions and the bias, and passes the sum through the activation', () => {
  const neuron = { weights: [0.5, -1], bias: 0.25, activation: 'relu' } as const;
  expect(runNeuron(neuron, [1, 0.25])).toEqual({ contributions: [0.5, -0.25], sum: 0.5, output: 0.5 });
  expect(runNeuron(neuron, [0, 1])).toEqual({ contributions: [0, -1], sum: -0.75, output: 0 });
});

it('decides by the bias alone where every input is black', () => {
  const neuron = { weights: [3, 3, 3], bias: -0.1, activation: 'relu' } as const;
  expect(runNeuron(neuron, [0, 0, 0]).output).toBe(0);
  expect(runNeuron({ ...neuron, bias: 0.1 }, [0, 0, 0]).output).toBe(0.1);
});

it('refuses inputs that do not fit', () => {
  expect(() => runNeuron({ weights: [1], bias: 0, activation: 'linear' }, [1, 2])).toThrow(RangeError);
});
