import { CandelaError, type RawSettings } from '@contract';
import type { Orientation } from '@core';
import { rawHeaderJob, type RawFacts, type RawPreviewPicture, type RawSensor } from '../../../../worker/jobs';
import { runJob } from '../../../../worker/runJob';
import { displayP3 } from '../../../colour/displayP3';
import { greyProfile } from '../../../colour/matrixProfile';
import { readRaw } from '../../container/raw';
import { inMemoryLimit, type PhotoFile } from '../../openPhotoFile';
import type { HeaderOptions, PhotoHeader } from '../Decoder';
import { assertSize, noticesOf } from '../headerFacts';
import { exifOfFacts } from './exifOfFacts';
import { outsideHeader } from './outside/outsideHeader';
import { rawModule } from './rawModule';
import { previewSize } from './rawPreview';
import { undeveloped } from './undeveloped';

/** The file, the mosaic and the picture are in memory together while it is developed. */
const tooBig = 'a camera raw of more than 256 MB';

/** EXIF's number of each of dcraw's flips. */
const orientations: readonly Orientation[] = [1, 2, 4, 3, 5, 8, 6, 7];

const orientationOf = ({ flip }: RawFacts): Orientation => orientations[flip] ?? 1;

/** Memory of LibRaw beside the finished samples and the file, bytes a pixel: the mosaic, and four colours. */
const bytesPerPixel = 2 + 8;

/** Of a small picture the library makes a copy; a large one is read where it lies, and its thread has needs of its own. */
const copyOf = (pixels: number): number => Math.min(pixels * 6, 60_000_000);

/** A header of LibRaw's, and the camera's preview if that is to stand for the picture. */
async function askLibRaw(
  path: string,
  { signal, raw }: { signal: AbortSignal; raw: RawSettings },
): Promise<{ facts: RawFacts; preview: RawPreviewPicture | null }> {
  const wantsPreview = raw.preview === 'always';
  const module = await rawModule();
  const { facts, problem, preview } = await runJob(rawHeaderJob, { module, path, wantsPreview }, { signal });
  if (facts === null) throw undeveloped(path, problem ?? 'unknown', { hasPreview: false });
  if (wantsPreview && preview === null) throw new CandelaError('photo.rawNoPreview', { file: path });
  return { facts, preview };
}

/** What holds of the pixels: those of the sensor, or those of the preview. */
async function pixelFacts(
  facts: RawFacts,
  preview: RawPreviewPicture | null,
  fileSize: number,
): Promise<Pick<PhotoHeader, 'width' | 'height' | 'model' | 'bits' | 'profile' | 'decoderBytes'>> {
  if (preview !== null)
    return { ...(await previewSize(preview, orientationOf(facts))), model: 'rgb', bits: 8 };
  const { width, height, channels } = facts;
  const isGrey = channels === 1;
  return {
    width,
    height,
    model: isGrey ? 'grey' : 'rgb',
    bits: 16,
    profile: isGrey ? greyProfile('srgb') : await displayP3(),
    decoderBytes: width * height * bytesPerPixel + copyOf(width * height) + fileSize,
  };
}

const sensors = new WeakMap<PhotoHeader, RawSensor>();

const usualSensor: RawSensor = { demosaicing: 'ahd', colours: 3, crop: null };

/** What the header told of the sensor. */
export const sensorFor = (header: PhotoHeader): RawSensor => sensors.get(header) ?? usualSensor;

/** The header of a camera raw, as the port asks. LibRaw reads it in a thread of its own. */
export async function rawHeader(file: PhotoFile, options: HeaderOptions): Promise<PhotoHeader> {
  const { path, source } = file;
  const { developer } = options.raw;
  if (developer !== undefined && options.raw.preview !== 'always')
    return outsideHeader(file, developer, options);
  if (source.size >= inMemoryLimit) throw new CandelaError('photo.unsupported', { file: path, kind: tooBig });
  const { facts, preview } = await askLibRaw(path, options);
  assertSize(file, facts.width, facts.height);
  const container = readRaw(source);
  const { exif = exifOfFacts(facts), ...others } = container.metadata;
  const header: PhotoHeader = {
    ...(await pixelFacts(facts, preview, source.size)),
    turn: { orientation: orientationOf(facts), byCodec: true, settlesTags: true },
    hasAlpha: false,
    isFloat: false,
    metadata: { ...others, exif },
    container,
    notices: noticesOf(file, container, 1),
  };
  sensors.set(header, facts.sensor);
  return header;
}
