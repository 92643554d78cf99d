import { stat } from 'node:fs/promises';
import type { RawDeveloper } from '@contract';
import { displayP3 } from '../../../../colour/displayP3';
import { memorySource } from '../../../../source';
import { emptyContainer } from '../../../container/Container';
import { readRaw } from '../../../container/raw';
import type { PhotoFile } from '../../../openPhotoFile';
import { ofExif } from '../../../orientation';
import type { DecodedPixels, HeaderOptions, PhotoHeader, PixelRequest } from '../../Decoder';
import { assertSize, noticesOf } from '../../headerFacts';
import { sharpPixels } from '../../sharp/sharpPixels';
import { DevelopedFiles, type HeldFile } from './DevelopedFiles';
import { developOutside } from './developOutside';
import { recipes } from './recipes';

const developed = new DevelopedFiles();

/** The files of a closed photo. */
export function forgetDeveloped(path: string): void {
  developed.forget(`${path}\n`);
}

/** How often a program that works is told of, ms. */
const aliveMs = 5000;

async function stateOf(path: string): Promise<string> {
  return stat(path).then(
    ({ size, mtimeMs }) => `${String(size)} ${String(mtimeMs)}`,
    () => '',
  );
}

async function held(path: string, developer: RawDeveloper, options: HeaderOptions): Promise<HeldFile> {
  const states = [await stateOf(path), await stateOf(path + recipes[developer.program].sidecar)];
  const key = [path, ...states, JSON.stringify(developer)].join('\n');
  const alive = setInterval(options.onAlive, aliveMs);
  try {
    return await developed.hold(key, (making) => developOutside(path, developer, making), options);
  } finally {
    clearInterval(alive);
  }
}

/** The files of headers that are open. */
const files = new WeakMap<PhotoHeader, HeldFile>();

/** The header of a raw that another program develops. Only the picture tells its size, so it is developed here. */
export async function outsideHeader(
  file: PhotoFile,
  developer: RawDeveloper,
  options: HeaderOptions,
): Promise<PhotoHeader> {
  const holding = await held(file.path, developer, options);
  try {
    const { width, height, notice } = holding.file;
    assertSize(file, width, height);
    const container = readRaw(file.source);
    const header: PhotoHeader = {
      ...{ width, height, model: 'rgb', bits: 16, profile: await displayP3() },
      turn: { orientation: ofExif(container.metadata.exif) ?? 1, byCodec: true, settlesTags: true },
      hasAlpha: false,
      isFloat: false,
      metadata: container.metadata,
      container,
      notices: [...noticesOf(file, container, 1), notice],
      release: holding.release,
    };
    files.set(header, holding);
    return header;
  } catch (error) {
    holding.release();
    throw error;
  }
}

/** The developed TIFF, as if it were the photo. It stands upright. */
function tiffFile(raw: PhotoFile, input: string): PhotoFile {
  const file: PhotoFile = {
    ...raw,
    ...{ input, format: 'tiff' },
    page: { number: 1, count: 1, directory: 0, directoryAt: 0 },
    source: memorySource(new Uint8Array(0)),
    loaded: () => Promise.resolve(file),
    assertUnchanged: () => Promise.resolve(),
  };
  return file;
}

/** Pixels of such a raw. */
export async function outsidePixels(
  request: PixelRequest,
  options: { signal: AbortSignal },
): Promise<DecodedPixels> {
  const holding = files.get(request.header);
  if (holding === undefined) throw new Error('a raw was closed before its pixels were read');
  const file = tiffFile(request.file, holding.file.path);
  const header: PhotoHeader = {
    ...request.header,
    container: emptyContainer,
    turn: { orientation: 1, byCodec: false, settlesTags: true },
  };
  const pixels = await sharpPixels({ ...request, file, header }, options);
  return { ...pixels, isDeveloped: true, notices: [] };
}
