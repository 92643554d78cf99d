import type { Raster } from '@core';

/** A copy whose samples several threads can read without copies of their own. */
export function shared(raster: Raster): Raster {
  const { data } = raster;
  const memory = new SharedArrayBuffer(data.byteLength);
  const copy = data instanceof Uint8Array ? new Uint8Array(memory) : new Uint16Array(memory);
  copy.set(data);
  return { ...raster, data: copy };
}
