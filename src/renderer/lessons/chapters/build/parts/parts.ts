import { convLayers, networks, parameterCount, parametersOf, type Layer, type Network } from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

/** The network that is shown, and its chosen layer. */
export const values = pageValues(
  'parts',
  z.strictObject({
    network: z.enum(['notes', 'small']).default('notes'),
    layer: z.string().max(16).default('a1'),
  }),
);

/** The network; the break leaves what the slide of the lecture notes shows. */
export function useShownNetwork(): Network {
  const { network } = values.useValues();
  const isCut = useStore(learn, ({ broken }) => broken === 'cut');
  const whole = networks[isCut ? 'notes' : network];
  if (!isCut) return whole;
  const end = whole.layers.findIndex(({ name }) => name === 'add1');
  return { ...whole, layers: whole.layers.slice(0, end + 1) };
}

export function useChosen(network: Network): Layer | undefined {
  const { layer } = values.useValues();
  return network.layers.find(({ name }) => name === layer) ?? network.layers[0];
}

/** Channels of a layer's output. */
export function channelsOf({ layers }: Network, layer: Layer): number {
  if (layer.kind === 'conv') return layer.outputs;
  const source = layers.find(({ name }) => name === layer.from[0]);
  return source === undefined ? 3 : channelsOf({ id: 'notes', layers }, source);
}

export const sourcesOf = (layer: Layer): readonly string[] =>
  layer.kind === 'conv' ? [layer.from] : layer.from;

/** A layer's place in the drawing: its column from the left, and its row from the top; a row may lie between two. */
export type Placed = { readonly layer: Layer; readonly column: number; readonly row: number };

/** Rows of the branches of the lecture notes' network. All else lies on the middle line. */
const branchRows: Readonly<Record<string, number>> = { a: 0, b: 1, c: 2, d: 0, e: 1, f: 2, g: 0.5, h: 3 };

/** Rows of the drawing, and the one on which the sums lie. */
export function rowsOf({ id }: Pick<Network, 'id'>): { rows: number; middle: number } {
  return id === 'notes' ? { rows: 4, middle: 1.5 } : { rows: 1, middle: 0 };
}

/** Each layer stands right of all that it takes. */
export function placed(network: Network): Placed[] {
  const { middle } = rowsOf(network);
  const columns = new Map([['input', 0]]);
  return network.layers.map((layer) => {
    const column = 1 + Math.max(...sourcesOf(layer).map((name) => columns.get(name) ?? 0));
    columns.set(layer.name, column);
    const branch = layer.name.replace(/\d+$/, '');
    return { layer, column, row: network.id === 'notes' ? (branchRows[branch] ?? middle) : middle };
  });
}

export function parametersIn(layer: Layer): number {
  if (layer.kind === 'sum') return 0;
  const { weights, biases } = parametersOf(layer);
  return weights + biases;
}

/** A whole number with a thin space between thousands. */
export const counted = (count: number): string => count.toLocaleString('en');

/** What the figure shows, in words. */
export function useSays(): string {
  const network = useShownNetwork();
  const chosen = useChosen(network);
  const last = network.layers.at(-1);
  const total = counted(parameterCount(network));
  const end = last === undefined ? 0 : channelsOf(network, last);
  const ending =
    end === 3 ? 'It ends in a picture of 3 channels.' : `It ends with ${end} channels, which are no picture.`;
  const told = chosen === undefined ? '' : ` ${layerInWords(network, chosen)}`;
  return `The network has ${convLayers(network).length} convolutions and ${total} numbers to learn. ${ending}${told}`;
}

export function layerInWords(network: Network, layer: Layer): string {
  if (layer.kind === 'sum')
    return `${layer.name} adds ${layer.from.join(', ')}, ${channelsOf(network, layer)} channels each, and learns nothing itself.`;
  const { weights, biases } = parametersOf(layer);
  const { name, kernel, inputs, outputs } = layer;
  return `${name} has ${kernel} × ${kernel} × ${inputs} × ${outputs} = ${counted(weights)} weights and ${biases} biases.`;
}
