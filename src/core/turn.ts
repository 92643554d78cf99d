import { allocate, type Raster, type Samples } from './raster';

/** How stored rows and columns map to the picture. @see CIPA DC-008 (EXIF 3.0), 4.6.5.1.4, Orientation */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Whether width and height are swapped. */
export function swapsSides(orientation: Orientation): boolean {
  return orientation >= 5;
}

/** A number as an orientation; undefined for an invalid one. */
export function asOrientation(value: number | undefined): Orientation | undefined {
  const isOne = value !== undefined && Number.isInteger(value) && value >= 1 && value <= 8;
  return isOne ? (value as Orientation) : undefined;
}

type Plane = { width: number; height: number; channels: number };

/** The stored position of the upright picture's first sample, and the distance of its neighbours in a row and in a column. */
function walk({ width, height, channels }: Plane, orientation: Orientation): [number, number, number] {
  const [step, row] = [channels, width * channels];
  const right = (width - 1) * step;
  const bottom = (height - 1) * row;
  const walks: Record<Orientation, [number, number, number]> = {
    1: [0, step, row],
    2: [right, -step, row],
    3: [right + bottom, -step, -row],
    4: [bottom, step, -row],
    5: [0, row, step],
    6: [bottom, -row, step],
    7: [right + bottom, -row, -step],
    8: [right, row, -step],
  };
  return walks[orientation];
}

/**
 * A new upright copy of interleaved samples.
 * @param plane the samples as they are stored
 */
export function turnSamples(samples: Samples, plane: Plane, orientation: Orientation): Samples {
  const { width, height, channels } = plane;
  const [columns, rows] = swapsSides(orientation) ? [height, width] : [width, height];
  const [first, step, stride] = walk(plane, orientation);
  const upright = allocate(samples, samples.length);
  for (let y = 0, to = 0; y < rows; y += 1) {
    for (let x = 0, from = first + y * stride; x < columns; x += 1, from += step) {
      for (let channel = 0; channel < channels; channel += 1) upright[to++] = samples[from + channel] ?? 0;
    }
  }
  return upright;
}

/** An upright raster; the given one if it is already upright. */
export function turnRaster(raster: Raster, orientation: Orientation): Raster {
  if (orientation === 1) return raster;
  const { width, height, channels } = raster;
  const data = turnSamples(raster.data, raster, orientation);
  return swapsSides(orientation)
    ? { width: height, height: width, channels, data }
    : { width, height, channels, data };
}
