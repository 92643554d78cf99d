import { convLayers, networks, parametersOf, type Network } from '@core';
import type { TrainSettings } from '@contract';
import { elementTypes } from '../model/onnx/fields';
import { writeModel, type Value } from '../model/onnx/write';
import { addForward, type LayerWeights } from './forward';
import { GraphBuilder } from './GraphBuilder';

const [heightAxis, widthAxis] = [1, 2];

/**
 * The network with its weights as a model file: `image` and `result` hold bytes, `image16` and `result16` floats of 0 to 1, channels
 * last. A pair that is not in use is given one black pixel. Each result is as large as its own input, so that it then costs nothing.
 */
export function exportedModel(
  { network: id, activation }: Pick<TrainSettings, 'network' | 'activation'>,
  learned: Float32Array,
): Uint8Array {
  const network = networks[id];
  const graph = new GraphBuilder();
  const weights = weightConstants(graph, network, learned);
  const shapes = { bytes: graph.add('Shape', ['image']), floats: graph.add('Shape', ['image16']) };
  const whole = graph.add('Cast', [toPlanes(graph, 'image')], {
    attributes: { to: { int: elementTypes.float32 } },
  });
  const unit = graph.add('Div', [whole, graph.number(255)]);
  const input = graph.add('Add', [unit, toPlanes(graph, 'image16')]);
  const { result } = addForward(graph, network, { input, weights, activation });
  const clipped = graph.add('Clip', [result, graph.number(0), graph.number(1)]);
  toPixels(graph, cutTo(graph, clipped, shapes.floats), 'result16');
  const scaled = graph.add('Mul', [cutTo(graph, clipped, shapes.bytes), graph.number(255)]);
  const rounded = graph.add('Round', [scaled]);
  toPixels(
    graph,
    graph.add('Cast', [rounded], { attributes: { to: { int: elementTypes.uint8 } } }),
    'result',
  );
  const end = (name: string, type: Value['type'], sides: string): Value => ({
    name,
    type,
    shape: [1, `height${sides}`, `width${sides}`, 3],
  });
  return writeModel(
    graph.graph({
      inputs: [end('image', 'uint8', '8'), end('image16', 'float32', '16')],
      outputs: [end('result', 'uint8', '8'), end('result16', 'float32', '16')],
    }),
  );
}

/** Weights and biases of each layer, under the layer's name. */
function weightConstants(
  graph: GraphBuilder,
  network: Network,
  learned: Float32Array,
): ReadonlyMap<string, LayerWeights> {
  let from = 0;
  const take = (count: number): Float32Array => learned.slice(from, (from += count));
  return new Map(
    convLayers(network).map((layer) => {
      const { name, kernel, inputs, outputs } = layer;
      const counts = parametersOf(layer);
      const weights = graph.tensor(
        `${name}.weights`,
        [outputs, inputs, kernel, kernel],
        take(counts.weights),
      );
      return [name, { weights, biases: graph.tensor(`${name}.biases`, [outputs], take(counts.biases)) }];
    }),
  );
}

function side(graph: GraphBuilder, value: string, axis: number): string {
  return graph.add('Shape', [value], { attributes: { start: { int: axis }, end: { int: axis + 1 } } });
}

function joined(graph: GraphBuilder, ends: readonly string[]): string {
  return graph.add('Concat', ends, { attributes: { axis: { int: 0 } } });
}

/**
 * 1 H W 3 to 1 3 H W, as a matrix between two reshapes. A transposition of the whole picture would be moved down through everything
 * element-wise by the runtime, and operators with three numbers innermost are many times as slow.
 */
function toPlanes(graph: GraphBuilder, value: string): string {
  const [height, width] = [side(graph, value, heightAxis), side(graph, value, widthAxis)];
  const turned = graph.transpose(graph.reshape(value, [-1, 3]), [1, 0]);
  return graph.add('Reshape', [
    turned,
    joined(graph, [graph.integers([1]), graph.integers([3]), height, width]),
  ]);
}

/** 1 3 H W to 1 H W 3, in the same way. */
function toPixels(graph: GraphBuilder, value: string, name: string): void {
  const [height, width] = [side(graph, value, heightAxis + 1), side(graph, value, widthAxis + 1)];
  const turned = graph.transpose(graph.reshape(value, [3, -1]), [1, 0]);
  const shape = joined(graph, [graph.integers([1]), height, width, graph.integers([3])]);
  graph.add('Reshape', [turned, shape], { name });
}

/** 1 C H W cut at the bottom and the right to a picture whose shape, 1 h w C, is given. */
function cutTo(graph: GraphBuilder, value: string, shape: string): string {
  const ends = graph.add('Gather', [shape, graph.integers([heightAxis, widthAxis])]);
  return graph.add('Slice', [value, graph.integers([0, 0]), ends, graph.integers([2, 3])]);
}
