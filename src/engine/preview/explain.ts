import type { InferenceSettings, ModelCard, PipelineMistake } from '@contract';
import type { Raster } from '@core';
import { planFor } from '../enhance/enhanceRaster';
import { seenByNetwork } from '../enhance/seenByNetwork';
import type { OpenModel } from '../model/openModel';
import { runOnce, type RawRequest, type RawTensor } from '../model/runOnce';
import { reasonOf } from '../model/runtime';
import { dimsOf, endsFor, tensorData, toTensor, type Ends, type TensorData } from '../model/tensor';
import { stretched } from '../photo/codec/scaleToFit';
import { stepOf } from '../photo/stepOf';
import { eightBits, toHostImage } from './hostImage';
import { modelFor, type PreviewContext } from './network';
import { asRows, type Unclipped, type UnclippedNetworks } from './unclipped';
import { described, pictureOf, rangeOf, type Explained, type ExplainedArray } from './pictures';
import type { PhotoAt } from './PhotoCache';

export type ExplainInput = PhotoAt & { inference: InferenceSettings; mistake?: PipelineMistake };

type Options = { signal: AbortSignal };
export type ExplainContext = PreviewContext & { unclippedNetworks: UnclippedNetworks };

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
  { unclippedNetworks, ...context }: ExplainContext,
  { signal }: Options,
): Promise<Explained> {
  const { engine, photos } = context;
  const { inference, mistake } = input;
  const photo = await photos.small(input, sourceSize, { signal });
  const source = seenByNetwork(photo);
  const model = await modelFor(inference, context, { signal });
  await using lease = await engine.pool.acquire(model, inference.provider, { signal });
  const { open } = lease;
  const { thumbnail: wanted } = open.card;
  const thumbnail = wanted && eightBits(await photos.thumbnail(photo, wanted.size, { signal }));
  const loaded = await squared(eightBits(source), open.card);
  signal.throwIfAborted();
  const steps = await unclippedNetworks.within(
    { model, open, output: pairFor(open.card).output.name },
    (unclipped) => {
      const known = { step: stepOf(photo.source), ...(thumbnail && { thumbnail }) };
      const sources = { open, unclipped, inference, loaded, mistake, ...known };
      return engine.network.within('screen', () => arraysOf(sources), { signal });
    },
    { signal },
  );
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

/** The whole photo at the lesson's size. Like the lesson's own code, it ignores the proportions. */
function squared(raster: Raster, card: ModelCard): Promise<Raster> {
  const { size, multipleOf } = pairFor(card).input;
  const side = Math.ceil(lessonSide / multipleOf) * multipleOf;
  return stretched(raster, size === 'any' ? { width: side, height: side } : size);
}

/** The float pair, if there is one. It shows the division and the clipping, and only it may have maps. */
function pairFor(card: ModelCard): Ends {
  return endsFor(card, card.input16 === undefined ? 8 : 16);
}

type Sources = {
  open: OpenModel;
  inference: InferenceSettings;
  /** The same network, which also gives its picture before the clip. */
  unclipped: Unclipped;
  loaded: Raster;
  mistake: PipelineMistake | undefined;
  step: number;
  thumbnail?: Raster;
};

type Steps = Pick<Explained, 'arrays' | 'maps' | 'refused'>;

async function arraysOf(sources: Sources): Promise<Steps> {
  const { open, inference, mistake, step, thumbnail } = sources;
  const loaded = mistake === 'swappedColours' ? swapped(sources.loaded) : sources.loaded;
  const ends = pairFor(open.card);
  const maps = open.card.maps ?? [];
  const request = {
    raster: loaded,
    ends,
    controls: inference.controls,
    step,
    outputs: [...maps.map(({ name }) => name), ...sources.unclipped.names],
    ...(mistake === 'noDivision' && ends.input.type === 'float32' && { prepare: undivided(ends) }),
    ...(thumbnail && { thumbnail }),
  };
  if (mistake === 'noBatch') return refusedBy(open, request);
  const { input, outputs } = await runOnce(sources.unclipped.open ?? open, request);
  const predicted = predictedBy(outputs, { ends, unclipped: sources.unclipped });
  if (predicted === undefined) throw new Error('the network gave no picture');
  return {
    arrays: [
      ...before(loaded, { input, ends, isDivided: mistake !== 'noDivision' }),
      ...after(predicted, ends, mistake !== 'noClip'),
    ],
    maps: maps.flatMap(({ name, meaning }) => {
      const values = outputs.get(name);
      if (values === undefined) return [];
      const range = rangeOf(values.data);
      const picture = pictureOf(values, range);
      return picture ? [{ name, meaning, ...range, picture }] : [];
    }),
  };
}

/** The network's picture, before it clips it where it does. */
function predictedBy(
  outputs: ReadonlyMap<string, RawTensor>,
  { ends, unclipped }: { ends: Ends; unclipped: Unclipped },
): RawTensor | undefined {
  const given = outputs.get(ends.output.name);
  const [name] = unclipped.names;
  const before = name === undefined ? undefined : outputs.get(name);
  return given && before ? asRows(before, given.shape) : given;
}

/** Blue where red belongs, as some libraries load photos. */
function swapped({ width, height, data }: Raster): Raster {
  const turned = data.slice();
  for (let at = 0; at < turned.length; at += 3)
    turned.set([data[at + 2] ?? 0, data[at + 1] ?? 0, data[at] ?? 0], at);
  return { width, height, channels: 3, data: turned };
}

/** The numbers as they are loaded, 0 to 255, in the layout that the input already has. */
function undivided({ input }: Ends): (data: TensorData) => void {
  const [low, high] = input.range;
  return (data) => {
    for (let at = 0; at < data.length; at += 1) data[at] = (((data[at] ?? 0) - low) * 255) / (high - low);
  };
}

/** What the runtime says of an input without its batch axis. */
async function refusedBy(open: OpenModel, request: RawRequest): Promise<Steps> {
  const { raster, ends } = request;
  const first = before(raster, { input: inputOf(raster, ends), ends, isDivided: true });
  try {
    await runOnce(open, { ...request, isWithoutBatch: true });
  } catch (cause) {
    return { arrays: first, maps: [], refused: reasonOf(cause) };
  }
  throw new Error('the network took an input without its batch axis');
}

function inputOf(raster: Raster, ends: Ends): RawTensor {
  const data = tensorData(ends.input.type, raster.width * raster.height * 3);
  toTensor(raster.data, data, ends.input);
  return { shape: dimsOf(ends.input, raster), data };
}

/** The arrays as loaded and as given to the network. */
type Given = { input: RawTensor; ends: Ends; isDivided: boolean };

function before(loaded: Raster, { input, ends, isDivided }: Given): ExplainedArray[] {
  const shown = toHostImage(loaded);
  const array = { shape: [loaded.height, loaded.width, 3], data: shown.data };
  const first = { ...described('loaded', array), picture: shown };
  if (ends.input.type === 'uint8' || !isDivided) return [first];
  // The batch axis is missing here. It is added when the network is called.
  return [first, { ...described('divided', { ...input, shape: input.shape.slice(1) }) }];
}

/** The network's output, then × 255, clipped, and stored as bytes. Without the clip, bytes wrap around. */
function after(predicted: RawTensor, { output }: Ends, isClipped: boolean): ExplainedArray[] {
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
  // An array of bytes keeps the lowest eight bits of each number, as NumPy does.
  const stored = Uint8Array.from(isClipped ? clipped : multiplied, (value) => Math.floor(value + 0.5));
  const wrapped = pictureOf({ shape, data: stored }, { min: 0, max: 255 });
  return [
    raw,
    { ...described('multiplied', { shape, data: multiplied }), outside },
    ...(isClipped ? [described('clipped', { shape, data: clipped })] : []),
    {
      ...described('stored', { shape, data: stored }),
      ...(isClipped ? shown : wrapped && { picture: wrapped }),
    },
  ];
}
