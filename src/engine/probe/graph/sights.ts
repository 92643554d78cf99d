import type { LayerGeometry, LayerSight } from '@contract';
import type { OnnxNode } from '../../model/onnx/readOnnx';
import { geometryOf } from './geometry';
import { isGlobalPool, type NetworkGraph } from './NetworkGraph';

/** Along one axis: what position 0 sees, ends included, and how far the next position's window lies. In pixels of the input. */
type Span = { readonly from: number; readonly to: number; readonly step: number };

/** What one value sees of the photo or of its thumbnail. */
export type Sight = {
  readonly of: 'photo' | 'thumbnail';
  /** Rows, then columns. Null: no window is known. */
  readonly spans: readonly [Span, Span] | null;
  readonly seesAll: boolean;
};

export type SightContext = {
  readonly graph: NetworkGraph;
  /** The names of the photo's and the thumbnail's inputs. */
  readonly photo: ReadonlySet<string>;
  readonly thumbnail: ReadonlySet<string>;
  /** Dimensions of values, as far as they are known. */
  readonly dims: ReadonlyMap<string, readonly number[]>;
};

const pixel: Span = { from: 0, to: 0, step: 1 };

/** The sight of every value that depends on the photo. */
export function sightsOf(context: SightContext): ReadonlyMap<string, Sight> {
  const { graph, photo, thumbnail } = context;
  const sights = new Map<string, Sight>();
  for (const name of photo) sights.set(name, { of: 'photo', spans: [pixel, pixel], seesAll: false });
  for (const name of thumbnail) sights.set(name, { of: 'thumbnail', spans: [pixel, pixel], seesAll: false });
  for (const node of graph.nodes) {
    // A size is not a sight.
    if (node.op === 'Shape' || node.op === 'Size') continue;
    const seen = graph.dataInputsOf(node).flatMap((name) => sights.get(name) ?? []);
    const [first] = seen;
    if (first === undefined) continue;
    const sight = through(node, seen.slice(1).reduce(union, first), context);
    for (const name of node.outputs) sights.set(name, sight);
  }
  return sights;
}

function through(node: OnnxNode, sight: Sight, { graph, dims }: SightContext): Sight {
  if (isGlobalPool(node, graph) || node.op === 'Gemm' || node.op === 'MatMul')
    return { ...sight, spans: null, seesAll: true };
  if (sight.spans === null) return sight;
  const move = moveOf(node, { graph, dims });
  const [rows, columns] = sight.spans;
  if (move === null) return { ...sight, spans: null };
  return move === undefined ? sight : { ...sight, spans: [move(rows, 0), move(columns, 1)] };
}

type Move = (span: Span, axis: 0 | 1) => Span;

/** How a node moves and widens a window. Undefined: not at all. Null: unknown. */
function moveOf(
  node: OnnxNode,
  { graph, dims }: Pick<SightContext, 'graph' | 'dims'>,
): Move | undefined | null {
  const [input = ''] = node.inputs;
  if (sliding.has(node.op)) {
    const geometry = windowIn(node, graph, dims.get(input) ?? []);
    return node.op === 'ConvTranspose' ? grow(geometry) : slide(geometry);
  }
  if (node.op === 'Resize' || node.op === 'Upsample')
    return stretch(dims.get(input), dims.get(node.outputs[0] ?? ''));
  if (node.op !== 'DepthToSpace') return undefined;
  const block = node.attributes.get('blocksize')?.int ?? 1;
  return (span) => ({ ...span, step: span.step / block });
}

const sliding = new Set(['Conv', 'ConvTranspose', 'MaxPool', 'AveragePool', 'LpPool']);

function windowIn(node: OnnxNode, graph: NetworkGraph, input: readonly number[]): LayerGeometry {
  const [, , height = 1, width = 1] = input;
  const [, , rows = 1, columns = 1] = graph.constantOf(node.inputs[1])?.dims ?? [];
  return geometryOf(node, [rows, columns], [height, width]);
}

const slide =
  ({ kernel, strides, dilations, pads }: LayerGeometry): Move =>
  ({ from, to, step }, axis) => ({
    from: from - pads[axis] * step,
    to: to + ((kernel[axis] - 1) * dilations[axis] - pads[axis]) * step,
    step: step * strides[axis],
  });

/** A transposed convolution: position o reads the inputs from (o + pad − reach) / stride to (o + pad) / stride. */
const grow =
  ({ kernel, strides, dilations, pads }: LayerGeometry): Move =>
  ({ from, to, step }, axis) => {
    const finer = step / strides[axis];
    const reach = (kernel[axis] - 1) * dilations[axis];
    return { from: from + (pads[axis] - reach) * finer, to: to + pads[axis] * finer, step: finer };
  };

/** Interpolation reads the nearest inputs on both sides. */
function stretch(input?: readonly number[], output?: readonly number[]): Move | null {
  if (input?.length !== 4 || output?.length !== 4) return null;
  return ({ from, to, step }, axis) => {
    const finer = (step * (input[axis + 2] ?? 1)) / (output[axis + 2] ?? 1);
    return { from: from - step, to: to + step, step: finer };
  };
}

/** A thumbnail is the whole photo, so whatever also sees the photo sees all of it. */
function union(one: Sight, other: Sight): Sight {
  if (one.of !== other.of) {
    const photo = one.of === 'photo' ? one : other;
    return { ...photo, seesAll: true };
  }
  const seesAll = one.seesAll || other.seesAll;
  if (one.spans === null || other.spans === null) {
    // A vector for the whole picture is spread over the map.
    const spans = (one.seesAll ? other.spans : null) ?? (other.seesAll ? one.spans : null);
    return { of: one.of, spans, seesAll };
  }
  const [rows, columns] = one.spans;
  const [otherRows, otherColumns] = other.spans;
  return { of: one.of, spans: [wider(rows, otherRows), wider(columns, otherColumns)], seesAll };
}

/** Both windows. Maps that meet lie equally close, so the steps are the same. */
const wider = (one: Span, other: Span): Span => ({
  from: Math.min(one.from, other.from),
  to: Math.max(one.to, other.to),
  step: Math.min(one.step, other.step),
});

/** For the page: whole pixels, rounded up. */
export function shownSight(sight: Sight | undefined): LayerSight {
  if (sight === undefined) return { of: 'nothing', field: null, step: null, seesAll: false };
  const { of, spans, seesAll } = sight;
  if (spans === null) return { of, field: null, step: null, seesAll };
  const side = ({ from, to }: Span): number => Math.floor(to) - Math.ceil(from) + 1;
  return { of, field: [side(spans[0]), side(spans[1])], step: [spans[0].step, spans[1].step], seesAll };
}

/** The window of one position on the input. */
export function windowOf(
  { spans }: Sight,
  { row, column }: { row: number; column: number },
): { top: number; left: number; bottom: number; right: number } | null {
  if (spans === null) return null;
  const [rows, columns] = spans;
  return {
    top: Math.ceil(rows.from + row * rows.step),
    bottom: Math.floor(rows.to + row * rows.step),
    left: Math.ceil(columns.from + column * columns.step),
    right: Math.floor(columns.to + column * columns.step),
  };
}
