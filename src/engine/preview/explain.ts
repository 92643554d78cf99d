import type { InferenceSettings, ModelCard } from '@contract';
import type { Raster, Size } from '@core';
import { planFor } from '../enhance/enhanceRaster';
import { seenByNetwork } from '../enhance/seenByNetwork';
import type { OpenModel } from '../model/openModel';
import { runOnce, type RawTensor } from '../model/runOnce';
import { endsFor, type Ends } from '../model/tensor';
import { sharp } from '../photo/codec/codec';
import { inTurn } from '../photo/codec/codecTurns';
import { inspectPhoto } from '../photo/read/decodePhoto';
import { toHostImage } from './hostImage';
import { modelFor, type PreviewContext } from './network';
import { described, pictureOf, rangeOf, type Explained, type ExplainedArray } from './pictures';
import type { PhotoAt } from './PhotoCache';

export type ExplainInput = PhotoAt & { inference: InferenceSettings };

type Options = { signal: AbortSignal };

/** The side that the lesson's own pipeline scales every photo to. */
const lessonSide = 256;

/** Enough of the photo to make that of, without decoding it whole. */
const sourceSize = 1024;

/**
 * What the network does with this photo, with the photo's own numbers: scaled to 256 × 256 (or to what the network or its grid
 * takes), taken through step by step, and the tiles that the whole photo is cut into.
 * @throws CandelaError of photo, model, provider and session
 */
export async function explain(
  input: ExplainInput,
  context: PreviewContext,
  { signal }: Options,
): Promise<Explained> {
  const { engine, photos } = context;
  const { path, page, inference } = input;
  const info = await inspectPhoto(path, { signal, page });
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
  const plan = planFor(info, open.card, { bits: info.bits > 8 ? 16 : 8, memoryBytes });
  return {
    ...steps,
    ...(thumbnail && { thumbnail: toHostImage(thumbnail) }),
    tiles: plan.tiles.map(({ inner }) => ({ ...inner })),
    overlap: plan.tiles.length === 1 ? 0 : open.card.tile.overlap,
    provider: open.provider,
  };
}

/** Everything is shown in 8 bits, as the lesson has it. */
function asBytes(raster: Raster): Raster {
  const { width, height, data } = toHostImage(raster);
  return { width, height, channels: 3, data };
}

/** The whole photo at the size of the lesson, its sides not kept, as the lesson's own line does it. */
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

/** The float pair, where there is one: it shows the division and what clipping takes, and maps may come with it alone. */
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

/** As loaded, and as the network is given it. */
function before(loaded: Raster, { input, ends }: { input: RawTensor; ends: Ends }): ExplainedArray[] {
  const shown = toHostImage(loaded);
  const array = { shape: [loaded.height, loaded.width, 3], data: shown.data };
  const first = { ...described('loaded', array), picture: shown };
  if (ends.input.type === 'uint8') return [first];
  // Without the axis of the batch, which comes when the network is called.
  return [first, { ...described('divided', { ...input, shape: input.shape.slice(1) }) }];
}

/** As the network gives it, × 255, clipped, and stored as bytes. */
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
