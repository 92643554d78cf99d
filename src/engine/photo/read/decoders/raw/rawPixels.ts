import { CandelaError, notice, type RawSettings } from '@contract';
import { developRawJob, rawHeaderJob, type RawProblem } from '../../../../worker/jobs';
import { runJob } from '../../../../worker/runJob';
import type { DecodedPixels, PixelRequest } from '../Decoder';
import { hasUnknownCompression } from '../../sniff/sniffTiff';
import { bytesOf, finished } from '../threaded';
import { outsidePixels } from './outside/outsideHeader';
import { sensorFor } from './rawHeader';
import { rawModule } from './rawModule';
import { previewPixels } from './rawPreview';
import { rawReasons, undeveloped } from './undeveloped';

type Options = { signal: AbortSignal };

/** A picture of half the size is enough for a screen if it is not to be enlarged. */
function isHalfEnough({ header, fit }: PixelRequest): boolean {
  return fit !== undefined && fit * 2 <= Math.max(header.width, header.height);
}

/** The file's memory moves to the thread, unless it is a part of something else. */
function movable(bytes: Uint8Array): ArrayBuffer[] {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength ? [buffer] : [];
}

async function fromPreview(
  { file, header, fit }: PixelRequest,
  reason: string,
  { signal }: Options,
): Promise<DecodedPixels | null> {
  const asked = { module: await rawModule(), path: file.path, wantsPreview: true };
  const { preview } = await runJob(rawHeaderJob, asked, { signal });
  if (preview === null) return null;
  const { orientation } = header.turn;
  const { raster, profile } = await previewPixels(file, preview, { orientation, fit, signal });
  const { width, height } = raster;
  const used = notice('photo.rawPreviewUsed', { width, height, reason });
  return { raster, bits: 8, notices: [used], ...(profile && { profile }) };
}

async function developed(
  request: PixelRequest,
  raw: RawSettings,
  { signal }: Options,
): Promise<DecodedPixels | RawProblem | CandelaError> {
  const isRare = hasUnknownCompression(request.file.source);
  const file = bytesOf(request);
  const sensor = sensorFor(request.header);
  const input = { module: await rawModule(), file, settings: raw, sensor, isHalf: isHalfEnough(request) };
  const answer = await runJob(developRawJob, input, { signal, transfer: movable(file) });
  const { picture, problem, hasPreview } = answer;
  const isUsable = problem === null || (problem === 'broken' && request.isTolerant === true);
  if (picture !== null && isUsable)
    return { ...(await finished(picture, request, { signal })), isDeveloped: true, notices: [] };
  const why = isRare ? 'unknown' : (problem ?? 'unknown');
  if (raw.preview === 'fallback' && hasPreview) return why;
  return undeveloped(request.file.path, why, { hasPreview });
}

/** The pixels of a camera raw, as the port asks: 16 bits of Display P3, or the camera's own picture. */
export async function rawPixels(request: PixelRequest, options: Options): Promise<DecodedPixels> {
  const { raw, file } = request;
  if (raw.preview === 'always') {
    const preview = await fromPreview(request, 'that was asked for', options);
    if (preview === null) throw new CandelaError('photo.rawNoPreview', { file: file.path });
    return preview;
  }
  if (raw.developer !== undefined) return outsidePixels(request, options);
  const outcome = await developed(request, raw, options);
  if (outcome instanceof CandelaError) throw outcome;
  if (typeof outcome !== 'string') return outcome;
  const preview = await fromPreview(request, rawReasons[outcome], options);
  if (preview === null) throw undeveloped(file.path, outcome, { hasPreview: false });
  return preview;
}
