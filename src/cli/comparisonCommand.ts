import { shellWord } from './batchText';
import type { CompareValues } from './compareValues';
import { shortPath } from './text';

/** The command line that gives the same comparison again, from the present folder. */
export function comparisonCommand(values: CompareValues): string {
  const { truth, low, model, enhanced, pairs, crop, provider, baselines } = values;
  const word = (path: string): string => shellWord(shortPath(path));
  return [
    'candela compare --truth',
    word(truth),
    ...(low === undefined ? [] : ['--low', word(low)]),
    ...(model === undefined ? [] : ['--model', shellWord(model.join(','))]),
    ...enhanced.flatMap((folder) => ['--enhanced', word(folder)]),
    ...(pairs === 'name' ? [] : ['--pairs', shellWord(pairs)]),
    ...(crop === undefined ? [] : ['--crop', crop]),
    ...(provider === 'auto' ? [] : ['--provider', provider]),
    ...(baselines ? [] : ['--no-baselines']),
  ].join(' ');
}
