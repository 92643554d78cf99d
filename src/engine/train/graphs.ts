/** @file The three graphs of a network that is trained: a step, a look at what it does, and the model that remains. */
import { convLayers, networks, parameterCount } from '@core';
import type { TrainSettings } from '@contract';
import { writeModel, type Value } from '../model/onnx/write';
import { addBackward } from './backward';
import { addForward, splitWeights } from './forward';
import { GraphBuilder } from './GraphBuilder';
import { addLoss } from './losses';
import { addOptimiser, momentCounts, momentInput, momentOutput } from './optimisers';

const floats = (name: string, shape: Value['shape']): Value => ({ name, type: 'float32', shape });

/**
 * One step of training: `dark` and `truth` (batch, 3, side, side), `weights`, the optimiser's vectors, `rate` and Adam's two
 * `correction`s in; `loss`, `gradient`, `newWeights` and the vectors out.
 */
export function stepModel(settings: TrainSettings): Uint8Array {
  const { activation, loss, optimiser, batch, side } = settings;
  const network = networks[settings.network];
  const shape = { batch, side };
  const graph = new GraphBuilder();
  const weights = splitWeights(graph, network, 'weights');
  const { result, outputs } = addForward(graph, network, { input: 'dark', weights, activation });
  const { gradient } = addLoss(graph, loss, { result, truth: 'truth', shape });
  const whole = addBackward(graph, network, { activation, weights, outputs, gradient, shape });
  addOptimiser(graph, optimiser, {
    weights: 'weights',
    gradient: whole,
    rate: 'rate',
    corrections: ['correction0', 'correction1'],
  });
  const vector = [parameterCount(network)];
  const moments = Array.from({ length: momentCounts[optimiser] }, (_, at) => at);
  const photos = [batch, 3, side, side];
  return writeModel(
    graph.graph({
      inputs: [
        floats('dark', photos),
        floats('truth', photos),
        floats('weights', vector),
        ...moments.map((at) => floats(momentInput(at), vector)),
        floats('rate', []),
        ...(optimiser === 'adam' ? [floats('correction0', []), floats('correction1', [])] : []),
      ],
      outputs: [
        floats('loss', []),
        floats('gradient', vector),
        floats('newWeights', vector),
        ...moments.map((at) => floats(momentOutput(at), vector)),
      ],
    }),
  );
}

/** The name of the output of a layer in `lookModel`. */
export const layerOutput = (layer: string): string => `layer.${layer}`;

/** The network alone, with `dark` and `weights` as inputs. Every layer with weights is an output; the last is the result. */
export function lookModel({
  network: id,
  activation,
}: Pick<TrainSettings, 'network' | 'activation'>): Uint8Array {
  const network = networks[id];
  const graph = new GraphBuilder();
  const weights = splitWeights(graph, network, 'weights');
  addForward(graph, network, { input: 'dark', weights, activation, prefix: layerOutput('') });
  return writeModel(
    graph.graph({
      inputs: [floats('dark', [1, 3, 'height', 'width']), floats('weights', [parameterCount(network)])],
      outputs: convLayers(network).map(({ name, outputs }) =>
        floats(layerOutput(name), [1, outputs, 'height', 'width']),
      ),
    }),
  );
}
