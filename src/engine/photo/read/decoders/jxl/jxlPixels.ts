import { CandelaError, notice, type Notice } from '@contract';
import { compiled } from '../../../../worker/compiled';
import { jxlJob, type DecodedJxl } from '../../../../worker/jobs';
import { runJob } from '../../../../worker/runJob';
import { unmultiply } from '../../../codec/unmultiply';
import { codestreamOf, isCutJxl } from '../../container/jxl';
import { colourOf } from '../colourOf';
import type { PixelRequest, DecodedPixels } from '../Decoder';
import { finished } from '../threaded';

/** Kept compiled for the threads, which compile them again. */
const modules = ['wasm-vips/vips.wasm', 'wasm-vips/vips-jxl.wasm'];

/** @throws CandelaError `photo.damaged`, `system.noMemory` */
async function decoded({ file, header, isTolerant }: PixelRequest, signal: AbortSignal): Promise<DecodedJxl> {
  const damaged = (reason: string) => new CandelaError('photo.damaged', { file: file.path, reason });
  if (isCutJxl(file.source) && isTolerant !== true) throw damaged('the file ends too early');
  const { hasAlpha, bits, isFloat, model } = header;
  const task = { file: codestreamOf(file.source), hasAlpha, isFloat, isWide: bits > 8 };
  await Promise.all(modules.map(compiled));
  const found = await runJob(jxlJob, task, { signal });
  if (found === 'memory') throw new CandelaError('system.noMemory', { file: file.path });
  if (found === 'damaged') throw damaged('parts of the picture cannot be decoded');
  const samples = header.width * header.height * (model === 'grey' ? 1 : 3);
  if (found.width !== header.width || found.colours.length !== samples)
    throw damaged('its header makes no sense');
  return found;
}

/** The pixels of a JPEG XL, as the port asks, decoded by libjxl in a thread of its own. */
export async function jxlPixels(
  request: PixelRequest,
  { signal }: { signal: AbortSignal },
): Promise<DecodedPixels> {
  const { header } = request;
  const found = await decoded(request, signal);
  const { colours, alpha, frames } = found;
  if (header.container.isPremultiplied === true && alpha !== undefined) unmultiply(colours, alpha);
  const pixels = await finished(found, request, { signal });
  const moving = frames > 1 ? [notice('photo.firstFrame', { frames })] : [];
  const notices: Notice[] = [...moving, ...found.notices];
  if (header.isProfileInPixels !== true) return { ...pixels, notices };
  const { profile } = found;
  const colour = await colourOf({ profile }, header.model === 'grey' ? 'grey' : 'rgb');
  return {
    ...pixels,
    notices: [...notices, ...colour.notices],
    ...(colour.profile && { profile: colour.profile }),
    ...(colour.hdr && { hdr: colour.hdr }),
  };
}
