import { CandelaError, tileSide, type HostImage, type InferenceSettings, type ModelCard } from '@contract';
import type { Raster, Region, Size } from '@core';
import type { Turn } from '../enhance/NetworkGate';
import type { Photo } from '../photo/Photo';
import type { Model } from '../model/registry';
import { endsFor } from '../model/tensor';
import { ByteCache } from './ByteCache';
import { cropped, toHostImage } from './hostImage';
import { inferenceKey, modelFor, runNetwork, type PreviewContext } from './network';
import type { PhotoAt } from './PhotoCache';

type Options = { signal: AbortSignal };
export type TileInput = PhotoAt & {
  column: number;
  row: number;
  /** Null: the unchanged photo. */
  inference: InferenceSettings | null;
};
type Place = { path: string; photo: Photo; region: Region };

/** Tiles of the full-size photo or of the network's result. They equal an export within 1 of 255. */
export class Tiles {
  readonly #context: PreviewContext;
  readonly #kept: ByteCache<HostImage>;

  /** @param budget bytes of kept pictures */
  constructor(context: PreviewContext, budget: number) {
    this.#context = context;
    this.#kept = new ByteCache(budget, ({ data }) => data.byteLength);
  }

  /** @throws CandelaError of photo, model, provider and session; `usage.invalid` for a tile outside the photo */
  async tile(input: TileInput, { signal }: Options): Promise<HostImage> {
    const { path, column, row, inference } = input;
    const { photos } = this.#context;
    const photo = await photos.whole(input, { signal });
    const { raster } = photo;
    const region = regionOf(raster, column, row);
    if (inference === null) return toHostImage(cropped(raster, region));
    const model = await modelFor(inference, this.#context, { signal });
    const key = [await photos.keyOf(input), column, row, inferenceKey(model, inference)].join(' ');
    const make = (options: Options) => this.#make({ path, photo, region }, { model, inference }, options);
    return this.#kept.get(key, make, { signal });
  }

  forget(path: string): void {
    this.#kept.forget(`${path}\n`);
  }

  async #make(
    { path, photo, region }: Place,
    { model, inference }: { model: Model; inference: InferenceSettings },
    { signal }: Options,
  ): Promise<HostImage> {
    const { pool, network } = this.#context.engine;
    await using lease = await pool.acquire(model, inference.provider, { signal });
    const { open } = lease;
    const work = async (turn: Turn) => {
      const outer = surroundings(region, photo.raster, open.card);
      const raster = cropped(photo.raster, outer);
      const side = Math.max(outer.width, outer.height);
      const request = { raster, scene: photo, path, open, inference, side, at: outer };
      await runNetwork(request, this.#context, { signal, turn });
      const inner = { ...region, x: region.x - outer.x, y: region.y - outer.y };
      return toHostImage(cropped(raster, inner));
    };
    return await network.within('screen', work, { signal });
  }
}

function regionOf({ width, height }: Size, column: number, row: number): Region {
  const [x, y] = [column * tileSide, row * tileSide];
  if (x >= width || y >= height) {
    throw new CandelaError('usage.invalid', { reason: `The photo has no tile ${column}, ${row}.` });
  }
  return { x, y, width: Math.min(tileSide, width - x), height: Math.min(tileSide, height - y) };
}

/**
 * The region with the card's overlap around it, inside the photo. It starts on a multiple of the network's grid, like the tiles of
 * an export, so that the network's repeating patterns fall on the same pixels.
 */
function surroundings(region: Region, raster: Raster, card: ModelCard): Region {
  const bits = raster.data instanceof Uint16Array ? 16 : 8;
  const { multipleOf } = endsFor(card, bits).input;
  const { overlap } = card.tile;
  const from = (start: number) => Math.floor(Math.max(0, start - overlap) / multipleOf) * multipleOf;
  const to = (end: number, limit: number) =>
    Math.min(limit, Math.ceil((end + overlap) / multipleOf) * multipleOf);
  const [x, y] = [from(region.x), from(region.y)];
  const right = to(region.x + region.width, raster.width);
  const bottom = to(region.y + region.height, raster.height);
  return { x, y, width: right - x, height: bottom - y };
}
