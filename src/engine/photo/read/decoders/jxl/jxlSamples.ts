import type { Notice } from '@contract';
import type { Samples } from '@core';
import type { DecodedJxl } from '../../../../worker/jobs';
import { separate, type Layout, type Planes } from '../../../codec/samples';
import { fromFloat } from '../floatPixels';
import type { openVips } from './vips';

export type JxlRequest = {
  file: Uint8Array;
  hasAlpha: boolean;
  isFloat: boolean;
  /** Whether its samples have more than 8 bits. */
  isWide: boolean;
};

/** Why there is no picture. */
export type JxlFailure = 'damaged' | 'memory';

type Library = Awaited<ReturnType<typeof openVips>>;
type Image = ReturnType<Library['Image']['newFromBuffer']>;

const profileField = 'icc-profile-data';
const framesField = 'n-pages';

type Sorted = Planes & { notices: Notice[] };

/** Integers of the wanted depth. The memory of threads cannot be handed over. */
function sortIntegers(memory: ArrayBufferView, isWide: boolean, layout: Layout): Sorted | null {
  const isRight = isWide ? memory instanceof Uint16Array : memory instanceof Uint8Array;
  if (!isRight) return null;
  const stored = memory as Samples;
  const samples = stored.buffer instanceof ArrayBuffer ? stored : stored.slice();
  return { ...separate(samples, layout), notices: [] };
}

/** The colours of all pixels, or their opacity alone. */
function picked(values: Float32Array, layout: Layout, isAlpha: boolean): Float32Array {
  const { channels, colours } = layout;
  const count = isAlpha ? 1 : colours;
  const first = isAlpha ? colours : 0;
  const found = new Float32Array((values.length / channels) * count);
  for (let from = first, to = 0; to < found.length; from += channels)
    for (let channel = 0; channel < count; channel++) found[to++] = values[from + channel] ?? 0;
  return found;
}

/** The file says what its values mean, so they keep that. */
function sortFloats(memory: ArrayBufferView, layout: Layout): Sorted | null {
  if (!(memory instanceof Float32Array)) return null;
  const { samples, notices } = fromFloat(picked(memory, layout, false), { isEncoded: true });
  if (layout.alphaAt === null) return { colours: samples, notices };
  const alpha = Uint16Array.from(picked(memory, layout, true), (value) =>
    Math.round(Math.min(1, Math.max(0, value)) * 65_535),
  );
  return { colours: samples, alpha, notices };
}

function decoded(image: Image, { hasAlpha, isFloat, isWide }: JxlRequest): DecodedJxl | JxlFailure {
  const { width, height, bands } = image;
  const colours = bands - (hasAlpha ? 1 : 0);
  if (colours !== 1 && colours !== 3) return 'damaged';
  const layout: Layout = { channels: bands, colours, alphaAt: hasAlpha ? colours : null };
  const memory = image.writeToMemory();
  const sorted = isFloat ? sortFloats(memory, layout) : sortIntegers(memory, isWide, layout);
  if (sorted === null) return 'damaged';
  const has = (name: string): boolean => image.getTypeof(name) !== 0;
  return {
    ...{ width, height, ...sorted, problem: null },
    ...(has(profileField) && { profile: Uint8Array.from(image.getBlob(profileField)) }),
    frames: has(framesField) ? image.getInt(framesField) : 1,
  };
}

/** libvips' failures are objects of WebAssembly, whose message is a list. */
function failureOf(error: unknown): JxlFailure {
  const message = error instanceof Object && 'message' in error ? String(error.message) : String(error);
  return /out of memory|allocat/i.test(message) ? 'memory' : 'damaged';
}

/** Decodes a JPEG XL: upright, stored values. */
export async function jxlSamples(
  library: Promise<Library>,
  request: JxlRequest,
): Promise<DecodedJxl | JxlFailure> {
  const vips = await library;
  try {
    return decoded(vips.Image.newFromBuffer(request.file, '', { fail_on: 'warning' }), request);
  } catch (error) {
    return failureOf(error);
  }
}
