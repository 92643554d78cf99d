import { CandelaError, type Notice } from '@contract';
import { swapsSides } from '@core';
import { bmpJob } from '../../../../worker/jobs';
import { runJob } from '../../../../worker/runJob';
import { scalePixels } from '../../../codec/scaleToFit';
import type { PixelRequest, Pixels } from '../Decoder';
import { upright } from '../turn';

/** The pixels of a BMP, as the port asks, decoded in a thread of its own. */
export async function bmpPixels(
  { file, header, fit, isTolerant }: PixelRequest,
  { signal }: { signal: AbortSignal },
): Promise<Pixels & { notices: Notice[] }> {
  const { path, source } = file;
  const bytes = source.read(0, source.size);
  const { colours, alpha, problem } = await runJob(bmpJob, { file: bytes }, { signal });
  if (problem !== null && isTolerant !== true)
    throw new CandelaError('photo.damaged', { file: path, reason: problem });
  const { model, turn } = header;
  const stored = swapsSides(turn.orientation)
    ? { width: header.height, height: header.width }
    : { width: header.width, height: header.height };
  const raster = { ...stored, channels: model === 'grey' ? 1 : 3, data: colours } as const;
  const whole: Pixels = { raster, ...(alpha && { alpha }) };
  const sized = fit === undefined ? whole : await scalePixels(whole, fit, { signal });
  return { ...upright(sized, header), notices: [] };
}
