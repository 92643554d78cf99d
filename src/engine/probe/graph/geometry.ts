import type { LayerGeometry } from '@contract';
import type { OnnxNode } from '../../model/onnx/readOnnx';

type Pair = [number, number];

/**
 * The window of a convolution or pool.
 * @param kernel rows and columns where the node does not say them: those of its weights
 * @param input height and width of its input. Needed for `auto_pad`.
 */
export function geometryOf(node: OnnxNode, kernel: Pair, input: Pair): LayerGeometry {
  const window = {
    kernel: twoOf(node, 'kernel_shape', kernel),
    strides: twoOf(node, 'strides', [1, 1]),
    dilations: twoOf(node, 'dilations', [1, 1]),
    group: node.attributes.get('group')?.int ?? 1,
  };
  const automatic = node.attributes.get('auto_pad')?.text ?? 'NOTSET';
  if (!automatic.startsWith('SAME')) return { ...window, pads: statedPads(node) };
  const [top, bottom] = samePads(window, 0, { side: input[0], automatic });
  const [left, right] = samePads(window, 1, { side: input[1], automatic });
  return { ...window, pads: [top, left, bottom, right] };
}

function twoOf({ attributes }: OnnxNode, name: string, otherwise: Pair): Pair {
  const [rows = otherwise[0], columns = otherwise[1]] = attributes.get(name)?.ints ?? otherwise;
  return [rows, columns];
}

function statedPads({ attributes }: OnnxNode): LayerGeometry['pads'] {
  const [top = 0, left = 0, bottom = 0, right = 0] = attributes.get('pads')?.ints ?? [];
  return [top, left, bottom, right];
}

/** Padding that makes the output ⌈side / stride⌉ long. An odd cell goes to the end, or to the start with SAME_LOWER. */
function samePads(
  { kernel, strides, dilations }: Pick<LayerGeometry, 'kernel' | 'strides' | 'dilations'>,
  axis: 0 | 1,
  { side, automatic }: { side: number; automatic: string },
): Pair {
  const stride = strides[axis];
  const reach = (kernel[axis] - 1) * dilations[axis] + 1;
  const total = Math.max(0, (Math.ceil(side / stride) - 1) * stride + reach - side);
  const less = Math.floor(total / 2);
  return automatic === 'SAME_LOWER' ? [total - less, less] : [less, total - less];
}
