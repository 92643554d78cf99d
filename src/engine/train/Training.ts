import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { CandelaError, type EngineCallInput, type EngineCallOutput, type TrainSettings } from '@contract';
import { networks, parameterCount } from '@core';
import type { EngineContext } from '../enhance/enhancePhoto';
import { thumbnailOf } from '../enhance/seenByNetwork';
import { decodePhoto } from '../photo/read/decodePhoto';
import { toHostImage } from '../preview/hostImage';
import { CropSource, type Rgb8 } from './CropSource';
import { exportModel } from './exportModel';
import { startWeights } from './initialise';
import { LookSession } from './LookSession';
import { openStep } from './openStep';
import { SnapshotFiles, type Snapshot } from './SnapshotFiles';
import { firstState } from './StepSession';
import { TrainRun } from './TrainRun';

type Options = { signal: AbortSignal };
type CreateInput = EngineCallInput<'train.create'> & { settings: TrainSettings };

/** Long edge of the photos that crops are drawn from. */
const photoSize = 640;

/** So many runs are kept: two to compare, and one that is being made. */
const mostRuns = 3;

type Kept = {
  readonly run: TrainRun;
  readonly source: 'own' | 'samples';
  readonly photos: readonly string[];
  usedAt: number;
};

/** Networks in training, by the contract's rows. */
export class Training {
  readonly #engine: Pick<EngineContext, 'network' | 'modelFolders'>;
  readonly #files: SnapshotFiles;
  readonly #runs = new Map<string, Kept>();
  #isTidy = false;

  /** @param folder for the last snapshots of runs */
  constructor(engine: Pick<EngineContext, 'network' | 'modelFolders'>, folder: string) {
    this.#engine = engine;
    this.#files = new SnapshotFiles(folder);
  }

  /** @throws CandelaError as `decodePhoto`; `train.noRoom`, `train.noMemory`; `provider.…` for a requested provider */
  async create(
    { photos, source: from, settings, provider, from: earlier }: CreateInput,
    { signal }: Options,
  ): Promise<EngineCallOutput<'train.create'>> {
    await this.#tidy();
    const pictures: Rgb8[] = [];
    for (const photo of photos) pictures.push(await pictureOf(photo, { signal }));
    const source = new CropSource(pictures, settings);
    const pair = source.heldOutPair();
    const id = earlier ?? randomBytes(4).toString('hex');
    const start = await this.#startOf(settings, earlier);
    await this.#makeRoom();
    signal.throwIfAborted();
    const trial = { state: start, pairs: source.batchAt(0) };
    const session = await openStep(settings, provider, trial);
    const looks = await LookSession.open(settings, pair);
    const keep = (snapshot: Snapshot): void => void this.#files.write(id, snapshot);
    const gate = this.#engine.network;
    const run = new TrainRun({ settings, source, pair, session, looks, state: start, gate, keep });
    await this.#runs.get(id)?.run.release();
    this.#runs.set(id, {
      run,
      source: from,
      photos: photos.map(({ path }) => basename(path)),
      usedAt: performance.now(),
    });
    return {
      run: id,
      provider: run.provider,
      state: run.state,
      ...run.pair,
      look: await run.look({ signal }),
    };
  }

  /** @throws CandelaError `train.unknown`, `train.noMemory`; the signal's reason when it is aborted */
  run({ run, ...request }: EngineCallInput<'train.run'>, options: Options) {
    return this.#find(run).run.run(request, options);
  }

  /** @throws CandelaError `train.unknown` */
  async rewind({ run, step }: EngineCallInput<'train.rewind'>, options: Options) {
    const found = this.#find(run).run;
    const look = await found.rewind(step, options);
    return { state: found.state, look };
  }

  /** @throws CandelaError `train.unknown`, `output.…` */
  async export({ run, name }: EngineCallInput<'train.export'>, options: Options): Promise<{ model: string }> {
    const { run: found, source, photos } = this.#find(run);
    const { psnr } = await found.look(options);
    const finished = {
      ...found.learned,
      source,
      photos,
      psnr: { dark: found.pair.darkPsnr ?? Number.NaN, result: psnr ?? Number.NaN },
    };
    return { model: await exportModel(this.#engine.modelFolders, name, finished) };
  }

  /** Releases a run. One that is unknown is free already. */
  async free(run: string): Promise<void> {
    const kept = this.#runs.get(run);
    this.#runs.delete(run);
    await this.#files.remove(run);
    await kept?.run.release();
  }

  /** Releases all sessions. The last snapshots stay for the next engine. */
  async dispose(): Promise<void> {
    const runs = [...this.#runs.values()];
    this.#runs.clear();
    await Promise.all([this.#files.settled(), ...runs.map(({ run }) => run.release())]);
  }

  #find(run: string): Kept {
    const kept = this.#runs.get(run);
    if (kept === undefined) throw new CandelaError('train.unknown', {});
    kept.usedAt = performance.now();
    return kept;
  }

  async #startOf(settings: TrainSettings, earlier: string | undefined): Promise<Snapshot> {
    const length = parameterCount(networks[settings.network]);
    const first = firstState(settings, startWeights(settings));
    const kept = earlier === undefined ? undefined : await this.#files.read(earlier, length);
    return kept?.moments.length === first.moments.length ? kept : first;
  }

  /** Frees the runs that were idle longest. */
  async #makeRoom(): Promise<void> {
    const byAge = [...this.#runs].sort(([, one], [, other]) => one.usedAt - other.usedAt);
    for (const [id] of byAge.slice(0, Math.max(0, byAge.length - mostRuns + 1))) await this.free(id);
  }

  async #tidy(): Promise<void> {
    if (this.#isTidy) return;
    this.#isTidy = true;
    await this.#files.tidy(Date.now());
  }
}

async function pictureOf({ path, page }: CreateInput['photos'][number], { signal }: Options): Promise<Rgb8> {
  const photo = await decodePhoto(path, { signal, page, fit: photoSize });
  const raster = await thumbnailOf(photo, photoSize, { signal });
  const { width, height, data } = toHostImage(raster);
  return { width, height, data: Uint8Array.from(data) };
}
