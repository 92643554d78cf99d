import {
  allocate,
  showToNetwork,
  storeFromNetwork,
  type NetworkTone,
  type Place,
  type Raster,
  type Samples,
  type Size,
} from '@core';
import type { OpenSession } from '../model/TileRunner';
import { TileInference, type InferenceSpec } from './TileInference';

type Options = { signal: AbortSignal };

/** Runs tiles of stored values through a network. It converts them to the network's values and back. */
export type StoredInference = {
  /** Fill it with a tile's stored values before `infer`. It keeps them. */
  readonly input: Samples;
  /** The result in stored values, at the photo's own depth. The next call overwrites it. */
  infer(place: Place, options: Options): Promise<Samples>;
  readonly inPieces: boolean;
};

/** Converts a photo's values to sRGB and back in 16 bits, so that nothing of 8 bits is lost. */
class TonedInference implements StoredInference {
  readonly input: Samples;
  readonly #result: Samples;
  readonly #inference: TileInference;
  readonly #tone: NetworkTone;

  constructor(inference: TileInference, tone: NetworkTone, like: Samples) {
    this.#inference = inference;
    this.#tone = tone;
    this.input = allocate(like, inference.input.length);
    this.#result = allocate(like, inference.input.length);
  }

  get inPieces(): boolean {
    return this.#inference.inPieces;
  }

  async infer(place: Place, options: Options): Promise<Samples> {
    showToNetwork(this.input, wide(this.#inference.input), this.#tone);
    storeFromNetwork(wide(await this.#inference.infer(place, options)), this.#result, this.#tone);
    return this.#result;
  }
}

function wide(samples: Samples): Uint16Array {
  if (samples instanceof Uint16Array) return samples;
  throw new Error('a tone is seen in 16 bits');
}

/** The depth in which a network sees a photo. */
export function seenBits({ data }: Raster, tone: NetworkTone | null): 8 | 16 {
  return tone !== null || data instanceof Uint16Array ? 16 : 8;
}

type StoredSpec = Omit<InferenceSpec, 'bits' | 'channels'> & { shape: Size; tone: NetworkTone | null };

/** @param raster the photo; the tiles have its depth and channels */
export async function openInference(
  open: OpenSession,
  raster: Raster,
  { shape, tone, ...more }: StoredSpec,
): Promise<StoredInference> {
  const { channels, data } = raster;
  const bits = seenBits(raster, tone);
  const inference = await TileInference.create(open, shape, { ...more, channels, bits });
  return tone === null ? inference : new TonedInference(inference, tone, data);
}
