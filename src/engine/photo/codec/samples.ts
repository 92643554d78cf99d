import { allocate, type Samples } from '@core';

/** Colours, and alpha if there is one. */
export type Planes = { colours: Samples; alpha?: Samples };

/** The order of interleaved samples: the number of channels, how many are colours, and the position of alpha. */
export type Layout = { channels: number; colours: 1 | 3; alphaAt: number | null };

/** Bytes as samples of a depth: a view, or a copy if the memory is not aligned for 16 bits. */
export function samplesOf(data: Uint8Array, wide: boolean): Samples {
  if (!wide) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data.byteOffset % 2 === 0) return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  return new Uint16Array(new Uint8Array(data).buffer);
}

/** Separates interleaved samples in place. The colours move together at the front; alpha goes into new memory. */
export function separate(samples: Samples, { channels, colours, alphaAt }: Layout): Planes {
  if (channels === colours) return { colours: samples };
  const pixels = samples.length / channels;
  const alpha = allocate(samples, alphaAt === null ? 0 : pixels);
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel++, from += channels) {
    // Read before this pixel's colours overwrite it.
    if (alphaAt !== null) alpha[pixel] = samples[from + alphaAt] ?? 0;
    for (let colour = 0; colour < colours; colour++) samples[to++] = samples[from + colour] ?? 0;
  }
  const kept = samples.subarray(0, pixels * colours);
  return alphaAt === null ? { colours: kept } : { colours: kept, alpha };
}

/** Colours and alpha interleaved, alpha last. */
export function joined({ colours, alpha }: Required<Planes>): Samples {
  const pixels = alpha.length;
  const channels = colours.length / pixels;
  const samples = allocate(colours, pixels * (channels + 1));
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel++) {
    for (let colour = 0; colour < channels; colour++) samples[to++] = colours[from++] ?? 0;
    samples[to++] = alpha[pixel] ?? 0;
  }
  return samples;
}
