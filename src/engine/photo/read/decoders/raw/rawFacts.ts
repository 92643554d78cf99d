import type { RawFacts, RawSensor } from '../../../../worker/jobs';
import type { RawMetadata } from './libRawAnswers';

/** Left, top, width and height within the sensor's visible part, before turning. */
export type Crop = readonly [left: number, top: number, width: number, height: number];

/** A crop of less than this share of a side is a mistake of its writer. */
const leastShare = 0.5;

/** Flips that swap the sides. */
export const isTurned = (flip: number): boolean => flip >= 4;

/** The part that the camera, or the DNG, means to be seen; undefined for all of it. */
function cropOf(metadata: RawMetadata): Crop | undefined {
  const { flip, width, height, left_margin, top_margin, raw_inset_crops } = metadata;
  const [inset] = raw_inset_crops;
  if (inset === undefined) return undefined;
  const [across, down] = isTurned(flip) ? [height, width] : [width, height];
  const [left, top] = [inset.cleft - left_margin, inset.ctop - top_margin];
  const { cwidth, cheight } = inset;
  const isInside = left >= 0 && top >= 0 && left + cwidth <= across && top + cheight <= down;
  const isSensible = cwidth >= across * leastShare && cheight >= down * leastShare;
  const isWhole = cwidth === across && cheight === down;
  return isInside && isSensible && !isWhole ? [left, top, cwidth, cheight] : undefined;
}

/** The part of the sensor that is developed, as it lies. */
export function storedSize(metadata: RawMetadata): { width: number; height: number } {
  const crop = cropOf(metadata);
  const { flip, width, height } = metadata;
  if (crop !== undefined) return { width: crop[2], height: crop[3] };
  return isTurned(flip) ? { width: height, height: width } : { width, height };
}

/** Pixels that are not square are stretched by the library. @see LibRaw, stretch() */
function sizeOf(metadata: RawMetadata): { width: number; height: number } {
  const { flip, pixel_aspect: aspect } = metadata;
  const { width: across, height: down } = storedSize(metadata);
  const width = aspect > 1 ? Math.floor(across * aspect + 0.5) : across;
  const height = aspect > 0 && aspect < 1 ? Math.floor(down / aspect + 0.5) : down;
  return isTurned(flip) ? { width: height, height: width } : { width, height };
}

/** Fuji's pattern, as LibRaw numbers it. */
const xTransFilters = 9;

/** LibRaw's way for that pattern refuses pictures with a shorter side. */
const leastXTrans = 512;

function demosaicingOf(metadata: RawMetadata): RawSensor['demosaicing'] {
  if (metadata.filters !== xTransFilters) return 'ahd';
  const { width, height } = storedSize(metadata);
  return Math.min(width, height) < leastXTrans ? 'bilinear' : 'xTrans';
}

export function sensorOf(metadata: RawMetadata): RawSensor {
  const { colors: colours } = metadata;
  const crop = cropOf(metadata);
  return { demosaicing: demosaicingOf(metadata), colours, crop: crop === undefined ? null : [...crop] };
}

export function factsOf(metadata: RawMetadata): RawFacts {
  const known = (value: number): number => (Number.isFinite(value) && value > 0 ? value : 0);
  return {
    ...sizeOf(metadata),
    channels: metadata.colors === 1 ? 1 : 3,
    flip: metadata.flip,
    bits: metadata.color_data.raw_bps,
    sensor: sensorOf(metadata),
    make: metadata.camera_make,
    model: metadata.camera_model,
    lens: metadata.lens.Lens,
    iso: known(metadata.iso_speed),
    shutter: known(metadata.shutter),
    aperture: known(metadata.aperture),
    focalLength: known(metadata.focal_len),
    taken: known(metadata.timestamp),
  };
}
