import type { Samples } from '@core';
import type { Decoded } from '../../../../worker/jobs';
import { wasm } from '../../../../worker/wasm';
import type { LibHeif } from './libheif';

export type HeifRequest = {
  file: Uint8Array;
  /** The picture's item. */
  item: number;
  isGrey: boolean;
  /** Whether its samples have more than 8 bits. */
  isWide: boolean;
};

/** Why libheif gives no picture: its kind of error. */
export type HeifFailure = 'damaged' | 'unsupported' | 'memory';

/** @see libheif/heif_image.h, heif_channel, heif_colorspace and heif_chroma */
const channels = { y: 0, red: 3, green: 4, blue: 5, alpha: 6 } as const;
const asGrey = { space: 2, chroma: 0 } as const;
const asRgb = { space: 1, chroma: 3 } as const;

/** @see libheif/heif_error.h */
const failures: Readonly<Record<number, HeifFailure>> = { 3: 'unsupported', 4: 'unsupported', 6: 'memory' };

class HeifError extends Error {
  constructor(readonly failure: HeifFailure) {
    super(`libheif: ${failure}`);
  }
}

/** One call of libheif after the other, on one file. All its memory goes with the thread. */
class Calls {
  readonly #error: number;
  readonly #answer: number;

  constructor(readonly lib: LibHeif) {
    this.#error = lib._malloc(16);
    this.#answer = lib._malloc(8);
  }

  u32(at: number): number {
    const { buffer } = this.lib.HEAPU8;
    return new DataView(buffer).getUint32(at, true);
  }

  /** Puts bytes into libheif's memory. */
  put(bytes: Uint8Array): number {
    const at = this.lib._malloc(bytes.length);
    if (at === 0) throw new HeifError('memory');
    this.lib.HEAPU8.set(bytes, at);
    return at;
  }

  /** @throws HeifError if the call fails */
  call(work: (error: number, answer: number) => void): number {
    work(this.#error, this.#answer);
    const code = this.u32(this.#error);
    if (code !== 0) throw new HeifError(failures[code] ?? 'damaged');
    return this.u32(this.#answer);
  }

  plane(image: number, channel: number): Plane {
    const at = this.lib._heif_image_get_plane_readonly2(image, channel, this.#answer);
    return {
      width: this.lib._heif_image_get_width(image, channel),
      height: this.lib._heif_image_get_height(image, channel),
      bits: this.lib._heif_image_get_bits_per_pixel_range(image, channel),
      at,
      stride: this.u32(this.#answer),
    };
  }
}

/** One channel in libheif's memory; above 8 bits its samples are little-endian words. */
type Plane = { width: number; height: number; bits: number; at: number; stride: number };

/** Copies a channel to its place among others, at full scale. */
function copyPlane(
  memory: Uint8Array,
  { width, height, bits, at, stride }: Plane,
  to: { samples: Samples; first: number; step: number },
): void {
  const { samples, first, step } = to;
  const isWide = samples instanceof Uint16Array;
  const isWideHere = bits > 8;
  // The high bits repeat below, so that the brightest value becomes full scale.
  const [up, down] = isWide ? [16 - bits, 2 * bits - 16] : [0, bits - 8];
  for (let y = 0, out = first; y < height; y++) {
    let from = at + y * stride;
    for (let x = 0; x < width; x++, out += step) {
      let value = memory[from++] ?? 0;
      if (isWideHere) value |= (memory[from++] ?? 0) << 8;
      samples[out] = isWide ? (value << up) | (value >> down) : value >> down;
    }
  }
}

function decoded(calls: Calls, image: number, isWide: boolean): Decoded | HeifFailure {
  const { lib } = calls;
  const isColour = lib._heif_image_has_channel(image, channels.red) !== 0;
  const ids = isColour ? [channels.red, channels.green, channels.blue] : [channels.y];
  const planes = ids.map((id) => calls.plane(image, id));
  const [first] = planes;
  if (first === undefined || first.at === 0) return 'damaged';
  const { width, height } = first;
  const samplesOf = (count: number): Samples => (isWide ? new Uint16Array(count) : new Uint8Array(count));
  const colours = samplesOf(width * height * ids.length);
  planes.forEach((plane, index) => {
    copyPlane(lib.HEAPU8, plane, { samples: colours, first: index, step: ids.length });
  });
  if (lib._heif_image_has_channel(image, channels.alpha) === 0)
    return { width, height, colours, problem: null };
  const plane = calls.plane(image, channels.alpha);
  if (plane.width !== width || plane.height !== height) return 'damaged';
  const alpha = samplesOf(width * height);
  copyPlane(lib.HEAPU8, plane, { samples: alpha, first: 0, step: 1 });
  return { width, height, colours, alpha, problem: null };
}

/** Where the limits hold the most items of a file. @see libheif/heif_security.h, heif_security_limits */
const maxItemsAt = 28;
const maxItems = 65_535;

/** Pictures of hundreds of megapixels have more tiles than libheif allows by itself. How many pixels there are was checked before. */
function openContext({ lib }: Calls): number {
  const context = lib._heif_context_alloc();
  const limits = lib._heif_context_get_security_limits(context);
  new DataView(lib.HEAPU8.buffer).setUint32(limits + maxItemsAt, maxItems, true);
  return context;
}

/** libheif reads a still picture of a sequence if the file is presented as a still photo. */
function asStill(file: Uint8Array): void {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const end = Math.min(bytes.length, bytes.readUInt32BE(0));
  for (let at = 8; at + 4 <= end; at += 4)
    if (sequenceBrands.includes(bytes.toString('latin1', at, at + 4))) bytes.write('heic', at, 'latin1');
}

const sequenceBrands = ['msf1', 'hevc', 'hevx', 'hevm', 'hevs'];

/** Decodes one picture of a HEIC: upright, stored values. */
export function heifSamples(lib: LibHeif, request: HeifRequest): Decoded | HeifFailure {
  try {
    const calls = new Calls(lib);
    const context = openContext(calls);
    const { length } = request.file;
    asStill(request.file);
    const data = calls.put(request.file);
    calls.call((error) => {
      lib._heif_context_read_from_memory_without_copy(error, context, data, length, 0);
    });
    const handle = calls.call((error, answer) => {
      lib._heif_context_get_image_handle(error, context, request.item, answer);
    });
    const { space, chroma } = request.isGrey ? asGrey : asRgb;
    const image = calls.call((error, answer) => {
      lib._heif_decode_image(error, handle, answer, space, chroma, 0);
    });
    return decoded(calls, image, request.isWide);
  } catch (error) {
    if (error instanceof HeifError) return error.failure;
    // A broken file can make the code leave its memory, and memory can run out in the middle of the work.
    if (error instanceof wasm.RuntimeError) return 'damaged';
    throw error;
  }
}
