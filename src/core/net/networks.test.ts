import { describe, expect, it } from 'vitest';
import { convLayers, networks, parameterCount, reachOf } from './networks';

describe('the networks to train', () => {
  it('count what they learn', () => {
    expect(parameterCount(networks.notes)).toBe(134_067);
    expect(parameterCount(networks.small)).toBe(16 * 28 + 16 * 145 + 3 * 145);
  });

  it('has the layers of the lecture notes', () => {
    const layers = convLayers(networks.notes).map(
      ({ name, from, kernel, inputs, outputs }) => `${name} ${from} ${kernel} ${inputs} ${outputs}`,
    );
    expect(layers).toEqual([
      'a1 input 3 3 16',
      'a2 a1 3 16 32',
      'a3 a2 2 32 64',
      'b1 input 3 3 32',
      'b2 b1 2 32 64',
      'c b2 2 64 64',
      'd1 add1 3 64 64',
      'd2 d1 3 64 32',
      'd3 d2 2 32 16',
      'e1 add1 3 64 32',
      'e2 e1 2 32 16',
      'f add1 2 64 16',
      'g add2 3 16 16',
      'h add1 3 64 16',
      'output1 add3 2 16 16',
      'output2 output1 3 16 3',
    ]);
  });

  it('see as far as the card of the shipped network says', () => {
    expect(reachOf(networks.notes)).toEqual({ before: 6, after: 9 });
    expect(reachOf(networks.small)).toEqual({ before: 3, after: 3 });
  });
});
