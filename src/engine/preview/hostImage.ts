import type { HostImage } from '@contract';
import type { Raster, Region, Samples } from '@core';

/** A new copy of any raster as 8-bit RGB rows: grey is repeated three times, 16 bits are rounded. */
export function toHostImage({ width, height, channels, data }: Raster): HostImage {
  const bytes = new Uint8Array(width * height * 3);
  if (channels === 3) bytes.set(to8Bits(data));
  else {
    const grey = to8Bits(data);
    for (let from = 0, to = 0; from < grey.length; from += 1, to += 3) {
      bytes.fill(grey[from] ?? 0, to, to + 3);
    }
  }
  return { width, height, data: bytes };
}

/** The same copy as a raster, for what shows or needs 8 bits alone. */
export function eightBits(raster: Raster): Raster {
  return { ...toHostImage(raster), channels: 3 };
}

/** Exactly v / 257, rounded. */
function to8Bits(samples: Samples): Uint8Array {
  if (samples instanceof Uint8Array) return samples;
  return Uint8Array.from(samples, (value) => (value * 255 + 32_895) >> 16);
}

/** A copy of a part of a raster. */
export function cropped({ width, channels, data }: Raster, region: Region): Raster {
  const stride = width * channels;
  const length = region.width * channels;
  const part = data.slice(0, length * region.height);
  for (let row = 0; row < region.height; row += 1) {
    const from = (region.y + row) * stride + region.x * channels;
    part.set(data.subarray(from, from + length), row * length);
  }
  return { width: region.width, height: region.height, channels, data: part };
}
