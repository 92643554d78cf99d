import type { InferenceSettings, ModelCard } from '@contract';
import type { Raster, Size } from '@core';
import { planFor } from '../enhance/enhanceRaster';
import { seenByNetwork } from '../enhance/seenByNetwork';
import type { OpenModel } from '../model/openModel';
import { runOnce, type RawTensor } from '../model/runOnce';
import { endsFor, type Ends } from '../model/tensor';
import { sharp } from '../photo/codec/codec';
import { inTurn } from '../photo/codec/codecTurns';
import { toHostImage } from './hostImage';
import { modelFor, type PreviewContext } from './network';
import { described, pictureOf, rangeOf, type Explained, type ExplainedArray } from './pictures';
import type { PhotoAt } from './PhotoCache';

export type ExplainInput = PhotoAt & { inference: InferenceSettings };

type Options = { signal: AbortSignal };

/** The lesson's own pipeline scales every photo to this side. */
const lessonSide = 256;

/** The photo is decoded at this size instead of whole, which is enough for the lesson's side. */
const sourceSize = 1024;

/**
 * The network's steps for this photo, with the photo's own numbers. The photo is scaled to 256 × 256 (or to the size that the
 * network or its grid takes) and run step by step. The tiles of the full-size photo are listed too.
 * @throws CandelaError of photo, model, provider and session
 */
export async function explain(
  input: ExplainInput,
  context: PreviewContext,
  { signal }: Options,
): Promise<Explained> {
  const { engine, photos } = context;
  const { inference } = input;
  const photo = await photos.small(input, sourceSize, { signal });
  const source = seenByNetwork(photo);
  const model = await modelFor(inference, context, { signal });
  await using lease = await engine.pool.acquire(model, inference.provider, { signal });
  const { open } = lease;
  const { thumbnail: wanted } = open.card;
  const thumbnail = wanted && asBytes(await photos.thumbnail(photo, wanted.size, { signal }));
  const loaded = await squared(asBytes(source), open.card);
  signal.throwIfAborted();
  const sources = { open, inference, loaded, ...(thumbnail && { thumbnail }) };
  const steps = await engine.network.within('screen', () => arraysOf(sources), { signal });
  const memoryBytes = engine.sessionMemory();
  const { size, bits } = photo.source;
  const plan = planFor(size, open.card, { bits: bits > 8 ? 16 : 8, memoryBytes });
  return {
    ...steps,
    ...(thumbnail && { thumbnail: toHostImage(thumbnail) }),
    tiles: plan.tiles.map(({ inner }) => ({ ...inner })),
    overlap: plan.tiles.length === 1 ? 0 : open.card.tile.overlap,
    provider: open.provider,
  };
}

/** Everything is shown in 8 bits, as in the lesson. */
function asBytes(raster: Raster): Raster {
  const { width, height, data } = toHostImage(raster);
  return { width, height, channels: 3, data };
}

/** The whole photo at the lesson's size. Like the lesson's own code, it ignores the proportions. */
async function squared({ width, height, data }: Raster, card: ModelCard): Promise<Raster> {
  const { size, multipleOf } = pairFor(card).input;
  const side = Math.ceil(lessonSide / multipleOf) * multipleOf;
  const target: Size = size === 'any' ? { width: side, height: side } : size;
  const scaling = sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ width: target.width, height: target.height, fit: 'fill' })
    .raw({ depth: 'uchar' });
  const scaled = await inTurn(() => scaling.toBuffer());
  return { width: target.width, height: target.height, channels: 3, data: Uint8Array.from(scaled) };
}

/** The float pair, if there is one. It shows the division and the clipping, and only it may have maps. */
function pairFor(card: ModelCard): Ends {
  return endsFor(card, card.input16 === undefined ? 8 : 16);
}

type Sources = {
  open: OpenModel;
  inference: InferenceSettings;
  loaded: Raster;
  thumbnail?: Raster;
};

async function arraysOf({
  open,
  inference,
  loaded,
  thumbnail,
}: Sources): Promise<Pick<Explained, 'arrays' | 'maps'>> {
  const ends = pairFor(open.card);
  const maps = open.card.maps ?? [];
  const { input, outputs } = await runOnce(open, {
    raster: loaded,
    ends,
    controls: inference.controls,
    outputs: maps.map(({ name }) => name),
    ...(thumbnail && { thumbnail }),
  });
  const predicted = outputs.get(ends.output.name);
  if (predicted === undefined) throw new Error('the network gave no picture');
  return {
    arrays: [...before(loaded, { input, ends }), ...after(predicted, ends)],
    maps: maps.flatMap(({ name, meaning }) => {
      const values = outputs.get(name);
      if (values === undefined) return [];
      const range = rangeOf(values.data);
      const picture = pictureOf(values, range);
      return picture ? [{ name, meaning, ...range, picture }] : [];
    }),
  };
}

/** The arrays as loaded and as given to the network. */
function before(loaded: Raster, { input, ends }: { input: RawTensor; ends: Ends }): ExplainedArray[] {
  const shown = toHostImage(loaded);
  const array = { shape: [loaded.height, loaded.width, 3], data: shown.data };
  const first = { ...described('loaded', array), picture: shown };
  if (ends.input.type === 'uint8') return [first];
  // The batch axis is missing here. It is added when the network is called.
  return [first, { ...described('divided', { ...input, shape: input.shape.slice(1) }) }];
}

/** The network's output, then × 255, clipped, and stored as bytes. */
function after(predicted: RawTensor, { output }: Ends): ExplainedArray[] {
  const [low, high] = output.range;
  const picture = pictureOf(predicted, { min: low, max: high });
  const shown = picture && { picture };
  const shape = predicted.shape.slice(1);
  const raw = described('predicted', predicted);
  if (predicted.data instanceof Uint8Array) {
    return [raw, { ...described('stored', { shape, data: predicted.data }), ...shown }];
  }
  const multiplied = predicted.data.map((value) => ((value - low) * 255) / (high - low));
  const clipped = multiplied.map((value) => Math.min(255, Math.max(0, value)));
  const outside = multiplied.filter((value) => value < 0 || value > 255).length;
  const stored = Uint8Array.from(clipped, (value) => value + 0.5);
  return [
    raw,
    { ...described('multiplied', { shape, data: multiplied }), outside },
    described('clipped', { shape, data: clipped }),
    { ...described('stored', { shape, data: stored }), ...shown },
  ];
}
