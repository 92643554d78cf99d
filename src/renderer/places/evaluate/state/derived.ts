import { Baseline } from '@contract';
import { useStore } from 'zustand';
import { models, startingModel, type ModelChoice } from '../../../state/models';
import { preferences } from '../../../state/preferences';
import { evaluateText } from '../../../text/evaluate';
import { evaluate, type EvaluateState } from './evaluate';
import { pairUp, type Lonely, type Pair } from './pairs';
import { candidateId, rowsOf, sorted, type Candidate, type Row } from './rows';

export type Derived = {
  readonly pairs: readonly Pair[];
  readonly lonely: readonly Lonely[];
  /** What can be chosen: models and baselines. Nothing without dark photos. */
  readonly offered: readonly Candidate[];
  /** What is compared: what was chosen of it, and the sets of results. */
  readonly candidates: readonly Candidate[];
  readonly rows: readonly Row[];
  /** The lines of the table in its order. */
  readonly order: readonly Row[];
  readonly shown: Row | null;
};

function candidateOf(by: Candidate['by'], label: string): Candidate {
  return { id: candidateId(by), label, by };
}

const baselines = Baseline.options.map((baseline) =>
  candidateOf({ baseline }, evaluateText.baselines[baseline].label),
);

/** Keeps the answer to the last question. */
function remembering<A extends readonly unknown[], T>(make: (given: A) => T): (...given: A) => T {
  let last: { given: A; value: T } | null = null;
  return (...given) => {
    if (last?.given.every((one, at) => one === given[at]) !== true) last = { given, value: make(given) };
    return last.value;
  };
}

type Of<K extends keyof EvaluateState> = EvaluateState[K];

const paired = remembering(([sets, pairing, mends]: readonly [Of<'sets'>, Of<'pairing'>, Of<'mends'>]) =>
  pairUp(sets, { by: pairing, mends }),
);

const offeredOf = remembering(([list, hasLow]: readonly [readonly ModelChoice[], boolean]): Candidate[] => {
  if (!hasLow) return [];
  const usable = list.flatMap(({ id, card }) =>
    card === undefined ? [] : [candidateOf({ model: id }, card.name)],
  );
  return [...usable, ...baselines];
});

type Given = readonly [readonly Pair[], readonly Candidate[], Of<'sets'>, Of<'chosen'>, string];

const linesOf = remembering(([pairs, offered, sets, chosen, usual]: Given) => {
  const ids = chosen ?? [candidateId({ model: usual }), candidateId({ baseline: 'nothing' })];
  const results = sets.filter(({ role }) => role === 'result');
  const candidates = [
    ...offered.filter(({ id }) => ids.includes(id)),
    ...results.map(({ id, name }) => candidateOf({ set: id }, name)),
  ];
  return { candidates, rows: rowsOf(pairs, candidates) };
});

const orderOf = remembering(
  ([rows, outcomes, sort, only]: readonly [readonly Row[], Of<'outcomes'>, Of<'sort'>, Of<'only'>]) => {
    const isListed = only !== null && rows.some(({ candidate }) => candidate.id === only);
    const listed = isListed ? rows.filter(({ candidate }) => candidate.id === only) : rows;
    return sorted(listed, outcomes, sort);
  },
);

const whole = remembering(
  ([state, list, preferred]: readonly [EvaluateState, readonly ModelChoice[], string | null]): Derived => {
    const { sets, pairing, mends, chosen, outcomes, sort, only } = state;
    const { pairs, lonely } = paired(sets, pairing, mends);
    const hasLow = pairs.some(({ low }) => low !== null);
    const offered = offeredOf(list, hasLow);
    const usual = startingModel(list, preferred);
    const { candidates, rows } = linesOf(pairs, offered, sets, chosen, usual);
    const order = orderOf(rows, outcomes, sort, only);
    return { pairs, lonely, offered, candidates, rows, order, shown: shownOf(state, rows, order) };
  },
);

/** The chosen line; where it is gone, another one of the same pair. */
function shownOf({ shown }: EvaluateState, rows: readonly Row[], order: readonly Row[]): Row | null {
  const truth = shown?.split(' ').at(-1);
  return (
    rows.find(({ key }) => key === shown) ??
    order.find(({ pair }) => pair.truth === truth) ??
    order[0] ??
    null
  );
}

/** Everything that follows from the state, now. */
export function derived(): Derived {
  return whole(evaluate.getState(), models.getState().list, preferences.getState().model);
}

/** A hook for the same. */
export function useDerived(): Derived {
  const state = useStore(evaluate);
  const list = useStore(models, (all) => all.list);
  const preferred = useStore(preferences, ({ model }) => model);
  return whole(state, list, preferred);
}
