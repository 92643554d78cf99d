import type { Notice } from '@contract';
import { bmpJob } from '../../../../worker/jobs';
import { runJob } from '../../../../worker/runJob';
import type { PixelRequest, Pixels } from '../Decoder';
import { bytesOf, finished } from '../threaded';

/** The pixels of a BMP, as the port asks, decoded in a thread of its own. */
export async function bmpPixels(
  request: PixelRequest,
  { signal }: { signal: AbortSignal },
): Promise<Pixels & { notices: Notice[] }> {
  const decoded = await runJob(bmpJob, { file: bytesOf(request) }, { signal });
  return { ...(await finished(decoded, request, { signal })), notices: [] };
}
