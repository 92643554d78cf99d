import { networkAlone, type EngineCallOutput, type HostImage, type InferenceSettings } from '@contract';
import type { Raster, Region } from '@core';
import { enhanceRaster, planFor } from '../enhance/enhanceRaster';
import type { Turn } from '../enhance/NetworkGate';
import { seenByNetwork, smallOf } from '../enhance/seenByNetwork';
import type { OpenModel } from '../model/openModel';
import { stepOf } from '../photo/stepOf';
import { cropped, eightBits, toHostImage } from './hostImage';
import { modelFor, type PreviewContext } from './network';
import type { PhotoAt } from './PhotoCache';

export type SeamInput = PhotoAt & {
  inference: InferenceSettings;
  /** Real pixels around each tile, instead of the card's. */
  overlap: number;
  /** Each tile is taken for a photo of its own: its thumbnail shows nothing else. */
  isAlone: boolean;
};

/** The photo is shown at this size, and cut into tiles of this side. */
const shownSize = 512;
const tileSide = 256;

/** One level of difference is shown as so many. */
const amplified = 16;

type Options = { signal: AbortSignal };
type Seam = EngineCallOutput<'photos.seam'>;

/**
 * A photo's result in one piece, the same in tiles with another overlap, and how far they differ.
 * @throws CandelaError of photo, model, provider and session
 */
export async function seam(input: SeamInput, context: PreviewContext, { signal }: Options): Promise<Seam> {
  const { engine, photos } = context;
  const photo = await photos.small(input, shownSize, { signal });
  const source = eightBits(seenByNetwork(photo));
  const model = await modelFor(input.inference, context, { signal });
  await using lease = await engine.pool.acquire(model, input.inference.provider, { signal });
  const { open } = lease;
  const { thumbnail: wanted } = open.card;
  const small = wanted && (await smallOf(source, wanted.size, { signal }));
  const known = { step: stepOf(photo.source), memoryBytes: engine.sessionMemory() };
  const parts = { input, open, source, thumbnail: small, ...known };
  return await engine.network.within('screen', (turn) => compared(parts, { signal, turn }), { signal });
}

type Parts = {
  input: SeamInput;
  open: OpenModel;
  source: Raster;
  thumbnail: Raster | undefined;
  step: number;
  memoryBytes: number;
};
type Running = Options & { turn: Turn };

async function compared(parts: Parts, options: Running): Promise<Seam> {
  const { input, open, source, memoryBytes } = parts;
  const { overlap, isAlone } = input;
  const tiled = { ...open, card: { ...open.card, tile: { size: tileSide, overlap } } };
  const plan = planFor(source, tiled.card, { bits: 8, memoryBytes, side: tileSide });
  const whole = await run({ ...parts, side: Math.max(source.width, source.height) }, options);
  const pieces = isAlone
    ? await eachAlone(
        { ...parts, open: tiled },
        plan.tiles.map(({ inner }) => inner),
        options,
      )
    : await run({ ...parts, open: tiled, side: tileSide }, options);
  const { picture, greatest, mean } = difference(whole, pieces);
  return {
    whole: toHostImage(whole),
    tiled: toHostImage(pieces),
    difference: picture,
    greatest,
    mean,
    amplified,
    tiles: plan.tiles.map(({ inner }) => ({ ...inner })),
    cardOverlap: open.card.tile.overlap,
  };
}

async function run(
  { input, open, source, thumbnail, step, memoryBytes, side }: Parts & { side: number },
  { signal, turn }: Running,
): Promise<Raster> {
  const raster = { ...source, data: source.data.slice() };
  const request = {
    open,
    mix: networkAlone,
    controls: input.inference.controls,
    step,
    memoryBytes,
    side,
    file: '',
    ...(thumbnail && { thumbnail }),
  };
  await enhanceRaster(raster, request, { signal, turn, onTile: () => undefined });
  return raster;
}

/** Tiles that know nothing of each other, put side by side. */
async function eachAlone(parts: Parts, regions: readonly Region[], options: Running): Promise<Raster> {
  const whole = { ...parts.source, data: parts.source.data.slice() };
  for (const region of regions) {
    const source = cropped(parts.source, region);
    const wanted = parts.open.card.thumbnail;
    const thumbnail = wanted && (await smallOf(source, wanted.size, options));
    const side = Math.max(region.width, region.height);
    paste(whole, await run({ ...parts, source, thumbnail, side }, options), region);
  }
  return whole;
}

function paste(whole: Raster, part: Raster, { x, y, width, height }: Region): void {
  for (let row = 0; row < height; row += 1)
    whole.data.set(
      part.data.subarray(row * width * 3, (row + 1) * width * 3),
      ((y + row) * whole.width + x) * 3,
    );
}

function difference(one: Raster, other: Raster): { picture: HostImage; greatest: number; mean: number } {
  const { width, height } = one;
  const off = Float32Array.from(one.data, (value, at) => Math.abs(value - (other.data[at] ?? 0)));
  const greatest = off.reduce((most, value) => Math.max(most, value), 0);
  const mean = off.reduce((total, value) => total + value, 0) / off.length;
  const data = Uint8Array.from(off, (value) => Math.min(255, value * amplified));
  return { picture: { width, height, data }, greatest, mean };
}
