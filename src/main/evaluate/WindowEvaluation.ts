import {
  CandelaError,
  type CallProgress,
  type Candidate,
  type ComparedSets,
  type Evaluation,
  type Reproduction,
} from '@contract';
import type { EngineCaller } from '@engine-client';
import {
  EvaluationBuilder,
  evaluationPictures,
  painterFor,
  pictureHash,
  treatmentOf,
  writeEvaluation,
  type Isolation,
} from '@jobs';
import type { PhotoRegistry } from '../photo/PhotoRegistry';
import { commandOf, type Command } from './commandOf';
import { comparedIn, placeOf, tasksOf, unmatchedIn, type Compared } from './compared';
import type { FileHashes } from './FileHashes';
import type { MeasuredPairs } from './MeasuredPairs';

type Parts = {
  readonly registry: PhotoRegistry;
  readonly engine: EngineCaller;
  readonly isolation: Isolation;
  readonly measured: MeasuredPairs;
  readonly hashes: FileHashes;
  readonly about: { readonly version: string; readonly electron: string; readonly platform: NodeJS.Platform };
  readonly clock: () => Date;
};

type Context = { readonly signal: AbortSignal; readonly onProgress: (progress: CallProgress) => void };
type Built = { readonly evaluation: Evaluation; readonly command: Command };

/** What the window measured, as the command line's reports have it. */
export class WindowEvaluation {
  constructor(private readonly parts: Parts) {}

  /**
   * Writes a report in the format of the file's extension.
   * @param file absolute path
   * @returns the path that it got
   * @throws CandelaError `photo.closed`, `model.*`, `input.*`, `output.*`; the signal's reason
   */
  async write(sets: ComparedSets, file: string, context: Context): Promise<string> {
    const { evaluation } = await this.#build(sets, context);
    const isPage = /\.html$/i.test(file);
    const pictures = isPage ? await this.#pictures(sets, evaluation, context) : new Map<string, never>();
    return writeEvaluation(evaluation, pictures, { file, signal: context.signal });
  }

  /** @throws CandelaError as `write`; the signal's reason */
  async reproduce(
    sets: ComparedSets,
    context: Context,
  ): Promise<{ reproduction: Reproduction; text: string }> {
    const { evaluation, command } = await this.#build(sets, context);
    const { candela, runtime = '', machine, candidates, pairs } = evaluation;
    const reproduction = {
      ...{ command: command.shown, isExact: command.isExact, candela, runtime, machine, pairs: pairs.length },
      models: candidates.flatMap((one) =>
        one.kind === 'model' ? [{ id: one.id, version: one.version, sha256: one.sha256 }] : [],
      ),
      pictures: pictureHash(evaluation),
    };
    return { reproduction, text: textOf(reproduction, command) };
  }

  async #build(sets: ComparedSets, { signal, onProgress }: Context): Promise<Built> {
    const { registry, engine, hashes, about, clock } = this.parts;
    const compared = comparedIn(sets, registry);
    const command = await commandOf(sets, compared, { platform: about.platform, signal });
    const builder = this.#gathered(sets, compared, await this.#makersOf(sets, signal));
    const { runtime } = await engine.call('engine.runtime', {}, { signal });
    const { crop } = sets;
    const { truths, low } = compared;
    let done = 0;
    const evaluation = await builder.build(
      {
        ...{ candela: about.version, runtime, command: command.whole, crop, now: clock() },
        truth: placeOf(truths),
        low: low && placeOf(low.map(({ path }) => path)),
      },
      {
        signal,
        hashOf: (path, options) => {
          onProgress({ stage: 'look', done, total: 0 });
          done += 1;
          return hashes.of(path, options);
        },
      },
    );
    const machine = `Electron ${about.electron}, ${evaluation.machine}`;
    return { command, evaluation: { ...evaluation, machine } };
  }

  /** What was measured of all that is compared. */
  #gathered(sets: ComparedSets, compared: Compared, makers: readonly Candidate[]): EvaluationBuilder {
    const { crop, provider } = sets;
    const told = tasksOf(compared, makers).flatMap(({ picture, ...task }) => {
      const treatment = treatmentOf(task.candidate, provider);
      const truth = picture.truth?.photo ?? '';
      const outcome = this.parts.measured.find({ photo: picture.photo, truth, treatment, crop });
      return outcome === undefined ? [] : [{ task, outcome, peakRssMb: null }];
    });
    const byId = new Map(told.map(({ task: { candidate } }) => [candidate.id, candidate]));
    const builder = new EvaluationBuilder({
      ...{ candidates: [...byId.values()], tasks: told.map(({ task }) => task) },
      unmatched: unmatchedIn(compared),
      lows: new Map(
        tasksOf({ ...compared, results: [] }, [nobody]).map(({ name, photo }) => [name, photo] as const),
      ),
    });
    for (const one of told) builder.take(one);
    return builder;
  }

  async #makersOf({ models, baselines }: ComparedSets, signal: AbortSignal): Promise<Candidate[]> {
    const known = await this.parts.engine.call('models.find', {}, { signal });
    const own = models.map((id): Candidate => {
      const { card } = known.find((one) => one.id === id) ?? {};
      if (card === undefined)
        throw new CandelaError('model.unknown', { model: id, known: known.map((one) => one.id).join(', ') });
      return { kind: 'model', id, version: card.version, sha256: card.sha256 };
    });
    return [
      ...own,
      ...baselines.map((baseline): Candidate => ({ kind: 'baseline', id: baseline, baseline })),
    ];
  }

  #pictures(sets: ComparedSets, evaluation: Evaluation, { signal, onProgress }: Context) {
    const { engine, isolation } = this.parts;
    const painter = painterFor(
      {
        thumbnail: (photo, { size, ...options }) =>
          isolation.run(() => engine.call('photo.thumbnail', { photo, size }, options)),
        evaluated: (input, options) => isolation.run(() => engine.call('photo.evaluated', input, options)),
      },
      sets,
    );
    return evaluationPictures(evaluation, {
      ...{ painter, signal },
      onProgress: (progress) => {
        onProgress({ stage: 'report', ...progress });
      },
    });
  }
}

const nobody: Candidate = { kind: 'baseline', id: 'nothing', baseline: 'nothing' };

/** The command, and what it was run with as comments of the shell. */
function textOf(
  { candela, runtime, machine, models, pairs, pictures }: Reproduction,
  { whole }: Command,
): string {
  return [
    whole,
    `# Candela ${candela}, ${runtime}; ${machine}`,
    ...models.map(({ id, version, sha256 }) => `# ${id} ${version}: SHA-256 ${sha256}`),
    `# Pairs: ${pairs}. SHA-256 of the checksums of their files: ${pictures}`,
    '',
  ].join('\n');
}
