import type { LayerActivation } from '@core';
import type { OnnxNode } from '../../model/onnx/readOnnx';
import type { NetworkGraph } from './NetworkGraph';

/** A node's activation, if it is one that can be computed here. */
export function activationOf(node: OnnxNode, graph: NetworkGraph): LayerActivation | null {
  switch (node.op) {
    case 'Relu':
      return { kind: 'relu' };
    case 'Sigmoid':
      return { kind: 'sigmoid' };
    case 'Tanh':
      return { kind: 'tanh' };
    case 'LeakyRelu':
      return { kind: 'leakyRelu', slope: node.attributes.get('alpha')?.float ?? 0.01 };
    case 'Clip':
      return clipOf(node, graph);
    default:
      return null;
  }
}

/** Since opset 11 the ends are inputs, before they were attributes. An end that is left out is infinite. */
function clipOf({ inputs, attributes }: OnnxNode, graph: NetworkGraph): LayerActivation | null {
  const [low, high] = [1, 2].map((at) => {
    const name = inputs[at];
    if (name === undefined || name === '') return undefined;
    return graph.constantOf(name)?.values()?.[0] ?? null;
  });
  if (low === null || high === null) return null;
  return {
    kind: 'clip',
    low: low ?? attributes.get('min')?.float ?? -Infinity,
    high: high ?? attributes.get('max')?.float ?? Infinity,
  };
}
