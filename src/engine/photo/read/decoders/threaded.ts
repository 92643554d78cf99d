/** @file What decoders share whose pixels come from a thread of their own. The thread ends with its picture, and its memory with it. */
import { CandelaError } from '@contract';
import type { Decoded } from '../../../worker/jobs';
import { scalePixels } from '../../codec/scaleToFit';
import type { PixelRequest, Pixels } from './Decoder';
import { upright } from './turn';

/** The whole file. */
export function bytesOf({ file: { source } }: PixelRequest): Uint8Array {
  return source.read(0, source.size);
}

/**
 * What a decoder's job answered, as the port asks: at the wanted size, and upright.
 * @throws CandelaError `photo.damaged` if something is wrong with the file, unless the request is tolerant
 */
export async function finished(
  { width, height, colours, alpha, problem }: Decoded,
  { file, header, fit, isTolerant }: PixelRequest,
  { signal }: { signal: AbortSignal },
): Promise<Pixels> {
  if (problem !== null && isTolerant !== true)
    throw new CandelaError('photo.damaged', { file: file.path, reason: problem });
  const raster = { width, height, channels: header.model === 'grey' ? 1 : 3, data: colours } as const;
  const whole: Pixels = { raster, ...(alpha && { alpha }) };
  return upright(fit === undefined ? whole : await scalePixels(whole, fit, { signal }), header);
}
