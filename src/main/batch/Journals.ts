import { dirname } from 'node:path';
import type { BatchChoices, PlannedJob } from '@contract';
import {
  BatchJournal,
  journalPlace,
  openFirst,
  type BatchRegistry,
  type JournalSpot,
  type Resumption,
} from '@jobs';

type Parts = {
  readonly registry: BatchRegistry;
  readonly modelHash: (model: string) => string | null;
  readonly version: string;
};

/** What a journal is told of a batch. Absolute paths. */
export type JournaledPlan = Parameters<BatchJournal['begin']>[1];

type BeginOptions = {
  /** Absolute path of the folder for all results. Undefined: they lie in several. */
  readonly out: string | undefined;
  /** A single photo is journaled, too: others follow. */
  readonly isWatched?: boolean;
  /** How the photos were chosen. */
  readonly choice?: BatchChoices;
};

/** The journals of the window's batch, one for each folder of results that serves a run. */
export class Journals {
  readonly #open = new Map<string, BatchJournal>();
  #lastRoot: string | null = null;

  constructor(private readonly parts: Parts) {}

  /**
   * Writes a plan into the journal of its folder. One photo needs none: it is done or it is not. None either if no folder can be
   * written to; the photos then fail with the reason.
   * @throws CandelaError `journal.*`
   */
  async begin(plan: JournaledPlan, { out, isWatched = false, choice }: BeginOptions): Promise<JournalSpot[]> {
    const [first] = plan.jobs;
    if (first === undefined || (plan.jobs.length < 2 && !isWatched)) return [];
    const roots = out === undefined ? [...new Set(plan.jobs.map(({ output }) => dirname(output)))] : [out];
    const journal =
      this.#among(roots) ??
      (await openFirst(roots, (root) => BatchJournal.open(journalPlace(root), this.parts)));
    if (journal === undefined) return [];
    await this.#use(journal);
    const inputs = [...new Set(plan.jobs.map(({ input }) => input))];
    const request = {
      ...{ candela: this.parts.version, inputs, settings: first.settings },
      ...(choice && { choice: { recursive: false, ...choice } }),
    };
    const keys = await journal.begin(request, plan);
    return keys.map((key) => ({ journal, key }));
  }

  /** Absolute path of the folder of results whose journal tells of the last batch. Null: there was none. */
  get lastRoot(): string | null {
    return this.#lastRoot;
  }

  /** Whether a journal is being written here. */
  isOpen({ file }: BatchJournal['place']): boolean {
    return this.#open.get(file)?.isOpen === true;
  }

  /** What is left of the batches of a journal that is not open. @throws CandelaError `journal.*`; AbortError */
  async resume(
    place: BatchJournal['place'],
    signal: AbortSignal,
  ): Promise<{ left: Resumption; spots: JournalSpot[] }> {
    const journal = this.#open.get(place.file) ?? (await BatchJournal.open(place, this.parts));
    await this.#use(journal);
    try {
      const left = await journal.resume((settings) => settings, signal);
      return { left, spots: left.keys.map((key) => ({ journal, key })) };
    } catch (error) {
      await journal.close();
      throw error;
    }
  }

  /** Photos of a batch that is over get one more outcome. */
  async expect(spots: readonly JournalSpot[]): Promise<void> {
    for (const journal of this.#open.values()) {
      const keys = spots.filter((spot) => spot.journal === journal).map(({ key }) => key);
      if (keys.length === 0) continue;
      await journal.reopen();
      journal.expect(keys);
    }
  }

  /** Photos that wait have other settings or names now. @throws CandelaError `journal.notWritten` */
  async requeue(photos: readonly { readonly spot: JournalSpot; readonly job: PlannedJob }[]): Promise<void> {
    for (const journal of this.#open.values()) {
      const own = photos.filter(({ spot }) => spot.journal === journal);
      if (own.length > 0) await journal.requeue(own.map(({ spot: { key }, job }) => ({ ...key, job })));
    }
  }

  /** Lets other Candelas have them. */
  async close(): Promise<void> {
    for (const journal of this.#open.values()) await journal.close();
  }

  #among(roots: readonly string[]): BatchJournal | undefined {
    return [...this.#open.values()].find(({ root }) => roots[0] === root);
  }

  async #use(journal: BatchJournal): Promise<void> {
    await journal.reopen();
    this.#open.set(journal.place.file, journal);
    this.#lastRoot = journal.root;
  }
}
