import type { Raster } from '@core';

/** A copy whose samples several threads can read without copies of their own. One that is such a copy stays as it is. */
export function shared(raster: Raster): Raster {
  const { data } = raster;
  if (data.buffer instanceof SharedArrayBuffer) return raster;
  const memory = new SharedArrayBuffer(data.byteLength);
  const copy = data instanceof Uint8Array ? new Uint8Array(memory) : new Uint16Array(memory);
  copy.set(data);
  return { ...raster, data: copy };
}
