import type { TrainLoss } from '@contract';
import type { BatchShape } from './backward';
import type { GraphBuilder } from './GraphBuilder';

type Pair = { readonly result: string; readonly truth: string; readonly shape: BatchShape };
type Loss = { readonly loss: string; readonly gradient: string };

/** What rounds off Charbonnier's corner at zero. */
const smoothing = 1e-3;

/** Wang et al. 2004: a Gaussian window of 11 pixels with deviation 1.5, and the two constants for values in 0 to 1. */
const ssim = { side: 11, deviation: 1.5, c1: 0.01 ** 2, c2: 0.03 ** 2 } as const;

/** The share of 1 − SSIM in the mixed loss. The rest is the mean absolute error. */
export const ssimShare = 0.2;

/** A loss, as one number called `loss`, and its gradient by the network's result. */
export function addLoss(graph: GraphBuilder, loss: TrainLoss, pair: Pair): Loss {
  const difference = graph.add('Sub', [pair.result, pair.truth]);
  switch (loss) {
    case 'mse':
      return meanSquared(graph, difference, pair.shape);
    case 'mae':
      return meanAbsolute(graph, difference, { ...pair.shape, name: 'loss' });
    case 'charbonnier':
      return charbonnier(graph, difference, pair.shape);
    case 'ssim':
      return mixed(graph, difference, pair);
  }
}

const samples = ({ batch, side }: BatchShape): number => batch * 3 * side * side;

function mean(graph: GraphBuilder, value: string, name?: string): string {
  const attributes = { keepdims: { int: 0 } };
  return graph.add('ReduceMean', [value], { attributes, ...(name !== undefined && { name }) });
}

function scaled(graph: GraphBuilder, value: string, factor: number): string {
  return graph.add('Mul', [value, graph.number(factor)]);
}

function meanSquared(graph: GraphBuilder, difference: string, shape: BatchShape): Loss {
  const loss = mean(graph, graph.add('Mul', [difference, difference]), 'loss');
  return { loss, gradient: scaled(graph, difference, 2 / samples(shape)) };
}

function meanAbsolute(
  graph: GraphBuilder,
  difference: string,
  { name, ...shape }: BatchShape & { name?: string },
): Loss {
  const loss = mean(graph, graph.add('Abs', [difference]), name);
  return { loss, gradient: scaled(graph, graph.add('Sign', [difference]), 1 / samples(shape)) };
}

function charbonnier(graph: GraphBuilder, difference: string, shape: BatchShape): Loss {
  const squared = graph.add('Mul', [difference, difference]);
  const root = graph.add('Sqrt', [graph.add('Add', [squared, graph.number(smoothing ** 2)])]);
  const slope = graph.add('Div', [difference, root]);
  return { loss: mean(graph, root, 'loss'), gradient: scaled(graph, slope, 1 / samples(shape)) };
}

/** Mean absolute error, and a share of 1 − SSIM. */
function mixed(graph: GraphBuilder, difference: string, pair: Pair): Loss {
  const absolute = meanAbsolute(graph, difference, pair.shape);
  const structure = structuralSimilarity(graph, pair);
  const [keep, share] = [1 - ssimShare, ssimShare];
  const unlike = graph.add('Sub', [graph.number(1), structure.loss]);
  return {
    loss: graph.add('Add', [scaled(graph, absolute.loss, keep), scaled(graph, unlike, share)], {
      name: 'loss',
    }),
    gradient: graph.add('Sub', [
      scaled(graph, absolute.gradient, keep),
      scaled(graph, structure.gradient, share),
    ]),
  };
}

/** SSIM over all places where the window fits, channel by channel, and its gradient by the result. */
function structuralSimilarity(graph: GraphBuilder, { result: x, truth: y, shape }: Pair): Loss {
  const window = gaussianWindow(graph);
  const group = { attributes: { group: { int: 3 } } };
  const add = (one: string, other: string) => graph.add('Add', [one, other]);
  const sub = (one: string, other: string) => graph.add('Sub', [one, other]);
  const mul = (one: string, other: string) => graph.add('Mul', [one, other]);
  const div = (one: string, other: string) => graph.add('Div', [one, other]);
  const local = (value: string) => graph.add('Conv', [value, window], group);
  const spread = (value: string) => graph.add('ConvTranspose', [value, window], group);
  const plus = (value: string, constant: number) => add(value, graph.number(constant));
  const [mx, my] = [local(x), local(y)];
  const [mxx, mxy, myy] = [mul(mx, mx), mul(mx, my), mul(my, my)];
  const a1 = plus(scaled(graph, mxy, 2), ssim.c1);
  const a2 = plus(scaled(graph, sub(local(mul(x, y)), mxy), 2), ssim.c2);
  const b1 = plus(add(mxx, myy), ssim.c1);
  const b2 = plus(add(sub(local(mul(x, x)), mxx), sub(local(mul(y, y)), myy)), ssim.c2);
  const below = mul(b1, b2);
  const map = div(mul(a1, a2), below);
  // The derivatives by the local means of x², of xy and of x itself, each with the other two held.
  const bySquare = sub(graph.number(0), div(map, b2));
  const byProduct = scaled(graph, div(a1, below), 2);
  const byMean = add(
    scaled(graph, mul(my, div(sub(a2, a1), below)), 2),
    scaled(graph, mul(mul(mx, map), sub(div(graph.number(1), b2), div(graph.number(1), b1))), 2),
  );
  const through = add(scaled(graph, mul(x, spread(bySquare)), 2), mul(y, spread(byProduct)));
  const inside = shape.side - ssim.side + 1;
  const places = samples({ batch: shape.batch, side: inside });
  return { loss: mean(graph, map), gradient: scaled(graph, add(spread(byMean), through), 1 / places) };
}

function gaussianWindow(graph: GraphBuilder): string {
  const { side, deviation } = ssim;
  const line = Array.from({ length: side }, (_, at) =>
    Math.exp(-0.5 * ((at - (side - 1) / 2) / deviation) ** 2),
  );
  const total = line.reduce((sum, value) => sum + value, 0);
  const plane = line.flatMap((one) => line.map((other) => (one * other) / total ** 2));
  return graph.tensor('window', [3, 1, side, side], Float32Array.from([...plane, ...plane, ...plane]));
}
