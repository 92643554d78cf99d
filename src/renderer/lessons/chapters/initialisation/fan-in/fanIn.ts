import {
  between,
  createMlp,
  initialisers,
  layersOf,
  meanField,
  misprints,
  rootMeanSquare,
  type ExampleSet,
  type Fans,
  type Initialiser,
  type LayerSizes,
} from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import { keepLast } from '../../../figure/keepLast';
import { layerSizes, sizeText } from '../../../figure/layerSizes';
import { patchesOf, usePhotoPair } from '../../../figure/photoTask';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';
import { activationChoices } from '../spread/spread';

const side = 5;

/** Widths alternate: only then do fan-in and fan-out differ. */
const sizes = [side * side * 3, 96, 32, 96, 32, 96, 32, 96, 32, 3] as const;

/** The layer whose weights the table shows. It has 96 inputs and 32 neurons. */
const tableLayer = 1;

export const schemeNames = ['xavierNormal', 'xavierUniform', 'heNormal', 'heUniform'] as const;
export type SchemeName = (typeof schemeNames)[number];

export const schemeLabels: Readonly<Record<SchemeName, string>> = {
  xavierNormal: 'Xavier normal',
  xavierUniform: 'Xavier uniform',
  heNormal: 'He normal',
  heUniform: 'He uniform',
};

/** Activation, the scheme drawn beside its opposite, and the seed. */
export const values = pageValues(
  'fan-in',
  z.strictObject({
    activation: z.enum(activationChoices).default('relu'),
    form: z.enum(['Normal', 'Uniform']).default('Normal'),
    seed: z.int().min(1).max(999).default(1),
  }),
);

/** Statistics of one initialisation. */
export type SchemeRow = {
  readonly name: string;
  /** Of the table's layer. */
  readonly mean: number;
  readonly deviation: number;
  /** Null: theory says nothing, because the mean is not zero. */
  readonly theory: number | null;
  readonly sizes: LayerSizes;
  readonly expected: LayerSizes | null;
};

type Recipe = {
  readonly name: string;
  readonly init: Initialiser;
  readonly variance: ((fans: Fans) => number) | null;
};

const fansOf = (layer: number): Fans => ({ fanIn: sizes[layer] ?? 1, fanOut: sizes[layer + 1] ?? 1, layer });

function rowOf(
  examples: ExampleSet,
  recipe: Recipe,
  setting: { activation: (typeof activationChoices)[number]; seed: number },
): SchemeRow {
  const { name, init, variance } = recipe;
  const net = createMlp({ sizes, activation: setting.activation, init, seed: setting.seed });
  const weights = layersOf(net)[tableLayer]?.weights ?? new Float64Array();
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / Math.max(1, weights.length);
  const input = rootMeanSquare(examples.inputs.flatMap((one) => [...one]));
  const variances = variance === null ? null : net.activations.map((_, layer) => variance(fansOf(layer)));
  return {
    name,
    mean,
    deviation: rootMeanSquare(weights.map((weight) => weight - mean)),
    theory: variance === null ? null : Math.sqrt(variance(fansOf(tableLayer))),
    sizes: layerSizes(net, examples),
    expected:
      variances === null ? null : meanField({ sizes, activations: net.activations, variances, input }),
  };
}

const recipeOf = (name: SchemeName): Recipe => ({
  name: schemeLabels[name],
  init: initialisers[name].draw(0),
  variance: (fans) => initialisers[name].variance(fans, 0),
});

/** As printed in the lecture notes, with σ = 1 in the first. */
const printed: Readonly<Record<string, Recipe>> = {
  notesXavier: {
    name: 'Xavier uniform, as printed',
    init: between(misprints.xavierUniform),
    variance: null,
  },
  notesUniform: {
    name: 'Random uniform, as printed',
    init: between((fans) => misprints.randomUniform(fans, 1)),
    variance: (fans) => misprints.randomUniform(fans, 1)[1] ** 2 / 3,
  },
};

const Setting = z.object({
  activation: z.enum(activationChoices),
  seed: z.number(),
  broken: z.string().nullable(),
});

const rowsOf = keepLast((examples: ExampleSet, key: string): readonly SchemeRow[] => {
  const { broken, ...setting } = Setting.parse(JSON.parse(key));
  const extra = broken === null ? undefined : printed[broken];
  const recipes = [...schemeNames.map(recipeOf), ...(extra === undefined ? [] : [extra])];
  return recipes.map((recipe) => rowOf(examples, recipe, setting));
});

/** All initialisations on the photo's patches. Null: the photo is not there yet. */
export function useFanIn() {
  const { activation, form, seed } = values.useValues();
  const broken = useStore(learn, (state) => state.broken);
  const pair = usePhotoPair(96);
  if (pair === null) return null;
  const examples = patchesOf(pair, { count: 32, side, seed: 1 });
  const rows = rowsOf(examples, JSON.stringify({ activation, seed, broken }));
  const find = (name: SchemeName): SchemeRow | undefined =>
    rows.find((row) => row.name === schemeLabels[name]);
  return {
    rows,
    activation,
    xavier: find(`xavier${form}`),
    he: find(`he${form}`),
    /** The misprint, where one is switched on. */
    extra: rows[schemeNames.length],
  };
}

/** Size of the last hidden layer's outputs over that of the first one's. */
export function through({ sizes: { outputs } }: SchemeRow): number {
  return (outputs.at(-2) ?? 0) / Math.max(1e-300, outputs[0] ?? 0);
}

/** What the figure shows, in words. */
export function useSays(): string {
  const now = useFanIn();
  if (now?.xavier === undefined || now.he === undefined) return '';
  const { xavier, he, extra, rows } = now;
  const told = `From the first hidden layer to the last, the signal becomes ${sizeText(through(xavier))} times as large with Xavier and ${sizeText(through(he))} times with He.`;
  if (extra === undefined) {
    const worst = Math.max(...rows.map(({ deviation, theory }) => Math.abs(deviation / (theory ?? 1) - 1)));
    return `${told} The weights’ deviations agree with theory within ${(100 * worst).toFixed(1)} %.`;
  }
  return `${told} As printed in the lecture notes: ${sizeText(through(extra))} times; the mean weight of 96 → 32 is ${sizeText(Math.abs(extra.mean))}${extra.mean < 0 ? ' below zero' : ' above zero'}.`;
}
