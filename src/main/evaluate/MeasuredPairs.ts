import { calls, CandelaError, PairResult, type CallInput, type PairOutcome } from '@contract';
import { failedOutcome, outcomeFrom } from '@jobs';
import type { BoundCall } from '@transport';

/** A picture, how it comes to be, its truth and the cut. */
export type Question = Pick<CallInput<'photos.compare'>, 'photo' | 'treatment' | 'truth' | 'crop'>;

/** The oldest are forgotten first. About half a kilobyte each. */
const most = 50_000;

/** What was measured for the window, so that its reports hold what the engine said. */
export class MeasuredPairs {
  readonly #outcomes = new Map<string, PairOutcome>();

  find(question: Question): PairOutcome | undefined {
    return this.#outcomes.get(keyOf(question));
  }

  /** The same call, whose answers are remembered. */
  remembering(call: BoundCall): BoundCall {
    return async (raw, context) => {
      try {
        const answer = await call(raw, context);
        this.#parsed(raw, outcomeFrom(PairResult.parse(answer)));
        return answer;
      } catch (error) {
        if (error instanceof CandelaError) this.#parsed(raw, failedOutcome(error));
        throw error;
      }
    };
  }

  #parsed(raw: unknown, outcome: PairOutcome): void {
    const question = calls['photos.compare'].input.safeParse(raw);
    if (question.success) this.keep(question.data, outcome);
  }

  keep(question: Question, outcome: PairOutcome): void {
    const key = keyOf(question);
    this.#outcomes.delete(key);
    this.#outcomes.set(key, outcome);
    const [oldest] = this.#outcomes.keys();
    if (this.#outcomes.size > most && oldest !== undefined) this.#outcomes.delete(oldest);
  }
}

/** Equal for equal questions. */
export function keyOf({ photo, treatment, truth, crop }: Question): string {
  const { by } = treatment;
  const how = by === 'model' ? treatment.inference : by === 'baseline' ? treatment.baseline : null;
  return JSON.stringify([photo, truth, crop, by, how && sorted(how)]);
}

/** The order of keys does not matter. */
function sorted(how: string | Extract<Question['treatment'], { by: 'model' }>['inference']): unknown {
  if (typeof how === 'string') return how;
  const { model, provider, controls } = how;
  return [model, provider, Object.entries(controls).sort()];
}
