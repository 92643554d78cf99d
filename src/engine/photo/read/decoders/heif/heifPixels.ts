import { CandelaError, type Notice } from '@contract';
import { heifJob } from '../../../../worker/jobs';
import { runJob } from '../../../../worker/runJob';
import { unmultiply } from '../../../codec/unmultiply';
import type { HeifFile } from '../../container/heifFile';
import { dataProblem, statedEnd } from '../../container/heifPicture';
import { inMemoryLimit } from '../../openPhotoFile';
import type { PixelRequest, Pixels } from '../Decoder';
import { bytesOf, finished } from '../threaded';
import { heifFileOf } from './heifHeader';
import { heifModule } from './heifModule';

/** Why a picture cannot be had. */
function failureOf(file: string, failure: 'damaged' | 'unsupported' | 'memory', problem: string | null) {
  if (failure === 'unsupported')
    return new CandelaError('photo.unsupported', { file, kind: 'a HEIC of a rare kind' });
  if (failure === 'memory') return new CandelaError('system.noMemory', { file });
  return new CandelaError('photo.damaged', {
    file,
    reason: problem ?? 'parts of the picture cannot be decoded',
  });
}

/** The whole file. If its end is missing, there are zeros, so that what comes before them can be decoded. */
function padded(request: PixelRequest, heif: HeifFile): Uint8Array {
  const bytes = bytesOf(request);
  const end = Math.min(statedEnd(heif), inMemoryLimit);
  return end > bytes.length ? Buffer.concat([bytes], end) : bytes;
}

/** The pixels of a HEIC, as the port asks, decoded by libheif in a thread of its own. */
export async function heifPixels(
  request: PixelRequest,
  { signal }: { signal: AbortSignal },
): Promise<Pixels & { notices: Notice[] }> {
  const { file, header, isTolerant } = request;
  const { item = 0 } = file.page;
  const heif = heifFileOf(file);
  const problem = dataProblem(heif, item);
  if (problem !== null && isTolerant !== true)
    throw new CandelaError('photo.damaged', { file: file.path, reason: problem });
  const module = await heifModule();
  const picture = { item, isGrey: header.model === 'grey', isWide: header.bits > 8 };
  const decoded = await runJob(heifJob, { file: padded(request, heif), module, ...picture }, { signal });
  if (typeof decoded === 'string') throw failureOf(file.path, decoded, problem);
  if (decoded.width !== header.width || decoded.height !== header.height)
    throw new CandelaError('photo.damaged', { file: file.path, reason: 'its header makes no sense' });
  const { colours, alpha } = decoded;
  if (header.container.isPremultiplied === true && alpha !== undefined) unmultiply(colours, alpha);
  return { ...(await finished(decoded, request, { signal })), notices: [] };
}
