import type { Snapshot } from './SnapshotFiles';

/** Snapshots of a run within a limit of bytes. When it is full, every other one goes; the first and the last stay. */
export class Snapshots {
  #kept: Snapshot[] = [];

  constructor(private readonly limit: number) {}

  get steps(): number[] {
    return this.#kept.map(({ step }) => step);
  }

  /** Those of later steps are dropped, because the run has left their path. */
  add(snapshot: Snapshot): void {
    this.#kept = [...this.#kept.filter(({ step }) => step < snapshot.step), snapshot];
    const each = 4 * snapshot.weights.length * (1 + snapshot.moments.length);
    while (this.#kept.length > 2 && this.#kept.length * each > this.limit) {
      const last = this.#kept.length - 1;
      this.#kept = this.#kept.filter((_, at) => at === 0 || at === last || at % 2 === 0);
    }
  }

  /** The snapshot of a step, or the last one before it. */
  upTo(step: number): Snapshot | undefined {
    return this.#kept.filter((snapshot) => snapshot.step <= step).at(-1);
  }
}
