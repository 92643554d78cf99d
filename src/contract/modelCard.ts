import { z } from 'zod';

/** One end of a network: the name, layout, type and range of a tensor. */
export const TensorSpec = z.strictObject({
  name: z.string().min(1),
  layout: z.enum(['NHWC', 'NCHW']),
  type: z.enum(['uint8', 'float32']),
  /** The tensor's values for stored values 0 and full scale. */
  range: z.tuple([z.number(), z.number()]),
});
export type TensorSpec = z.infer<typeof TensorSpec>;

/** The end that takes the photo. It also states which sizes the network accepts. */
export const InputSpec = TensorSpec.extend({
  size: z.union([
    z.literal('any'),
    z.strictObject({ width: z.int().positive(), height: z.int().positive() }),
  ]),
  multipleOf: z.int().min(1).max(256).default(1),
});
export type InputSpec = z.infer<typeof InputSpec>;

export const ControlSpec = z.strictObject({
  /** Also the name of the network's scalar input (float32, shape [1]). */
  name: z.string().min(1),
  min: z.number(),
  max: z.number(),
  neutral: z.number(),
  label: z.string(),
  hint: z.string(),
});
export type ControlSpec = z.infer<typeof ControlSpec>;

/** A row of the table of measurements: the metric, the data and the value. */
export const Measurement = z.strictObject({
  set: z.string(),
  metric: z.string(),
  value: z.number(),
  note: z.string().optional(),
});
export type Measurement = z.infer<typeof Measurement>;

/** card.json: everything that the engine knows about a network. */
export const ModelCard = z
  .strictObject({
    schema: z.literal(1),
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and dashes'),
    name: z.string().min(1),
    version: z.string().min(1),
    summary: z.string(),
    file: z.string().regex(/^[^/\\]+\.onnx$/, 'a file name ending in .onnx, beside the card'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits'),
    licence: z.string(),
    usableCommercially: z.boolean(),
    trainedOn: z.array(
      z.strictObject({ name: z.string(), licence: z.string(), note: z.string().optional() }),
    ),
    recipe: z.string().optional(),
    commit: z.string().optional(),
    input: InputSpec,
    output: TensorSpec,
    input16: InputSpec.optional(),
    output16: TensorSpec.optional(),
    /**
     * The whole photo scaled to fit `size`, so that all tiles see the same scene. Type, layout and range are those of the pair in
     * use.
     */
    thumbnail: z
      .strictObject({
        name: z.string().min(1),
        size: z.int().min(8).max(1024),
        name16: z.string().optional(),
      })
      .optional(),
    /**
     * Where the input lies in the photo: float32, shape [1, 4], its top, left, height and width as shares of the photo's sides. A
     * network that treats regions of a photo apart gives all tiles the same regions by it.
     */
    place: z.strictObject({ name: z.string().min(1) }).optional(),
    /**
     * The least difference of brightness that the photo stores, of 255: float32, shape [1]. 1 for 8 bits, more where a JPEG is
     * coarser. A network can tell by it how far a dark photo may be lifted.
     */
    step: z.strictObject({ name: z.string().min(1) }).optional(),
    controls: z.array(ControlSpec).default([]),
    /**
     * Side of the square that has as many pixels as a tile may have, and the overlap (px a side) at which the tiled result equals the
     * whole within 0.1/255. Both were measured.
     */
    tile: z.strictObject({ size: z.int().min(16).max(8192), overlap: z.int().min(0).max(512) }),
    /** Working memory of a session, bytes per pixel of a tile; measured. */
    bytesPerPixel: z.number().positive(),
    maps: z.array(z.strictObject({ name: z.string(), meaning: z.string() })).optional(),
    measured: z.array(Measurement).default([]),
    cannot: z.array(z.string()).default([]),
  })
  .refine((card) => (card.input16 === undefined) === (card.output16 === undefined), {
    message: 'input16 and output16 go together',
  });
export type ModelCard = z.infer<typeof ModelCard>;
