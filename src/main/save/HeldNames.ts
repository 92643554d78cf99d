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

  /** Plans several results while no save plans. The plan holds their names itself. */
  async planning<Plan>(plan: () => Promise<Plan>): Promise<Plan> {
    const planned = this.#planning.then(plan);
    // The next may plan, whether this one succeeded or failed.
    this.#planning = planned.catch(() => undefined);
    return planned;
  }

  hold(paths: Iterable<string>): void {
    for (const path of paths) this.#held.add(path);
  }

  release(paths: Iterable<string>): void {
    for (const path of paths) this.#held.delete(path);
  }

  /** Saves plan one after another and write in parallel. */
  async during<Plan extends { readonly plan: SavePlan }, Result>({
    plan,
    write,
  }: Step<Plan, Result>): Promise<Result> {
    const made = await this.planning(async () => {
      const chosen = await plan();
      if (chosen.plan.job) this.#held.add(chosen.plan.job.output);
      return chosen;
    });
    try {
      return await write(made);
    } finally {
      if (made.plan.job) this.#held.delete(made.plan.job.output);
    }
  }
}
