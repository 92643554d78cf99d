import { basename, dirname } from 'node:path';
import { CandelaError, type Candidate, type ComparedSets } from '@contract';
import { shellWord } from '@core';
import { comparisonCommand, planComparison, type AskedComparison } from '@jobs';
import { placeOf, type Compared, type ComparedPicture } from './compared';

/** More decisions than this make no command that a person would run. */
const mostDecided = 100;

/** A command, as the command line takes it and as the window shows it. */
export type Command = { readonly whole: string; readonly shown: string; readonly isExact: boolean };

type Options = { readonly platform: NodeJS.Platform; readonly signal: AbortSignal };

/**
 * The command that compares the same pictures with the same truths. Pictures whose truth the rule does not find are named in it. It is
 * planned as the command line plans it: only a command that pairs alike is called exact.
 */
export async function commandOf(
  sets: ComparedSets,
  compared: Compared,
  { platform, signal }: Options,
): Promise<Command> {
  const asked = askedIn(sets, compared);
  const wrong = await wrongPairs(asked, compared, signal);
  const pair = wrong.slice(0, mostDecided).map(({ path, truth }) => `${path}=${basename(truth?.path ?? '')}`);
  const decided = { ...asked, pair };
  const isExact = pair.length === 0 || (await wrongPairs(decided, compared, signal)).length === 0;
  const text = (value: string): string => shellWord(value, platform);
  return {
    isExact,
    whole: comparisonCommand(decided, { path: text, text }),
    shown: comparisonCommand(
      { ...decided, pair: pair.map(shortened) },
      // The sign is no reason for quotes.
      { path: (path) => text(shortened(path).slice(1)).replace('/', '…/'), text },
    ),
  };
}

/** The end of a path: the page learns no more of it. */
function shortened(path: string): string {
  return `…/${basename(dirname(path))}/${basename(path)}`;
}

function askedIn(sets: ComparedSets, { truths, low, results }: Compared): AskedComparison {
  const { models, baselines, pairing, crop, provider } = sets;
  const paths = (pictures: readonly ComparedPicture[]): string[] => pictures.map(({ path }) => path);
  const hasMakers = models.length + baselines.length > 0;
  return {
    ...{ truth: placeOf(truths), enhanced: results.map(({ pictures }) => placeOf(paths(pictures))) },
    ...(low !== null && hasMakers && { low: placeOf(paths(low)) }),
    ...{ model: models, baselines, pairs: pairing, pair: [], crop, provider },
  };
}

const anyMaker: Candidate = { kind: 'baseline', id: 'nothing', baseline: 'nothing' };

/** The pictures to which the command would give another truth than the window did. */
async function wrongPairs(
  { truth, low, enhanced, pairs, pair }: AskedComparison,
  { low: lows, results }: Compared,
  signal: AbortSignal,
): Promise<ComparedPicture[]> {
  const rule = { by: pairs === 'order' ? ('order' as const) : ('name' as const) };
  const request = { truth, low, enhanced, makers: low === undefined ? [] : [anyMaker], rule, decided: pair };
  const planned = await planComparison(request, { signal }).then(
    ({ tasks }) => tasks,
    (error: unknown) => {
      // Nothing of it is found, or it cannot be told: then all is decided by hand, or the command is not exact.
      if (error instanceof CandelaError) return [];
      throw error;
    },
  );
  const wanted = [...(low === undefined ? [] : (lows ?? [])), ...results.flatMap(({ pictures }) => pictures)];
  const found = new Map(planned.map((task) => [task.photo, task.truth]));
  const known = new Set(wanted.map(({ path }) => path));
  const extra = planned.flatMap(({ photo }) =>
    known.has(photo) ? [] : [{ photo: '', path: photo, truth: null }],
  );
  return [...wanted.filter(({ path, truth: own }) => found.get(path) !== own?.path), ...extra];
}
