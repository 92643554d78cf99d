import type { TrainSettings } from '@contract';
import { convLayers, networks, parametersOf, seeded, type ConvLayer, type Random } from '@core';

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
  const parts = layers.flatMap((layer) => {
    const { weights, biases } = parametersOf(layer);
    const draw = drawing(start, layer, random);
    const isLast = layer === layers.at(-1);
    return [
      Array.from({ length: weights }, draw),
      Array.from({ length: biases }, () => (isLast ? lastBias : 0)),
    ];
  });
  return Float32Array.from(parts.flat());
}

function drawing(start: TrainSettings['start'], layer: ConvLayer, { uniform, normal }: Random): () => number {
  const { kernel, inputs, outputs } = layer;
  const [fanIn, fanOut] = [inputs * kernel ** 2, outputs * kernel ** 2];
  const within = (limit: number) => () => limit * (2 * uniform() - 1);
  switch (start) {
    case 'zeros':
      return () => 0;
    case 'normal':
      return () => plainSpread * normal();
    case 'uniform':
      return within(plainSpread);
    // Glorot & Bengio 2010, the uniform form.
    case 'xavier':
      return within(Math.sqrt(6 / (fanIn + fanOut)));
    // He et al. 2015, the normal form.
    case 'he': {
      const deviation = Math.sqrt(2 / fanIn);
      return () => deviation * normal();
    }
  }
}
