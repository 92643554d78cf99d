import { setImmediate } from 'node:timers/promises';
import { notice, type MixSettings, type ModelCard, type Notice } from '@contract';
import {
  finishing,
  placeOf,
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
  /** 0 is the original and needs no network; 1 is the model's result. Finishing comes after the mix. */
  mix: MixSettings;
  /** Values by the card's names. Absent controls are neutral. */
  controls: Readonly<Record<string, number>>;
  /** The whole photo as `thumbnailOf` makes it. Only a network whose card names a thumbnail needs it. */
  thumbnail?: Raster;
  /** The photo's least difference of brightness, of 255. Absent: 1. */
  step?: number;
  /** The photo of which the raster is a part, and where it begins in it. Absent: the raster is the whole photo. */
  within?: Size & { x: number; y: number };
  /** The profile of the stored values; absent means sRGB. Values with another curve are converted for the network. */
  profile?: Uint8Array | undefined;
  /** Longest side of a tile, instead of the card's. */
  side?: number;
  /** Memory for a session, bytes. Tiles are made smaller to stay within it. */
  memoryBytes: number;
  /** The photo's name, for messages. */
  file: string;
};

export type RasterOptions = {
  signal: AbortSignal;
  onTile: (done: number, total: number) => void;
  /** The gate that the caller is inside of; absent if no other work runs a network. */
  turn?: Turn;
};

/** The number of rows that are finished at a time when no network runs. */
const rowsAtOnce = 256;

/** Smaller tiles would be mostly overlap. */
const leastSide = 128;

/** The requested tile side, or the card's, halved until a session's working memory fits. */
export function networkTileSide(
  { tile, bytesPerPixel }: Pick<ModelCard, 'tile' | 'bytesPerPixel'>,
  memoryBytes: number,
  wanted = tile.size,
): number {
  let side = wanted;
  while (side > leastSide && side * side * bytesPerPixel > memoryBytes) side = Math.floor(side / 2);
  return side;
}

type PlanOptions = { bits: 8 | 16; memoryBytes: number; side?: number | undefined };

/** The tile plan of a photo of this size and depth for a model. */
export function planFor(size: Size, card: ModelCard, { bits, memoryBytes, side }: PlanOptions): TilePlan {
  const { input } = endsFor(card, bits);
  return planTiles(size, {
    side: networkTileSide(card, memoryBytes, side),
    overlap: card.tile.overlap,
    multipleOf: input.multipleOf,
    ...(input.size !== 'any' && { fixed: input.size }),
  });
}

/**
 * Runs a raster through a model, tile by tile and in place: the raster's samples become the result. Aborts take effect between
 * tiles. The samples are then part original and part result, and useless.
 * @throws CandelaError `session.outOfMemory`, `session.failed`, `model.breaksCard`
 */
export async function enhanceRaster(
  raster: Raster,
  request: RasterRequest,
  { signal, onTile, turn }: RasterOptions,
): Promise<Notice[]> {
  const { open, mix } = request;
  const { channels } = raster;
  const bits = raster.data instanceof Uint16Array ? 16 : 8;
  const finish = finishing(mix, { bits, channels });
  const options = { signal, onTile, ...(turn && { turn }) };
  if (mix.strength === 0) {
    await finishAll(raster, finish, options);
    return [];
  }
  const { reduced } = endsFor(open.card, bits);
  const inPieces = await enhanceTiles(raster, { ...request, finish }, options);
  return [
    ...(reduced ? [notice('model.eightBits', { model: open.card.name })] : []),
    ...(inPieces ? [notice('session.smallerTile')] : []),
  ];
}

/** @returns whether memory ran short, so that tiles were split into pieces */
async function enhanceTiles(
  raster: Raster,
  { open, finish, profile, memoryBytes, side, within, ...more }: RasterRequest & { finish: Finishing },
  { signal, onTile, turn }: RasterOptions,
): Promise<boolean> {
  const tone = networkToneOf(profile, raster.channels);
  const plan = planFor(raster, open.card, { bits: seenBits(raster, tone), memoryBytes, side });
  const inference = await openInference(open, raster, { ...more, shape: plan.shape, tone });
  const blender = new TileBlender(raster, plan);
  const photo = within ?? { x: 0, y: 0, width: raster.width, height: raster.height };
  for (const [index, tile] of plan.tiles.entries()) {
    // A run blocks this thread. Between runs, signals arrive and other photos' decoding and encoding continue.
    await setImmediate();
    await turn?.pass();
    signal.throwIfAborted();
    blender.read(tile, inference.input);
    const begin = { x: photo.x + tile.outer.x, y: photo.y + tile.outer.y };
    const result = await inference.infer(placeOf(begin, plan.shape, photo), { signal });
    finish(result, inference.input);
    blender.write(tile, result);
    onTile(index + 1, plan.tiles.length);
  }
  blender.finish();
  return inference.inPieces;
}

/** Finishing without a network: the original is its own result. */
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
