import { isDeepStrictEqual } from 'node:util';
import type { RawSettings } from '@contract';
import { developer, factorsFor, greyDeveloper, type Matrix, type Row } from '@core';
import type { RawProblem, RawSensor } from '../../../../worker/jobs';
import { release } from '../../../releasable';
import type { RawMetadata, RawPicture } from './libRawAnswers';
import type { LibRawFile } from './LibRawFile';
import type { Wanted } from './PictureMemory';
import { sensorOf, storedSize } from './rawFacts';

type Options = Readonly<Record<string, unknown>>;

/** AHD; of X-Trans one pass, because three take up to twice as long and come no closer to the photo (docs/measured.md). */
const qualities = { ahd: 3, xTrans: 2, bilinear: 0 } as const satisfies Record<
  RawSensor['demosaicing'],
  number
>;

/** LibRaw's modes: cut, leave as it is, and mend from the colours that are left. */
const modes = { clip: 0, keep: 1, rebuild: 5 } as const;

/**
 * The brightest value of the sensor counts as its saturation where it reaches this share of what LibRaw knows for the camera. With LibRaw's
 * own 0.75, photos of one series would differ in brightness.
 */
const saturationShare = 0.9;

/** No brightness by the picture's own histogram, the camera's colours, and light as it is: `gamm` needs all six numbers. */
const plain = { outputBps: 16, outputColor: 0, noAutoBright: true, gamm: [1, 1, 0, 0, 0, 0] } as const;

/** A camera of four colours: the library itself makes three of them, of sRGB, with its highlights cut. */
const ofFour = { outputColor: 1, highlight: modes.clip } as const;
const identity: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

const three = ([a, b, c]: readonly [number, number, number, number]): Row => [a, b, c];

const matrixOf = ({ color_data: { rgb_cam } }: RawMetadata): Matrix => [
  three(rgb_cam[0]),
  three(rgb_cam[1]),
  three(rgb_cam[2]),
];

/** @param metadata before anything was developed: `pre_mul` are the factors for daylight then */
function whiteOptions(white: RawSettings['white'], metadata: RawMetadata | null): Options {
  if (white === 'camera') return { useCameraWb: true };
  if (white === 'daylight' || metadata === null) return { useCameraWb: false };
  const daylight = three(metadata.color_data.pre_mul);
  const [red, green, blue] = factorsFor(white, { daylight, toSrgb: matrixOf(metadata) });
  return { userMul: [red, green, blue, green] };
}

/** @param metadata null: not read yet */
function optionsFor(
  { settings, isHalf }: Way,
  { demosaicing, colours, crop }: RawSensor,
  metadata: RawMetadata | null,
): Options {
  return {
    ...plain,
    ...whiteOptions(settings.white, metadata),
    userQual: qualities[demosaicing],
    highlight: modes[settings.highlights],
    adjustMaximumThr: saturationShare,
    halfSize: isHalf,
    ...(colours > 3 && ofFour),
    ...(crop && { cropbox: crop }),
  };
}

/** What a DNG asks for. Cameras whose sensors are exposed low for the sake of highlights state it. */
function baseExposure({ color_data: { dng_levels } }: RawMetadata): number {
  const { baseline_exposure: stated } = dng_levels;
  return Number.isFinite(stated) && Math.abs(stated) <= 10 ? stated : 0;
}

/** @returns the largest value of the sensor */
function develop({ colors, data }: RawPicture, settings: RawSettings, metadata: RawMetadata): number {
  const exposure = 2 ** (settings.exposure + baseExposure(metadata));
  if (colors === 1) return greyDeveloper({ exposure })(data).peak;
  if (metadata.colors > 3)
    return developer({ toSrgb: identity, saturation: [1, 1, 1], exposure, highlights: 'clip' })(data).peak;
  const { highlights } = settings;
  // Where nothing is cut, the factors were scaled so that the largest is 1.
  const saturation: Row = highlights === 'clip' ? [1, 1, 1] : three(metadata.color_data.pre_mul);
  return developer({ toSrgb: matrixOf(metadata), saturation, exposure, highlights })(data).peak;
}

/** Pictures that the library makes another one of are left to it: halved ones, those of four colours, and pixels that are not square. */
function wantedOf(metadata: RawMetadata, isHalf: boolean): Wanted | null {
  const { colors, flip, pixel_aspect: aspect } = metadata;
  if (isHalf || colors > 3 || aspect !== 1) return null;
  return { ...storedSize(metadata), flip, channels: colors === 1 ? 1 : 3 };
}

/** `isHalf`: half the size in each direction will do. */
type Way = { readonly settings: RawSettings; readonly isHalf: boolean };

export type Developed = { picture: RawPicture; problem: RawProblem | null };

/**
 * Develops a raw: the camera's colours, demosaiced and balanced by LibRaw, become stored values of Display P3.
 * @throws RawFailure
 */
export function developRaw(
  file: LibRawFile,
  bytes: Uint8Array,
  { sensor, ...way }: Way & { sensor: RawSensor },
): Developed {
  const { settings, isHalf } = way;
  const first = optionsFor(way, sensor, null);
  file.open(bytes, first);
  const metadata = file.metadata();
  const options = optionsFor(way, sensorOf(metadata), metadata);
  // The library keeps the place of a first copy, so a file is opened once if it can be.
  if (!isDeepStrictEqual(options, first)) file.open(bytes, options);
  release(bytes);
  const picture = file.develop(wantedOf(metadata, isHalf));
  const peak = develop(picture, settings, file.metadata());
  if (peak === 0) return { picture, problem: 'black' };
  return { picture, problem: file.isBroken ? 'broken' : null };
}
