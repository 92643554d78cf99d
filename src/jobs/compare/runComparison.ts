import {
  toCandelaError,
  type CandelaError,
  type PairCrop,
  type PairOutcome,
  type PairResult,
  type ProviderChoice,
  type Treatment,
} from '@contract';
import type { ComparisonLedger } from './ComparisonLedger';
import type { ComparisonPlan, ComparisonTask } from './planComparison';
import { treatmentOf } from './treatmentOf';

/** Measures one picture; the engine behind it is the caller's. */
export type PairScorer = {
  /** @throws CandelaError; the signal's reason */
  score(
    pair: { photo: string; truth: string; treatment: Treatment; crop: PairCrop },
    options: { signal: AbortSignal },
  ): Promise<PairResult>;
  /** Comes before each candidate, so that what is said of memory is about that one alone. */
  begin(): Promise<void>;
  /** The most memory that the engine has had since `begin`, MB. */
  peakMegabytes(): Promise<number>;
};

/** What a run says while it works, in order. */
export type ComparisonEvent = {
  readonly task: ComparisonTask;
  readonly outcome: PairOutcome;
  /** An earlier run of the same command measured it. */
  readonly isKnown: boolean;
  readonly peakRssMb: number;
};

type Options = {
  readonly scorer: PairScorer;
  readonly ledger: ComparisonLedger;
  readonly provider: ProviderChoice;
  readonly crop: PairCrop;
  readonly signal: AbortSignal;
};

/**
 * Measures all pictures of a plan, one after the other, so that times are not those of a crowded machine. A picture that fails is an
 * outcome like others.
 * @throws the signal's reason
 */
export async function* runComparison(
  plan: ComparisonPlan,
  options: Options,
): AsyncGenerator<ComparisonEvent> {
  const { scorer, ledger, signal } = options;
  let current: string | undefined;
  for (const task of plan.tasks) {
    signal.throwIfAborted();
    const known = await ledger.find(task);
    if (known) {
      yield { task, outcome: known.outcome, isKnown: true, peakRssMb: known.peakRssMb };
      continue;
    }
    if (current !== task.candidate.id) await scorer.begin();
    current = task.candidate.id;
    const outcome = await outcomeOf(task, options);
    const peakRssMb = await scorer.peakMegabytes();
    await ledger.add(task, { outcome, peakRssMb });
    yield { task, outcome, isKnown: false, peakRssMb };
  }
}

async function outcomeOf(
  task: ComparisonTask,
  { scorer, provider, crop, signal }: Options,
): Promise<PairOutcome> {
  const { photo, truth, candidate } = task;
  const treatment = treatmentOf(candidate, provider);
  try {
    const result = await scorer.score({ photo, truth, treatment, crop }, { signal });
    return outcomeFrom(result);
  } catch (error) {
    signal.throwIfAborted();
    return failedOutcome(toCandelaError(error, photo));
  }
}

/** The outcome of a picture that was measured. */
export function outcomeFrom({ width, height, ...result }: PairResult): PairOutcome {
  return { ...result, megapixels: (width * height) / 1e6 };
}

/** The outcome of a picture that could not be measured. */
export function failedOutcome({ code, sentence }: CandelaError): PairOutcome {
  const nothing = { scores: {}, gain: null, remarks: [], ms: null, provider: null, megapixels: null };
  return { ...nothing, error: { code, message: sentence } };
}
