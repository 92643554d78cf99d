import {
  allocate,
  showToNetwork,
  storeFromNetwork,
  type NetworkTone,
  type Raster,
  type Samples,
  type Size,
} from '@core';
import type { OpenSession } from '../model/TileRunner';
import { TileInference, type InferenceSpec } from './TileInference';

type Options = { signal: AbortSignal };

/** Takes tiles of stored values through a network, whatever it has to be shown of them. */
export type StoredInference = {
  /** To be filled with a tile's stored values before `infer`; stays as it was filled. */
  readonly input: Samples;
  /** The result in stored values, at the photo's own depth; overwritten by the next. */
  infer(options: Options): Promise<Samples>;
  readonly inPieces: boolean;
};

/** Sees a photo's values as sRGB has them, in 16 bits, so that the way there and back loses nothing of 8. */
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

  async infer(options: Options): Promise<Samples> {
    showToNetwork(this.input, wide(this.#inference.input), this.#tone);
    storeFromNetwork(wide(await this.#inference.infer(options)), this.#result, this.#tone);
    return this.#result;
  }
}

function wide(samples: Samples): Uint16Array {
  if (samples instanceof Uint16Array) return samples;
  throw new Error('a tone is seen in 16 bits');
}

/** Depth in which a network sees a photo. */
export function seenBits({ data }: Raster, tone: NetworkTone | null): 8 | 16 {
  return tone !== null || data instanceof Uint16Array ? 16 : 8;
}

type StoredSpec = Omit<InferenceSpec, 'bits' | 'channels'> & { shape: Size; tone: NetworkTone | null };

/** @param raster the photo: its depth and channels are those of the tiles */
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
