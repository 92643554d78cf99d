import {
  CandelaError,
  calls,
  PairResult,
  type ComparedChoice,
  type ContinuedComparison,
  type FileIdentity,
  type FileState,
  type KeptSummary,
  type PhotoHandle,
  type ProviderChoice,
} from '@contract';
import { fileState, isSameState } from '@disk';
import type { EngineCaller } from '@engine-client';
import { outcomeFrom } from '@jobs';
import type { BoundCall } from '@transport';
import { entryOf, newHandle, type PhotoRegistry } from '../photo/PhotoRegistry';
import type { ComparisonFiles, KeptChoice, KeptScore } from './ComparisonFiles';
import type { FileHashes } from './FileHashes';
import { keyOf, type MeasuredPairs, type Question } from './MeasuredPairs';

type Parts = {
  readonly files: ComparisonFiles;
  readonly registry: PhotoRegistry;
  readonly engine: EngineCaller;
  readonly measured: MeasuredPairs;
  readonly hashes: FileHashes;
  /** The device that a person chose. */
  readonly provider: () => ProviderChoice;
  readonly about: { readonly version: string };
  readonly clock: () => Date;
};

/** A question with the states of its files before it was asked. */
type Asked = { readonly question: Question; readonly states: readonly [FileState, FileState] };

/** The oldest are forgotten first. About a kilobyte each. */
const most = 50_000;

/** Nobody waits for what is noted beside the work. */
const { signal } = new AbortController();

/** The last comparison, which outlives the window. A disk that takes no notes only costs the way back. */
export class KeptComparison {
  readonly #scores = new Map<string, KeptScore>();
  /** The pictures that the notes on the disk are about; empty: those of an earlier window. */
  #paths: ReadonlySet<string> = new Set();

  constructor(private readonly parts: Parts) {}

  /** The same call. Its answers are noted, unless a file was changed meanwhile. */
  noting(call: BoundCall): BoundCall {
    return async (raw, context) => {
      const asked = await this.#asked(raw).catch(() => null);
      const answer = await call(raw, context);
      if (asked !== null) this.#note(asked, PairResult.parse(answer)).catch(() => undefined);
      return answer;
    };
  }

  /** @throws CandelaError `photo.closed`; the system's error */
  async keep({ sets, mends, ...rest }: ComparedChoice): Promise<void> {
    const pathOf = (photo: PhotoHandle): string => this.parts.registry.get(photo).path;
    const choice: KeptChoice = {
      ...{ version: 1, at: this.parts.clock().toISOString(), ...rest },
      sets: sets.map(({ photos, ...set }) => ({ ...set, paths: photos.map(pathOf) })),
      mends: Object.entries(mends).map(([of, to]) => [pathOf(of), to === null ? null : pathOf(to)]),
    };
    const paths = new Set(choice.sets.flatMap((set) => set.paths));
    const isSame = paths.size === this.#paths.size && [...paths].every((path) => this.#paths.has(path));
    this.#paths = paths;
    await this.parts.files.write(choice, isSame ? undefined : this.#scoresOf(paths));
  }

  async summary(): Promise<KeptSummary | null> {
    const kept = await this.parts.files.read();
    if (kept === null) return null;
    const { at, sets, pairs, pictures } = kept.choice;
    const measured = Math.min(pictures, new Set(kept.scores.map(keyOfScore)).size);
    return { at, sets: sets.map(({ name }) => name), pairs, pictures, measured };
  }

  /** Opens the pictures, unread. Scores whose files, network, device or program are others now are left out. */
  async continue(options: { signal: AbortSignal }): Promise<ContinuedComparison | null> {
    const kept = await this.parts.files.read();
    if (kept === null) return null;
    const { sets, pairing, mends, crop, chosen } = kept.choice;
    const handles = new Map<string, PhotoHandle>();
    const open = (path: string) => {
      const photo = this.parts.registry.add({ path, role: 'compared' });
      handles.set(path, photo.photo);
      return entryOf(photo);
    };
    const opened = sets.map(({ paths, ...set }) => ({ id: newHandle(), ...set, pictures: paths.map(open) }));
    this.#paths = new Set(handles.keys());
    const measured = (await this.#valid(kept.choice, kept.scores, options)).flatMap((score) => {
      const [photo, truth] = [handles.get(score.photo.path), handles.get(score.truth.path)];
      if (photo === undefined || truth === undefined) return [];
      const { treatment, result } = score;
      this.#remember(score);
      this.parts.measured.keep({ photo, truth, treatment, crop }, outcomeFrom(result));
      return [{ photo, truth, treatment, result }];
    });
    const decided = mends.flatMap(([of, to]) => {
      const [photo, truth] = [handles.get(of), to === null ? null : handles.get(to)];
      return photo === undefined || truth === undefined ? [] : [[photo, truth] as const];
    });
    return { sets: opened, pairing, crop, chosen, mends: Object.fromEntries(decided), measured };
  }

  async forget(): Promise<void> {
    this.#scores.clear();
    this.#paths = new Set();
    await this.parts.files.remove();
  }

  /** Resolves when nothing is left to write. */
  settled(): Promise<void> {
    return this.parts.files.settled();
  }

  async #asked(raw: unknown): Promise<Asked | null> {
    const question = calls['photos.compare'].input.safeParse(raw);
    if (!question.success) return null;
    const { photo, truth } = question.data;
    const stateOf = (handle: PhotoHandle) => fileState(this.parts.registry.get(handle).path);
    return { question: question.data, states: [await stateOf(photo), await stateOf(truth)] };
  }

  async #note({ question, states }: Asked, result: PairResult): Promise<void> {
    const { registry, hashes, about, files } = this.parts;
    const { treatment, crop } = question;
    const [photo, truth] = [registry.get(question.photo).path, registry.get(question.truth).path];
    const identities = [await hashes.identity(photo, { signal }), await hashes.identity(truth, { signal })];
    const [ofPhoto, ofTruth] = identities;
    if (ofPhoto === undefined || ofTruth === undefined) return;
    if (!isSameState(ofPhoto, states[0]) || !isSameState(ofTruth, states[1])) return;
    const score: KeptScore = {
      ...{ candela: about.version, treatment, crop, result },
      ...{ photo: { path: photo, ...ofPhoto }, truth: { path: truth, ...ofTruth } },
      model: treatment.by === 'model' ? await this.#modelHash(treatment.inference.model) : null,
      lpips: result.scores.lpips === undefined ? null : await this.#lpipsHash(),
    };
    this.#remember(score);
    await files.append(score);
  }

  #remember(score: KeptScore): void {
    this.#scores.set(keyOfScore(score), score);
    const [oldest] = this.#scores.keys();
    if (this.#scores.size > most && oldest !== undefined) this.#scores.delete(oldest);
  }

  #scoresOf(paths: ReadonlySet<string>): KeptScore[] {
    return [...this.#scores.values()].filter(
      ({ photo, truth }) => paths.has(photo.path) && paths.has(truth.path),
    );
  }

  /** The latest scores of what is as it was. */
  async #valid(
    { crop }: KeptChoice,
    scores: readonly KeptScore[],
    options: { signal: AbortSignal },
  ): Promise<KeptScore[]> {
    const [lpips, models] = [await this.#lpipsHash(), await this.#models()];
    const unchanged = new Map<string, boolean>();
    const isUnchanged = async (file: FileIdentity & { path: string }): Promise<boolean> => {
      const known = unchanged.get(file.path) ?? (await this.#isSame(file, options));
      unchanged.set(file.path, known);
      return known;
    };
    const latest = new Map(scores.map((score) => [keyOfScore(score), score]));
    const valid: KeptScore[] = [];
    for (const score of latest.values()) {
      const { treatment, model } = score;
      const isOfNow =
        score.candela === this.parts.about.version && score.crop === crop && score.lpips === lpips;
      const isOfModel =
        treatment.by !== 'model' ||
        (models.get(treatment.inference.model) === model &&
          treatment.inference.provider === this.parts.provider());
      if (!isOfNow || !isOfModel) continue;
      if ((await isUnchanged(score.photo)) && (await isUnchanged(score.truth))) valid.push(score);
    }
    return valid;
  }

  /** A file that was only touched has the same content. */
  async #isSame(
    { path, sha256, ...state }: FileIdentity & { path: string },
    options: { signal: AbortSignal },
  ): Promise<boolean> {
    try {
      if (isSameState(await fileState(path), state)) return true;
      return (await this.parts.hashes.of(path, options)) === sha256;
    } catch {
      options.signal.throwIfAborted();
      return false;
    }
  }

  async #models(): Promise<ReadonlyMap<string, string | null>> {
    const found = await this.parts.engine.call('models.find', {});
    return new Map(found.map(({ id, card }) => [id, card?.sha256 ?? null]));
  }

  async #modelHash(id: string): Promise<string | null> {
    return (await this.#models()).get(id) ?? null;
  }

  /** Null: there is none. One that does not fit counts as none: whoever measures anew is told what is wrong with it. */
  async #lpipsHash(): Promise<string | null> {
    try {
      return (await this.parts.engine.call('engine.lpips', {})).sha256;
    } catch (error) {
      if (error instanceof CandelaError && error.code === 'lpips.unfit') return null;
      throw error;
    }
  }
}

function keyOfScore({ photo, truth, treatment, crop }: KeptScore): string {
  return keyOf({ photo: photo.path, truth: truth.path, treatment, crop });
}
