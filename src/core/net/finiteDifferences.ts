import { withParameters, type Mlp } from './mlp';

/**
 * A loss's derivatives by every parameter, each from two runs of the network: the parameter a little more, and a little less. It needs
 * no chain rule, so it checks one.
 * @param step far enough from rounding, near enough to the slope; the error shrinks with its square
 */
export function finiteDifferences(net: Mlp, lossOf: (net: Mlp) => number, step = 1e-5): Float64Array {
  return net.parameters.map((value, at) => {
    const moved = (by: number): number => {
      const parameters = net.parameters.slice();
      parameters[at] = value + by;
      return lossOf(withParameters(net, parameters));
    };
    return (moved(step) - moved(-step)) / (2 * step);
  });
}
