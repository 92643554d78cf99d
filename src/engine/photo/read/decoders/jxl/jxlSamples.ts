import type { Samples } from '@core';
import type { DecodedJxl } from '../../../../worker/jobs';
import { separate } from '../../../codec/samples';
import type { openVips } from './vips';

export type JxlRequest = {
  file: Uint8Array;
  hasAlpha: boolean;
  /** Whether its samples have more than 8 bits. */
  isWide: boolean;
};

/** Why there is no picture. */
export type JxlFailure = 'damaged' | 'memory';

type Library = Awaited<ReturnType<typeof openVips>>;
type Image = ReturnType<Library['Image']['newFromBuffer']>;

const profileField = 'icc-profile-data';
const framesField = 'n-pages';

function samplesIn(image: Image, isWide: boolean): Samples | null {
  const memory = image.writeToMemory();
  const isRight = isWide ? memory instanceof Uint16Array : memory instanceof Uint8Array;
  if (!isRight) return null;
  // The memory of threads cannot be handed over.
  return memory.buffer instanceof ArrayBuffer ? (memory as Samples) : (memory.slice() as Samples);
}

function decoded(image: Image, { hasAlpha, isWide }: JxlRequest): DecodedJxl | JxlFailure {
  const { width, height, bands } = image;
  const colours = bands - (hasAlpha ? 1 : 0);
  const samples = samplesIn(image, isWide);
  if (samples === null || (colours !== 1 && colours !== 3)) return 'damaged';
  const planes = separate(samples, { channels: bands, colours, alphaAt: hasAlpha ? colours : null });
  const has = (name: string): boolean => image.getTypeof(name) !== 0;
  return {
    ...{ width, height, ...planes, problem: null },
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
