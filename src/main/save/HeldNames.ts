import type { SavePlan } from './planSave';

type Step<Plan, Result> = {
  /** Settles a name that is none of those held. */
  readonly plan: () => Promise<Plan>;
  /** Writes the result; its name is held until then. */
  readonly write: (planned: Plan) => Promise<Result>;
};

/** The names of results that are being written, so that two saves that overlap do not plan one name. */
export class HeldNames implements Iterable<string> {
  readonly #held = new Set<string>();
  #planning: Promise<unknown> = Promise.resolve();

  [Symbol.iterator](): Iterator<string> {
    return this.#held.values();
  }

  /** Saves plan one after the other, and write side by side. */
  async during<Plan extends { readonly plan: SavePlan }, Result>({
    plan,
    write,
  }: Step<Plan, Result>): Promise<Result> {
    const planned = this.#planning.then(async () => {
      const made = await plan();
      if (made.plan.job) this.#held.add(made.plan.job.output);
      return made;
    });
    // The next save plans, whatever became of this one.
    this.#planning = planned.catch(() => undefined);
    const made = await planned;
    try {
      return await write(made);
    } finally {
      if (made.plan.job) this.#held.delete(made.plan.job.output);
    }
  }
}
