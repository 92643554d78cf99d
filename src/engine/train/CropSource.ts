import { CandelaError, type TrainSettings } from '@contract';
import { darken, seeded, type Random, type Region } from '@core';
import { cropped } from '../preview/hostImage';

/** An 8-bit RGB picture. */
export type Rgb8 = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array<ArrayBuffer>;
};

/** A dark picture and its truth, values 0 to 1 in planes. */
export type Planes = { readonly dark: Float32Array; readonly truth: Float32Array };

/** The crop that is never trained on: at most this large, and at most half as wide and high as its photo. */
const heldOutSize = { width: 144, height: 96 } as const;
const leastHeldOut = 16;

/** Seeds of the crops of one run are this far from those of the next. */
const runStride = 1_000_003;

/** Draws pairs for training from photos. The crop that is held out is part of the first of them. */
export class CropSource {
  readonly heldOut: Region;
  readonly #photos: readonly Rgb8[];
  readonly #settings: TrainSettings;
  /** Where the upper left corner of a crop may lie: a photo, and a range of its columns and rows. */
  readonly #places: readonly { photo: Rgb8; range: Region }[];

  /** @throws CandelaError `train.noRoom` */
  constructor(photos: readonly Rgb8[], settings: TrainSettings) {
    const [first] = photos;
    this.#photos = photos;
    this.#settings = settings;
    this.heldOut = first === undefined ? { x: 0, y: 0, width: 0, height: 0 } : liveliest(first);
    const { width, height } = this.heldOut;
    const all = photos.flatMap((photo) => this.#rangesIn(photo).map((range) => ({ photo, range })));
    this.#places = all.filter(({ range }) => range.width > 0 && range.height > 0);
    if (this.#places.length === 0 || Math.min(width, height) < leastHeldOut)
      throw new CandelaError('train.noRoom', { side: String(settings.side) });
  }

  /** The pair of the crop that is held out. Its noise is always the same. */
  heldOutPair(): { dark: Rgb8; truth: Rgb8 } {
    const [first] = this.#photos;
    if (first === undefined) throw new Error('There is no photo.');
    const truth = cut(first, this.heldOut);
    const random = seeded(this.#settings.seed);
    return { truth, dark: { ...truth, data: darken(truth.data, this.#settings.darkening, random) } };
  }

  /** The pairs of a step, by its number alone: a run that goes back sees the same pairs again. */
  batchAt(step: number): Planes {
    const { batch, side, seed, darkening } = this.#settings;
    const random = seeded(seed * runStride + step);
    const samples = 3 * side * side;
    const planes = { dark: new Float32Array(batch * samples), truth: new Float32Array(batch * samples) };
    for (let at = 0; at < batch; at += 1) {
      const crop = this.#crop(random);
      const isMirrored = random.uniform() < 0.5;
      const dark = { ...crop, data: darken(crop.data, darkening, random) };
      toPlanes(crop, planes.truth.subarray(at * samples, (at + 1) * samples), isMirrored);
      toPlanes(dark, planes.dark.subarray(at * samples, (at + 1) * samples), isMirrored);
    }
    return planes;
  }

  #crop(random: Random): Rgb8 {
    const { side } = this.#settings;
    // Larger photos give more crops.
    const total = this.#places.reduce((sum, { range }) => sum + range.width * range.height, 0);
    let lot = random.uniform() * total;
    const found =
      this.#places.find(({ range }) => (lot -= range.width * range.height) < 0) ?? this.#places[0];
    if (found === undefined) throw new Error('There is no place for a crop.');
    const { photo, range } = found;
    const x = range.x + Math.floor(random.uniform() * range.width);
    const y = range.y + Math.floor(random.uniform() * range.height);
    return cut(photo, { x, y, width: side, height: side });
  }

  /** All of a photo; of the first one, the bands around the crop that is held out. */
  #rangesIn(photo: Rgb8): Region[] {
    const { side } = this.#settings;
    const [columns, rows] = [photo.width - side + 1, photo.height - side + 1];
    if (photo !== this.#photos[0]) return [{ x: 0, y: 0, width: columns, height: rows }];
    const { x, y, width, height } = this.heldOut;
    const [right, below] = [x + width, y + height];
    return [
      { x: 0, y: 0, width: Math.min(columns, x - side + 1), height: rows },
      { x: right, y: 0, width: columns - right, height: rows },
      { x: 0, y: 0, width: columns, height: Math.min(rows, y - side + 1) },
      { x: 0, y: below, width: columns, height: rows - below },
    ];
  }
}

function cut(photo: Rgb8, region: Region): Rgb8 {
  const { width, height, data } = cropped({ ...photo, channels: 3 }, region);
  return { width, height, data: Uint8Array.from(data) };
}

/** The part with most going on, of nine that are tried: it shows best what was learned. */
function liveliest(photo: Rgb8): Region {
  const width = Math.min(heldOutSize.width, Math.floor(photo.width / 2));
  const height = Math.min(heldOutSize.height, Math.floor(photo.height / 2));
  const places = [0.1, 0.5, 0.9].flatMap((down) =>
    [0.1, 0.5, 0.9].map((across) => ({
      x: Math.round(across * (photo.width - width)),
      y: Math.round(down * (photo.height - height)),
      width,
      height,
    })),
  );
  const most = { variance: -1, place: { x: 0, y: 0, width, height } };
  for (const place of places) {
    const variance = width * height === 0 ? 0 : varianceOf(cut(photo, place).data);
    if (variance > most.variance) Object.assign(most, { variance, place });
  }
  return most.place;
}

function varianceOf(samples: Uint8Array): number {
  let [sum, squares] = [0, 0];
  for (const value of samples) {
    sum += value;
    squares += value * value;
  }
  return squares / samples.length - (sum / samples.length) ** 2;
}

/** Interleaved samples as planes of values in 0 to 1. */
export function toPlanes({ width, height, data }: Rgb8, planes: Float32Array, isMirrored = false): void {
  const pixels = width * height;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = 3 * (y * width + (isMirrored ? width - 1 - x : x));
      for (let channel = 0; channel < 3; channel += 1)
        planes[channel * pixels + y * width + x] = (data[from + channel] ?? 0) / 255;
    }
}

/** Planes of values as an interleaved picture, clipped and rounded. */
export function fromPlanes(planes: Float32Array, { width, height }: { width: number; height: number }): Rgb8 {
  const pixels = width * height;
  const data = new Uint8Array(3 * pixels);
  for (let at = 0; at < pixels; at += 1)
    for (let channel = 0; channel < 3; channel += 1) {
      const value = planes[channel * pixels + at] ?? 0;
      data[3 * at + channel] = Math.round(255 * Math.min(1, Math.max(0, value)));
    }
  return { width, height, data };
}
