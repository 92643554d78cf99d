import { Baseline, type PairCrop, type ProviderChoice } from '@contract';

/** What a comparison was asked to do. */
export type AskedComparison = {
  /** Folders, or single pictures. */
  readonly truth: string;
  readonly low?: string | undefined;
  readonly enhanced: readonly string[];
  /** Absent: the default one. Empty: none. */
  readonly model?: readonly string[] | undefined;
  readonly baselines: readonly Baseline[];
  readonly pairs: string;
  readonly pair: readonly string[];
  readonly crop: PairCrop;
  readonly provider: ProviderChoice;
};

/** Makes a word of the command line of each value. */
export type Words = {
  readonly path: (path: string) => string;
  readonly text: (text: string) => string;
};

/** The command line that gives the same comparison again. Values equal to the defaults are left out. */
export function comparisonCommand(asked: AskedComparison, { path, text }: Words): string {
  const { truth, low, model, enhanced, baselines, pairs, pair, crop, provider } = asked;
  return [
    'candela compare --truth',
    path(truth),
    ...(low === undefined ? [] : ['--low', path(low), ...makers(model, baselines, text)]),
    ...enhanced.flatMap((folder) => ['--enhanced', path(folder)]),
    ...(pairs === 'name' ? [] : ['--pairs', text(pairs)]),
    ...pair.flatMap((decided) => ['--pair', text(decided)]),
    ...(crop === 'none' ? [] : ['--crop', crop]),
    ...(provider === 'auto' ? [] : ['--provider', provider]),
  ].join(' ');
}

function makers(
  model: AskedComparison['model'],
  baselines: readonly Baseline[],
  text: Words['text'],
): string[] {
  const models =
    model === undefined ? [] : model.length === 0 ? ['--no-model'] : ['--model', text(model.join(','))];
  if (Baseline.options.every((one) => baselines.includes(one))) return models;
  return [...models, ...(baselines.length === 0 ? ['--no-baselines'] : ['--baselines', baselines.join(',')])];
}
