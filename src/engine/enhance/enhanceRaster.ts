import { setImmediate } from 'node:timers/promises';
import { notice, type MixSettings, type ModelCard, type Notice } from '@contract';
import {
  finishing,
  planTiles,
  TileBlender,
  type Finishing,
  type Raster,
  type Size,
  type TilePlan,
} from '@core';
import { endsFor } from '../model/tensor';
import type { OpenSession } from '../model/TileRunner';
import { networkToneOf } from '../photo/colour/toneCurves';
import type { Turn } from './NetworkGate';
import { openInference, seenBits } from './StoredInference';

export type RasterRequest = {
  open: OpenSession;
  /** Strength 0 is the original, which needs no network, 1 the model's result; finishing comes after the mix. */
  mix: MixSettings;
  /** By the card's names; what is absent is neutral. */
  controls: Readonly<Record<string, number>>;
  /** The whole photo as `thumbnailOf` makes it, where the card names a thumbnail. */
  thumbnail?: Raster;
  /** Of the stored values; absent means sRGB. Where its curve is another, the network is shown what it knows. */
  profile?: Uint8Array | undefined;
  /** Longest side of a tile, instead of the card's. */
  side?: number;
  /** Memory that a session may work in, bytes; tiles are made smaller to keep to it. */
  memoryBytes: number;
  /** The photo's name, for messages. */
  file: string;
};

/** The network's own result: no mix, no finishing. */
export const networkAlone: MixSettings = {
  strength: 1,
  finish: { brightness: 0, highlights: 0, colour: 0 },
};

export type RasterOptions = {
  signal: AbortSignal;
  onTile: (done: number, total: number) => void;
  /** Of the gate that this is inside of; absent where nobody else runs a network. */
  turn?: Turn;
};

/** Rows that are finished at a time where no network runs. */
const rowsAtOnce = 256;

/** Below this, tiles are mostly overlap. */
const leastSide = 128;

/** The card's tile side, or another that was asked for, halved until a session's working memory fits. */
export function tileSide(
  { tile, bytesPerPixel }: Pick<ModelCard, 'tile' | 'bytesPerPixel'>,
  memoryBytes: number,
  wanted = tile.size,
): number {
  let side = wanted;
  while (side > leastSide && side * side * bytesPerPixel > memoryBytes) side = Math.floor(side / 2);
  return side;
}

type PlanOptions = { bits: 8 | 16; memoryBytes: number; side?: number | undefined };

/** How a photo of this size and depth is cut up for a model. */
export function planFor(size: Size, card: ModelCard, { bits, memoryBytes, side }: PlanOptions): TilePlan {
  const { input } = endsFor(card, bits);
  return planTiles(size, {
    side: tileSide(card, memoryBytes, side),
    overlap: card.tile.overlap,
    multipleOf: input.multipleOf,
    ...(input.size !== 'any' && { fixed: input.size }),
  });
}

/**
 * Takes a raster through a model, tile by tile, in place: the raster's samples become the result. Aborted between
 * tiles; the samples are then part original, part result, and of no further use.
 * @throws CandelaError `session.outOfMemory`, `session.failed`, `model.breaksCard`
 */
export async function enhanceRaster(
  raster: Raster,
  request: RasterRequest,
  { signal, onTile, turn }: RasterOptions,
): Promise<Notice[]> {
  const { open, mix, file } = request;
  const { channels } = raster;
  const bits = raster.data instanceof Uint16Array ? 16 : 8;
  const finish = finishing(mix, { bits, channels });
  const { reduced } = endsFor(open.card, bits);
  const notices = reduced && mix.strength > 0 ? [notice('model.eightBits', { model: open.card.name })] : [];
  if (mix.strength === 0) {
    await finishAll(raster, finish, { signal, onTile });
    return notices;
  }

  const { thumbnail, controls, memoryBytes, side } = request;
  const tone = networkToneOf(request.profile, channels);
  const plan = planFor(raster, open.card, { bits: seenBits(raster, tone), memoryBytes, side });
  const spec = { shape: plan.shape, tone, controls, file, ...(thumbnail && { thumbnail }) };
  const inference = await openInference(open, raster, spec);
  const blender = new TileBlender(raster, plan);
  for (const [index, tile] of plan.tiles.entries()) {
    // A run blocks this thread: here signals arrive, and other photos' decoding and encoding move on.
    await setImmediate();
    await turn?.pass();
    signal.throwIfAborted();
    blender.read(tile, inference.input);
    const result = await inference.infer({ signal });
    finish(result, inference.input);
    blender.write(tile, result);
    onTile(index + 1, plan.tiles.length);
  }
  blender.finish();
  return inference.inPieces ? [...notices, notice('session.smallerTile')] : notices;
}

/** Finishing alone, without a network: the original is its own result. */
async function finishAll(
  { width, height, channels, data }: Raster,
  finish: Finishing,
  { signal, onTile }: RasterOptions,
): Promise<void> {
  const stride = width * channels;
  const strips = Math.ceil(height / rowsAtOnce);
  for (let strip = 0; strip < strips; strip += 1) {
    await setImmediate();
    signal.throwIfAborted();
    const rows = data.subarray(strip * rowsAtOnce * stride, (strip + 1) * rowsAtOnce * stride);
    finish(rows, rows);
    onTile(strip + 1, strips);
  }
}
