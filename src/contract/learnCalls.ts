import { z } from 'zod';
import type { CallRow } from './CallRow';

const none = z.strictObject({});
const count = z.int().min(0);
const pair = z.tuple([z.int(), z.int()]);

/** The model whose layers are shown, and its controls. Absent controls are neutral. */
const network = { model: z.string().min(1), controls: z.record(z.string(), z.number()) };

/** What a layer does. `add` and `concat` join layers; `attention` multiplies a map by weights that the network found itself. */
export const LayerKind = z.enum([
  'conv',
  'transposedConv',
  'dense',
  'pool',
  'globalPool',
  'resize',
  'attention',
  'add',
  'concat',
  'quantised',
]);
export type LayerKind = z.infer<typeof LayerKind>;

export const ActivationKind = z.enum(['none', 'relu', 'leakyRelu', 'sigmoid', 'tanh', 'clip']);

/** How a convolution's window lies and moves. Rows first, then columns; pads: top, left, bottom, right. */
export const LayerGeometry = z.strictObject({
  kernel: pair,
  strides: pair,
  dilations: pair,
  pads: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  group: z.int().positive(),
});
export type LayerGeometry = z.infer<typeof LayerGeometry>;

/** What one value of a layer depends on: pixels of the photo or of its thumbnail, and whether all of it counts as well. */
export const LayerSight = z.strictObject({
  of: z.enum(['photo', 'thumbnail', 'nothing']),
  /** Rows and columns of pixels. Null: no window, or not known. */
  field: pair.nullable(),
  /** Rows and columns of pixels from one position to the next. */
  step: z.tuple([z.number(), z.number()]).nullable(),
  /** Through pooling, every pixel has a say. */
  seesAll: z.boolean(),
});
export type LayerSight = z.infer<typeof LayerSight>;

export const NetworkLayer = z.strictObject({
  /** Its place in the list. */
  index: count,
  /** As the file names it, without the parts that say nothing. */
  name: z.string(),
  kind: LayerKind,
  activation: ActivationKind,
  geometry: LayerGeometry.nullable(),
  /** Channels of its input. */
  inputs: count,
  /** Channels, height and width. `pictures` is the length of the batch axis. */
  shape: z.tuple([count, count, count]),
  pictures: count,
  sight: LayerSight,
  /** Numbers that were learned. */
  weights: count,
  /** Multiply-adds for this photo. */
  macs: z.number().min(0),
  /** Null: the runtime's profile does not tell it apart. */
  ms: z.number().min(0).nullable(),
  min: z.number(),
  max: z.number(),
  /** Channels in which every value is 0. */
  silent: z.array(count),
  /** Layers whose values it reads, by index. */
  from: z.array(count),
  /** Whether `network.pixel` can take it apart. */
  canProbe: z.boolean(),
});
export type NetworkLayer = z.infer<typeof NetworkLayer>;

/** Weights that one unit of a network computes from the photo. */
const AttentionUnit = z.strictObject({ name: z.string(), level: count });

const size = z.int().min(32).max(320);
/** What the photo's stored values are multiplied by: 1 leaves them, 0 makes a black photo. */
const light = z.number().min(0).max(16).default(1);

/** A value of a convolution, taken apart. Patches and kernels are by input channel, row by row. */
const TakenApart = z.strictObject({
  /** Rows and columns of each patch. */
  rows: z.int().positive(),
  columns: z.int().positive(),
  /** The number of the first input channel: groups do not begin at 0. */
  first: count,
  patch: z.array(z.array(z.number())),
  kernel: z.array(z.array(z.number())),
  /** Cells outside of the map, where the patch holds the padding's zeros. */
  outside: z.array(z.boolean()),
  bias: z.number(),
  activation: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['none', 'relu', 'sigmoid', 'tanh']) }),
    z.strictObject({ kind: z.literal('leakyRelu'), slope: z.number() }),
    z.strictObject({ kind: z.literal('clip'), low: z.number(), high: z.number() }),
  ]),
  /** The runtime's values before and after the activation, and the layer's greatest magnitude before it. */
  runtime: z.strictObject({ sum: z.number(), output: z.number(), scale: z.number() }),
  /** Pixels of the input that the value depends on, ends included; they may lie outside. Null: no window. */
  window: z
    .strictObject({ top: z.number(), left: z.number(), bottom: z.number(), right: z.number() })
    .nullable(),
});

/** All weights of a convolution: by filter, by input channel, row by row. */
const Kernels = z.strictObject({
  rows: z.int().positive(),
  columns: z.int().positive(),
  kernels: z.array(z.array(z.array(z.number()))),
  biases: z.array(z.number()),
});

/** Feature maps, each stretched from its least value (black) to its greatest (white): all in one picture, `columns` a row. */
function mapsOf<Picture extends z.ZodType>(picture: Picture) {
  return z.strictObject({
    picture,
    columns: z.int().positive(),
    width: z.int().positive(),
    height: z.int().positive(),
    maps: z.array(
      z.strictObject({ channel: count, min: z.number(), max: z.number(), isSilent: z.boolean() }),
    ),
  });
}

function attentionOf<Picture extends z.ZodType>(picture: Picture) {
  return z.strictObject({
    input: picture,
    /** Sizes at which the network works, the largest first. `step`: pixels of the photo from one position to the next. */
    levels: z.array(
      z.strictObject({ step: z.number(), height: count, width: count, channels: z.array(count) }),
    ),
    /** Selective kernel fusions: weights by stream and channel; for each channel they add to 1. */
    fusions: z.array(AttentionUnit.extend({ levels: z.array(count), weights: z.array(z.array(z.number())) })),
    /** Channel attention: a weight 0–1 a channel. */
    channels: z.array(AttentionUnit.extend({ weights: z.array(z.number()) })),
    /** Spatial attention: a weight 0–1 a position, stretched to its range. */
    places: z.array(AttentionUnit.extend({ min: z.number(), max: z.number(), picture })),
  });
}

function layersOf<Picture extends z.ZodType>(picture: Picture) {
  return z.strictObject({
    /** The photo as the network was given it. */
    input: picture,
    result: picture,
    layers: z.array(NetworkLayer),
    /** A run of the whole network, and what no layer above accounts for. */
    totalMs: z.number(),
    restMs: z.number(),
    /** What cannot be shown of this network, in words. */
    notices: z.array(z.string()),
  });
}

/** What the engine tells the lessons of what lies inside of networks. The photo's long edge is at most `size`. */
export function learnRows<Photo extends z.ZodType, Picture extends z.ZodType>({
  photo,
  picture,
}: {
  readonly photo: Photo;
  readonly picture: Picture;
}) {
  const subject = { photo, size, light, ...network };
  const layer = { ...subject, layer: count };
  return {
    /** The layers of a model's file, with this photo in it. */
    'network.layers': { by: 'engine', input: z.strictObject(subject), output: layersOf(picture) },
    /** Maps of a layer, from channel `first`. */
    'network.maps': {
      by: 'engine',
      input: z.strictObject({ ...layer, first: count, most: z.int().min(1).max(96) }),
      output: mapsOf(picture),
    },
    'network.pixel': {
      by: 'engine',
      input: z.strictObject({ ...layer, filter: count, row: count, column: count }),
      output: TakenApart,
    },
    'network.kernels': {
      by: 'engine',
      input: z.strictObject({ model: z.string().min(1), layer: count }),
      output: Kernels,
    },
    /** The attention inside of a multi-scale network such as MIRNet, found by the graph's structure. */
    'network.attention': { by: 'engine', input: z.strictObject(subject), output: attentionOf(picture) },
    /** Frees the networks that were opened up. */
    'network.release': { by: 'engine', input: none, output: none },
  } as const satisfies Record<string, CallRow>;
}
