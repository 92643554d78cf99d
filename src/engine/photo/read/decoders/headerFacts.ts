import { extname } from 'node:path';
import { CandelaError, extensionsOf, formats, notice, type Notice } from '@contract';
import { pixelLimit, pixelLimitMegapixels } from '../../codec/codec';
import type { Density } from '../../Photo';
import { memorySource } from '../../source';
import { openTiff, readIfd } from '../../tiff/tiffIfd';
import type { Container, Extra } from '../container/Container';
import { tiffDensity } from '../container/tiff';
import type { PhotoFile } from '../openPhotoFile';

const extraNotices: Readonly<Record<Extra, Notice>> = {
  gainMap: notice('output.gainMapDropped'),
  depthMap: notice('output.embeddedDropped', { what: 'depth map' }),
  motionVideo: notice('output.embeddedDropped', { what: 'motion video' }),
  otherPictures: notice('output.embeddedDropped', { what: 'second picture' }),
  credentials: notice('output.credentialsDropped'),
  trailer: notice('output.embeddedDropped', { what: 'data behind the picture' }),
};

/** Notices about a file that hold whatever decodes it. */
export function noticesOf(file: PhotoFile, container: Container, frames: number): Notice[] {
  const { label } = formats[file.format];
  const { number: page, count: pages } = file.page;
  const extension = extname(file.path).slice(1).toLowerCase();
  return [
    ...(extensionsOf(file.format).includes(extension) ? [] : [notice('photo.extension', { format: label })]),
    ...(frames > 1 ? [notice('photo.firstFrame', { frames })] : []),
    ...(pages > 1 ? [notice('photo.onePage', { page, pages })] : []),
    ...besideNotices(container),
    ...container.extras.map((extra) => extraNotices[extra]),
    ...unknownNotices(container),
    ...container.broken.map((what) => notice('photo.metadataUnreadable', { what })),
  ];
}

/** Names in one notice. A scanner or a microscope may write dozens of tags. */
const maxNames = 8;

function unknownNotices({ unknown = [] }: Container): Notice[] {
  if (unknown.length === 0) return [];
  const rest = unknown.length - maxNames;
  const names = unknown.slice(0, maxNames).join(', ');
  const what = rest > 0 ? `${names} and ${String(rest)} more` : names;
  return [notice('output.unknownDropped', { what })];
}

/** Channels that are neither colour nor opacity are dropped with a notice. */
function besideNotices({ beside }: Container): Notice[] {
  const count = beside === undefined ? 0 : beside.count - (beside.alphaAt === null ? 0 : 1);
  if (count === 0) return [];
  return [
    notice('photo.channelsDropped', { count: count === 1 ? 'one channel' : `${String(count)} channels` }),
  ];
}

/** @throws CandelaError `photo.tooLarge` */
export function assertSize({ path: file }: PhotoFile, width: number, height: number): void {
  if (width * height <= pixelLimit) return;
  throw new CandelaError('photo.tooLarge', { file, width, height, limit: pixelLimitMegapixels });
}

/** Resolution from EXIF, for containers without their own field. */
export function exifDensity(exif: Uint8Array | undefined): Density | undefined {
  const tiff = exif && openTiff(memorySource(exif));
  const ifd0 = tiff && readIfd(tiff, tiff.firstIfd);
  return tiff && ifd0 ? tiffDensity(tiff, ifd0) : undefined;
}
