import { CandelaError, type InputSpec, type ModelCard, type Provider } from '@contract';
import { wholePlace, type Place, type Raster, type Samples, type Size } from '@core';
import { asRun } from './runs';
import { loadRuntime, type Runtime, type Session, type Tensor } from './runtime';
import { dimsOf, endsFor, fromTensor, isDirect, tensorData, toTensor, type Bits, type Ends } from './tensor';

/** A model loaded on a provider. */
export type OpenSession = { session: Session; card: ModelCard; provider: Provider };

export type TileSpec = {
  /** The shape of the network's input, padding included. */
  shape: Size;
  channels: 1 | 3;
  bits: Bits;
  /** The whole photo scaled to fit. Required if the card names a thumbnail, else of no use. */
  thumbnail?: Raster;
  /** The photo's least difference of brightness, of 255. Absent: 1. */
  step?: number;
  /** Values by the card's names. Absent controls are neutral. */
  controls?: Readonly<Record<string, number>>;
};

export type Feeds = Record<string, Tensor>;

/**
 * Runs tiles of one shape through a session. The tensors are made once. ONNX Runtime reads the input and writes the output in
 * place, so a tile of 8-bit RGB is never copied if the network takes that type.
 */
export class TileRunner {
  /** The tile's samples: HWC, the spec's shape and depth. Fill it before each run; a run does not change it. */
  readonly input: Samples;
  readonly #open: OpenSession;
  readonly #ends: Ends;
  readonly #feeds: Feeds;
  readonly #inputTensor: Tensor;
  readonly #outputTensor: Tensor;
  readonly #output: Samples;
  readonly #place: Float32Array | undefined;

  private constructor(open: OpenSession, spec: TileSpec, { Tensor }: Runtime) {
    this.#open = open;
    this.#ends = endsFor(open.card, spec.bits);
    const { input, output } = this.#ends;
    const pixels = spec.shape.width * spec.shape.height;
    const make = (end: InputSpec | typeof output) =>
      new Tensor(end.type, tensorData(end.type, pixels * 3), dimsOf(end, spec.shape));
    this.#inputTensor = make(input);
    this.#outputTensor = make(output);
    const samples = () =>
      spec.bits === 8 ? new Uint8Array(pixels * spec.channels) : new Uint16Array(pixels * spec.channels);
    this.input = isDirect(input, spec) ? bytesOf(this.#inputTensor) : samples();
    this.#output = isDirect(output, spec) ? bytesOf(this.#outputTensor) : samples();
    this.#feeds = feedsFor(open, { ends: this.#ends, spec, image: this.#inputTensor, Tensor });
    this.#place = placeData(open.card, this.#feeds);
  }

  static async create(open: OpenSession, spec: TileSpec): Promise<TileRunner> {
    return new TileRunner(open, spec, await loadRuntime());
  }

  /**
   * The result for `input`: HWC, the same shape and depth. The next run overwrites it. Throws the runtime's errors, and
   * `model.breaksCard` when the result contains values that are not numbers.
   * @param place where the input lies in the photo. Absent: it is the photo
   */
  async run(place: Place = wholePlace): Promise<Samples> {
    const { session, card } = this.#open;
    const { input, output } = this.#ends;
    const given = dataOf(this.#inputTensor);
    this.#place?.set(sharesOf(place));
    if (given !== this.input) toTensor(this.input, given, input);
    await asRun(() => session.run(this.#feeds, { [output.name]: this.#outputTensor }));
    const data = dataOf(this.#outputTensor);
    if (data !== this.#output && !fromTensor(data, this.#output, output)) {
      throw new CandelaError('model.breaksCard', {
        model: card.id,
        reason: 'its result holds values that are not numbers',
      });
    }
    return this.#output;
  }

  /**
   * Runs once with an output that the runtime allocates, and checks its shape.
   * @throws CandelaError `model.breaksCard` when the result has another shape than the input
   */
  async checkShape(): Promise<void> {
    const { session, card } = this.#open;
    const { output } = this.#ends;
    const results = await asRun(() => session.run(this.#feeds, [output.name]));
    const found = results[output.name]?.dims ?? [];
    const wanted = this.#outputTensor.dims;
    if (found.join() === wanted.join()) return;
    const reason = `its output ${output.name} has the shape ${found.join('×')} where ${wanted.join('×')} was to come`;
    throw new CandelaError('model.breaksCard', { model: card.id, reason });
  }
}

export type FeedSources = {
  ends: Ends;
  spec: Pick<TileSpec, 'thumbnail' | 'step' | 'controls'>;
  image: Tensor;
  Tensor: Runtime['Tensor'];
};

/**
 * All inputs that the network requires.
 *
 * Note: Unused ends. The runtime's binding for Node can feed only the inputs that a network lists as required. So a network with
 * two pairs needs both inputs at every run. The unused pair gets a single black pixel. It adds nothing when a network sums its two
 * inputs, and costs almost nothing when a network keeps them apart.
 */
export function feedsFor({ session, card }: OpenSession, { ends, spec, image, Tensor }: FeedSources): Feeds {
  const feeds: Feeds = { [ends.input.name]: image };
  for (const { name, neutral } of card.controls) {
    feeds[name] = new Tensor('float32', Float32Array.of(spec.controls?.[name] ?? neutral), [1]);
  }
  if (ends.thumbnail !== undefined) feeds[ends.thumbnail] = thumbnailTensor(ends, spec, Tensor);
  if (card.step !== undefined)
    feeds[card.step.name] = new Tensor('float32', Float32Array.of(spec.step ?? 1), [1]);
  if (card.place !== undefined) feeds[card.place.name] = new Tensor('float32', sharesOf(wholePlace), [1, 4]);
  for (const name of session.inputNames) feeds[name] ??= unused(card, name, Tensor);
  return feeds;
}

function sharesOf({ top, left, height, width }: Place): Float32Array {
  return Float32Array.of(top, left, height, width);
}

/** The values of the place that are fed, if the network asks for one. */
function placeData({ place }: ModelCard, feeds: Feeds): Float32Array | undefined {
  const data = place && feeds[place.name]?.data;
  return data instanceof Float32Array ? data : undefined;
}

function thumbnailTensor(
  { input }: Ends,
  { thumbnail }: FeedSources['spec'],
  Tensor: Runtime['Tensor'],
): Tensor {
  if (thumbnail === undefined) throw new Error('this model needs a thumbnail of the photo');
  const data = tensorData(input.type, thumbnail.width * thumbnail.height * 3);
  toTensor(thumbnail.data, data, input);
  return new Tensor(input.type, data, dimsOf(input, thumbnail));
}

function unused(card: ModelCard, name: string, Tensor: Runtime['Tensor']): Tensor {
  const ends = [endsFor(card, 8), endsFor(card, 16)].find(({ input, thumbnail }) =>
    [input.name, thumbnail].includes(name),
  );
  if (ends === undefined) throw new Error(`no input of the card is called ${name}`);
  const { input } = ends;
  const pixel = { width: 1, height: 1 };
  const shape = ends.thumbnail === name || input.size === 'any' ? pixel : input.size;
  const data = tensorData(input.type, shape.width * shape.height * 3).fill(input.range[0]);
  return new Tensor(input.type, data, dimsOf(input, shape));
}

function dataOf(tensor: Tensor): Uint8Array | Float32Array {
  const { data } = tensor;
  if (data instanceof Uint8Array || data instanceof Float32Array) return data;
  throw new TypeError(`a tensor of ${tensor.type} where uint8 or float32 was made`);
}

function bytesOf(tensor: Tensor): Uint8Array {
  const data = dataOf(tensor);
  if (data instanceof Uint8Array) return data;
  throw new TypeError('a tensor of float32 where uint8 was made');
}
