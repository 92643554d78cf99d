import type { SavePlan } from './planSave';

type Step<Plan, Result> = {
  /** Chooses a name that is not held. */
  readonly plan: () => Promise<Plan>;
  /** Writes the result. Its name is held until this is done. */
  readonly write: (planned: Plan) => Promise<Result>;
};

/** The names of results being written. They keep overlapping saves from choosing the same name. */
export class HeldNames implements Iterable<string> {
  readonly #held = new Set<string>();
  #planning: Promise<unknown> = Promise.resolve();

  [Symbol.iterator](): Iterator<string> {
    return this.#held.values();
  }

  /** Saves plan one after another and write in parallel. */
  async during<Plan extends { readonly plan: SavePlan }, Result>({
    plan,
    write,
  }: Step<Plan, Result>): Promise<Result> {
    const planned = this.#planning.then(async () => {
      const made = await plan();
      if (made.plan.job) this.#held.add(made.plan.job.output);
      return made;
    });
    // The next save may plan, whether this one succeeded or failed.
    this.#planning = planned.catch(() => undefined);
    const made = await planned;
    try {
      return await write(made);
    } finally {
      if (made.plan.job) this.#held.delete(made.plan.job.output);
    }
  }
}
