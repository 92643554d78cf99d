/** @file Converts between a tile's samples and a network's tensors. The only place that knows layout, type and range. */
import type { InputSpec, ModelCard, TensorSpec } from '@contract';
import { fullScale, type Samples, type Size } from '@core';

export type Bits = 8 | 16;

/** The input and output of a network that a photo uses. */
export type Ends = {
  input: InputSpec;
  output: TensorSpec;
  thumbnail?: string;
  /** A 16-bit photo goes through a network that takes and gives 8 bits. */
  reduced: boolean;
};

/** Tensor data of the types that a card can name. */
export type TensorData = Uint8Array | Float32Array;

/**
 * One pass over a tensor's data and the matching samples: `count` steps from a start in each. With channels last the samples have
 * the same order, so one pass takes all. With channels first there is one pass a channel.
 */
type Pass = { count: number; data: number; dataStep: number; sample: number; sampleStep: number };

/** The pair of ends for a photo of this depth. */
export function endsFor(card: ModelCard, bits: Bits): Ends {
  const { input, output, input16, output16, thumbnail } = card;
  if (bits === 16 && input16 !== undefined && output16 !== undefined) {
    const name = thumbnail && (thumbnail.name16 ?? thumbnail.name);
    return {
      input: input16,
      output: output16,
      reduced: false,
      ...(name !== undefined && { thumbnail: name }),
    };
  }
  const reduced = bits === 16 && (input.type === 'uint8' || output.type === 'uint8');
  return { input, output, reduced, ...(thumbnail && { thumbnail: thumbnail.name }) };
}

/** The four dimensions of a tensor of RGB pixels. */
export function dimsOf({ layout }: Pick<TensorSpec, 'layout'>, { width, height }: Size): number[] {
  return layout === 'NHWC' ? [1, height, width, 3] : [1, 3, height, width];
}

export function tensorData(type: TensorSpec['type'], length: number): TensorData {
  return type === 'uint8' ? new Uint8Array(length) : new Float32Array(length);
}

/** True when the tensor's data are a tile's samples, so that nothing is converted or copied. */
export function isDirect(spec: TensorSpec, { channels, bits }: { channels: 1 | 3; bits: Bits }): boolean {
  const { layout, type, range } = spec;
  return (
    type === 'uint8' &&
    layout === 'NHWC' &&
    channels === 3 &&
    bits === 8 &&
    range[0] === 0 &&
    range[1] === 255
  );
}

function passesOver(pixels: number, channels: number, { layout }: TensorSpec): Pass[] {
  if (layout === 'NHWC' && channels === 3) {
    return [{ count: pixels * 3, data: 0, dataStep: 1, sample: 0, sampleStep: 1 }];
  }
  const [dataStep, plane] = layout === 'NHWC' ? [3, 1] : [1, pixels];
  return [0, 1, 2].map((c) => ({
    count: pixels,
    data: c * plane,
    dataStep,
    sample: channels === 3 ? c : 0,
    sampleStep: channels,
  }));
}

/**
 * Writes stored values into a tensor's data. Grey goes into all three channels.
 * @param samples HWC, 1 or 3 channels
 * @param data room for 3 channels
 */
export function toTensor(samples: Samples, data: TensorData, spec: TensorSpec): void {
  const pixels = data.length / 3;
  const [low, high] = spec.range;
  const scale = (high - low) / fullScale(samples);
  // Storing an integer truncates; adding a half makes that rounding.
  const offset = spec.type === 'uint8' ? low + 0.5 : low;
  for (const { count, dataStep, sampleStep, ...start } of passesOver(pixels, samples.length / pixels, spec)) {
    for (
      let i = 0, to = start.data, from = start.sample;
      i < count;
      i += 1, to += dataStep, from += sampleStep
    ) {
      data[to] = (samples[from] ?? 0) * scale + offset;
    }
  }
}

/**
 * Writes a tensor's data as stored values, clipped and rounded. Grey gets the luma (BT.709 weights, on stored values).
 * @returns false when a value is not a number
 */
export function fromTensor(data: TensorData, samples: Samples, spec: TensorSpec): boolean {
  return samples.length === data.length ? toColour(data, samples, spec) : toGrey(data, samples, spec);
}

function toColour(data: TensorData, samples: Samples, spec: TensorSpec): boolean {
  const { scale, offset, full } = back(samples, spec);
  let numbers = true;
  for (const { count, dataStep, sampleStep, ...start } of passesOver(data.length / 3, 3, spec)) {
    for (
      let i = 0, from = start.data, to = start.sample;
      i < count;
      i += 1, from += dataStep, to += sampleStep
    ) {
      const value = (data[from] ?? 0) * scale + offset;
      if (value >= 0.5 && value < full) samples[to] = value;
      else {
        samples[to] = value < 0.5 ? 0 : full;
        numbers &&= !Number.isNaN(value);
      }
    }
  }
  return numbers;
}

function toGrey(data: TensorData, samples: Samples, spec: TensorSpec): boolean {
  const [red, green, blue] = passesOver(samples.length, 1, spec);
  if (red === undefined || green === undefined || blue === undefined)
    throw new Error('grey has three passes');
  const { scale, offset, full } = back(samples, spec);
  let numbers = true;
  for (let i = 0, at = 0; i < samples.length; i += 1, at += red.dataStep) {
    const luma =
      0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + green.data] ?? 0) + 0.0722 * (data[at + blue.data] ?? 0);
    const value = luma * scale + offset;
    numbers &&= !Number.isNaN(value);
    samples[i] = Math.min(full, Math.max(0, value));
  }
  return numbers;
}

/** Maps a tensor's range to stored values. The half turns truncation into rounding. */
function back(
  samples: Samples,
  { range: [low, high] }: TensorSpec,
): { scale: number; offset: number; full: number } {
  const full = fullScale(samples);
  const scale = full / (high - low);
  return { scale, offset: 0.5 - low * scale, full };
}
