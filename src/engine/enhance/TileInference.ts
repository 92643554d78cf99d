import { CandelaError } from '@contract';
import {
  allocate,
  placeOf,
  placeWithin,
  planTiles,
  TileBlender,
  type Place,
  type Raster,
  type Samples,
  type Size,
  type TilePlan,
} from '@core';
import { isOutOfMemory, reasonOf } from '../model/runtime';
import { TileRunner, type OpenSession, type TileSpec } from '../model/TileRunner';

export type InferenceSpec = Omit<TileSpec, 'shape'> & {
  /** The photo's name, for messages. */
  file: string;
};

type Pieces = { plan: TilePlan; runner: TileRunner; whole: Raster };

/** Runs the tiles of one photo through a session. When memory runs out, it continues in smaller pieces. */
export class TileInference {
  /** Fill it with a tile's samples before `infer`. It keeps them. */
  readonly input: Samples;
  /** Memory ran short, and tiles were split into pieces. */
  inPieces = false;
  readonly #open: OpenSession;
  readonly #spec: TileSpec & InferenceSpec;
  #runner: TileRunner | undefined;
  #pieces: Pieces | undefined;

  private constructor(open: OpenSession, spec: TileSpec & InferenceSpec, runner: TileRunner | undefined) {
    this.#open = open;
    this.#spec = spec;
    this.#runner = runner;
    const { shape, channels, bits } = spec;
    this.input = runner?.input ?? samplesFor(bits, shape.width * shape.height * channels);
  }

  /** @param shape shape of every tile, padding included */
  static async create(open: OpenSession, shape: Size, spec: InferenceSpec): Promise<TileInference> {
    const whole = { ...spec, shape };
    return new TileInference(open, whole, await runnerOrNone(open, whole));
  }

  /**
   * The result for `input`. The next call overwrites it.
   * @param place where the tile lies in the photo
   * @throws CandelaError `session.outOfMemory` when the smaller pieces are too large as well, `session.failed`
   */
  async infer(place: Place, { signal }: { signal: AbortSignal }): Promise<Samples> {
    try {
      const result = await this.#runWhole(place);
      return result ?? (await this.#runInPieces(place, { signal }));
    } catch (error) {
      throw signal.aborted ? error : this.#named(error);
    }
  }

  /** Undefined when memory is too short for a whole tile. */
  async #runWhole(place: Place): Promise<Samples | undefined> {
    try {
      return await this.#runner?.run(place);
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
      this.#runner = undefined;
      this.#pieces = await this.#cut(error);
      return undefined;
    }
  }

  async #runInPieces(place: Place, { signal }: { signal: AbortSignal }): Promise<Samples> {
    this.#pieces ??= await this.#cut(undefined);
    const { plan, runner, whole } = this.#pieces;
    whole.data.set(this.input);
    const blender = new TileBlender(whole, plan);
    for (const tile of plan.tiles) {
      signal.throwIfAborted();
      blender.read(tile, runner.input);
      const inTile = placeOf(tile.outer, plan.shape, whole);
      blender.write(tile, await runner.run(placeWithin(inTile, place)));
    }
    return blender.finish().data;
  }

  /** Cuts a tile into tiles of half its side. Its place in the photo does not change. */
  async #cut(cause: unknown): Promise<Pieces> {
    const { card } = this.#open;
    const { shape, channels, bits } = this.#spec;
    const side = Math.floor(Math.sqrt(shape.width * shape.height) / 2);
    const { multipleOf, size } = bits === 16 && card.input16 ? card.input16 : card.input;
    const plan = planTiles(shape, { side, overlap: card.tile.overlap, multipleOf });
    if (size !== 'any' || plan.tiles.length === 1) throw this.#outOfMemory(cause);
    this.inPieces = true;
    const runner = await TileRunner.create(this.#open, { ...this.#spec, shape: plan.shape });
    const data = samplesFor(bits, shape.width * shape.height * channels);
    return { plan, runner, whole: { ...shape, channels, data } };
  }

  #outOfMemory(cause: unknown): CandelaError {
    return new CandelaError('session.outOfMemory', { file: this.#spec.file }, { cause });
  }

  #named(error: unknown): unknown {
    if (error instanceof CandelaError) return error;
    if (isOutOfMemory(error)) return this.#outOfMemory(error);
    const details = { model: this.#open.card.id, file: this.#spec.file, reason: reasonOf(error) };
    return new CandelaError('session.failed', details, { cause: error });
  }
}

async function runnerOrNone(open: OpenSession, spec: TileSpec): Promise<TileRunner | undefined> {
  try {
    return await TileRunner.create(open, spec);
  } catch (error) {
    if (isOutOfMemory(error)) return undefined;
    throw error;
  }
}

function samplesFor(bits: 8 | 16, length: number): Samples {
  return allocate(bits === 8 ? new Uint8Array() : new Uint16Array(), length);
}
