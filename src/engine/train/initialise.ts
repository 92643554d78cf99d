import type { TrainSettings } from '@contract';
import {
  convLayers,
  initialisers,
  networks,
  parametersOf,
  seeded,
  type ConvLayer,
  type Fans,
  type InitialiserName,
  type Random,
} from '@core';

/** Spread of the plain starts, which do not ask how many inputs a neuron has. */
export const plainSpread = 0.05;

/**
 * The bias of the last layer. A colour whose last ReLU is off for every pixel at the start would stay black for ever; a middling grey
 * keeps all three alive. All other biases are 0.
 */
const lastBias = 0.3;

/** All that a network learns, as it begins: one vector, layer by layer, weights before biases. */
export function startWeights({
  network,
  start,
  seed,
}: Pick<TrainSettings, 'network' | 'start' | 'seed'>): Float32Array {
  const random = seeded(seed);
  const layers = convLayers(networks[network]);
  const parts = layers.flatMap((layer, index) => {
    const { weights, biases } = parametersOf(layer);
    const draw = drawing(start, fansOf(layer, index), random);
    const isLast = layer === layers.at(-1);
    return [
      Array.from({ length: weights }, draw),
      Array.from({ length: biases }, () => (isLast ? lastBias : 0)),
    ];
  });
  return Float32Array.from(parts.flat());
}

const schemes: Readonly<Record<TrainSettings['start'], InitialiserName>> = {
  zeros: 'zeros',
  normal: 'normal',
  uniform: 'uniform',
  xavier: 'xavierUniform',
  he: 'heNormal',
};

function fansOf({ kernel, inputs, outputs }: ConvLayer, layer: number): Fans {
  return { layer, fanIn: inputs * kernel ** 2, fanOut: outputs * kernel ** 2 };
}

function drawing(start: TrainSettings['start'], fans: Fans, random: Random): () => number {
  const draw = initialisers[schemes[start]].draw(plainSpread);
  return () => draw(fans, random);
}
