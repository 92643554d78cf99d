import { setImmediate } from 'node:timers/promises';
import { notice, type ModelCard, type Notice } from '@contract';
import { mixStrength, planTiles, TileBlender, type Raster } from '@core';
import { endsFor } from '../model/tensor';
import type { OpenSession } from '../model/TileRunner';
import { TileInference } from './TileInference';

export type RasterRequest = {
  open: OpenSession;
  /** 0 the original, 1 the model's result. */
  strength: number;
  /** By the card's names; what is absent is neutral. */
  controls: Readonly<Record<string, number>>;
  /** The whole photo scaled to fit, where the card names a thumbnail. */
  thumbnail?: Raster;
  /** Memory that a session may work in, bytes; tiles are made smaller to keep to it. */
  memoryBytes: number;
  /** The photo's name, for messages. */
  file: string;
};

export type RasterOptions = { signal: AbortSignal; onTile: (done: number, total: number) => void };

/** Below this, tiles are mostly overlap. */
const leastSide = 128;

/** The card's tile side, halved until a session's working memory fits. */
export function tileSide(
  { tile, bytesPerPixel }: Pick<ModelCard, 'tile' | 'bytesPerPixel'>,
  memoryBytes: number,
): number {
  let side = tile.size;
  while (side > leastSide && side * side * bytesPerPixel > memoryBytes) side = Math.floor(side / 2);
  return side;
}

/**
 * Takes a raster through a model, tile by tile, in place: the raster's samples become the result. Aborted between
 * tiles; the samples are then part original, part result, and of no further use.
 * @throws CandelaError `session.outOfMemory`, `session.failed`, `model.breaksCard`
 */
export async function enhanceRaster(
  raster: Raster,
  request: RasterRequest,
  { signal, onTile }: RasterOptions,
): Promise<Notice[]> {
  const { open, strength, file } = request;
  const bits = raster.data instanceof Uint16Array ? 16 : 8;
  const { input, reduced } = endsFor(open.card, bits);
  const notices = reduced && strength > 0 ? [notice('model.eightBits', { model: open.card.name })] : [];
  if (strength === 0) {
    onTile(1, 1);
    return notices;
  }

  const plan = planTiles(raster, {
    side: tileSide(open.card, request.memoryBytes),
    overlap: open.card.tile.overlap,
    multipleOf: input.multipleOf,
    ...(input.size !== 'any' && { fixed: input.size }),
  });
  const { thumbnail, controls } = request;
  const spec = { channels: raster.channels, bits, controls, file, ...(thumbnail && { thumbnail }) } as const;
  const inference = await TileInference.create(open, plan.shape, spec);
  const blender = new TileBlender(raster, plan);
  for (const [index, tile] of plan.tiles.entries()) {
    // A run blocks this thread: here signals arrive, and other photos' decoding and encoding move on.
    await setImmediate();
    signal.throwIfAborted();
    blender.read(tile, inference.input);
    const result = await inference.infer({ signal });
    mixStrength(result, inference.input, strength);
    blender.write(tile, result);
    onTile(index + 1, plan.tiles.length);
  }
  blender.finish();
  return inference.inPieces ? [...notices, notice('session.smallerTile')] : notices;
}
