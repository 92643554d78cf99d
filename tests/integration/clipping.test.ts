import { describe, expect, it } from 'vitest';
import type { Raster } from '@core';
import { inferenceFor, options, scene } from '../support/previews';

const finish = { brightness: 0, highlights: 0, colour: 0 };

/** Four rows in ten have one channel at 0, one row all of them, two rows one channel at full scale; in the other half nothing is clipped. */
function stripes(bits: 8 | 16): Raster {
  const [width, height] = [300, 700];
  const unit = bits === 8 ? 1 : 257;
  const colours = [
    [0, 100, 90],
    [0, 100, 90],
    [0, 0, 0],
    [100, 255, 90],
    [100, 90, 60],
  ] as const;
  const values = Array.from({ length: width * height * 3 }, (_, i) => {
    const row = Math.floor(i / 3 / width);
    return colours[row % colours.length]![i % 3]! * unit;
  });
  const data = bits === 8 ? Uint8Array.from(values) : Uint16Array.from(values);
  return { width, height, channels: 3, data };
}

describe('Previews.clipping', () => {
  it.each([8, 16] as const)('counts every pixel of a photo of %i bits', async (bits) => {
    const { at, path, model } = await scene('identity', stripes(bits));
    const look = { inference: inferenceFor(model), mix: { strength: 1, finish } };
    expect(await at.engine.previews.clipping({ path, ...look }, options)).toEqual({
      photo: { black: { any: 0.6, all: 0.2 }, white: { any: 0.2, all: 0 } },
      result: null,
    });
  });

  it('counts the result where one was made at full size, with strength and finishing', async () => {
    const { at, path, model } = await scene('double', stripes(8));
    const { previews } = at.engine;
    const look = { inference: inferenceFor(model), mix: { strength: 1, finish } };
    await previews.picture({ path, ...look }, options);
    const { result } = await previews.clipping({ path, ...look }, options);
    // Twice 100, 90 and 60 is below 255.
    expect(result).toEqual({ black: { any: 0.6, all: 0.2 }, white: { any: 0.2, all: 0 } });
    const grey = { ...look, mix: { strength: 1, finish: { ...finish, colour: -1 } } };
    expect((await previews.clipping({ path, ...grey }, options)).result).toEqual({
      black: { any: 0.2, all: 0.2 },
      white: { any: 0, all: 0 },
    });
    const none = { ...look, mix: { strength: 0, finish: { ...finish, brightness: 0 } } };
    const { photo, result: same } = await previews.clipping({ path, ...none }, options);
    expect(same).toEqual(photo);
    const other = { ...look, inference: inferenceFor(model, {}), mix: { strength: 0.5, finish } };
    expect((await previews.clipping({ path, ...other }, options)).result?.black.all).toBe(0.2);
  });

  it('ends when nobody waits', async () => {
    const { at, path, model } = await scene('identity', stripes(8));
    const look = { inference: inferenceFor(model), mix: { strength: 1, finish } };
    const controller = new AbortController();
    const counting = at.engine.previews.clipping({ path, ...look }, { signal: controller.signal });
    controller.abort();
    await expect(counting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
