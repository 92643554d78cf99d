import { cpus, platform, release } from 'node:os';
import {
  evaluationVersion,
  type EvaluatedPair,
  type Evaluation,
  type PairCrop,
  type PairOutcome,
} from '@contract';
import { identifyFile } from '@disk';
import type { ComparisonPlan, ComparisonTask } from './planComparison';
import type { ComparisonEvent } from './runComparison';
import { summarise } from './summarise';

/** SHA-256 of a file. */
export type HashOf = (path: string, options: { signal: AbortSignal }) => Promise<string>;

const hashed: HashOf = async (path, options) => (await identifyFile(path, options)).sha256;

type Told = Pick<ComparisonEvent, 'task' | 'outcome'> & { readonly peakRssMb: number | null };

/** Gathers what a run said. */
export class EvaluationBuilder {
  readonly #outcomes = new Map<ComparisonTask, PairOutcome>();
  readonly #peaks = new Map<string, number>();

  constructor(private readonly plan: ComparisonPlan) {}

  /** @param peakRssMb null: not known */
  take({ task, outcome, peakRssMb }: Told): void {
    const { id } = task.candidate;
    this.#outcomes.set(task, outcome);
    if (peakRssMb !== null) this.#peaks.set(id, Math.max(peakRssMb, this.#peaks.get(id) ?? 0));
  }

  /**
   * The evaluation so far. The files are hashed for it.
   * @throws the system's error where a file is gone; the signal's reason
   */
  async build(
    about: Pick<Evaluation, 'candela' | 'runtime' | 'lpips' | 'command' | 'truth' | 'low'> & {
      crop: PairCrop;
      now: Date;
    },
    { signal, hashOf = hashed }: { signal: AbortSignal; hashOf?: HashOf },
  ): Promise<Evaluation> {
    const { now, ...rest } = about;
    const { candidates, unmatched } = this.plan;
    const summaries = candidates.map(({ id, kind }) => {
      const own = [...this.#outcomes].flatMap(([task, outcome]) =>
        task.candidate.id === id ? [outcome] : [],
      );
      return [id, summarise(own, kind === 'folder' ? null : (this.#peaks.get(id) ?? null))] as const;
    });
    return {
      type: 'candela-evaluation',
      version: evaluationVersion,
      at: now.toISOString(),
      machine: `Node ${process.versions.node}, ${platform()} ${release()}, ${cpus()[0]?.model ?? 'processor'} × ${cpus().length}`,
      ...rest,
      candidates: [...candidates],
      summaries: Object.fromEntries(summaries),
      pairs: await this.#pairs((path) => hashOf(path, { signal })),
      unmatched: [...unmatched],
    };
  }

  async #pairs(make: (path: string) => Promise<string>): Promise<EvaluatedPair[]> {
    const hashes = new Map<string, string>();
    const hashOf = async (path: string): Promise<string> => {
      const known = hashes.get(path) ?? (await make(path));
      hashes.set(path, known);
      return known;
    };
    const pairs = new Map<string, EvaluatedPair>();
    for (const [{ candidate, name, photo, truth }, outcome] of this.#outcomes) {
      const low = this.plan.lows.get(name) ?? null;
      const pair = pairs.get(truth) ?? {
        ...{ name, truth, truthSha256: await hashOf(truth) },
        ...{ low, lowSha256: low === null ? null : await hashOf(low), results: {}, outcomes: {} },
      };
      pair.outcomes[candidate.id] = outcome;
      if (candidate.kind === 'folder')
        pair.results[candidate.id] = { path: photo, sha256: await hashOf(photo) };
      pairs.set(truth, pair);
    }
    return [...pairs.values()];
  }
}
