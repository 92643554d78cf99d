import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type Raster, type Samples, type Size } from '../raster';
import { planTiles, type TileOptions } from './planTiles';
import { TileBlender } from './TileBlender';

/** Stands in for a session: a network that changes the tile it is given. */
type Network = (input: Samples, shape: Size, channels: number) => Samples;

function noise(length: number, seed: number, bits: 8 | 16): Samples {
  const samples = bits === 8 ? new Uint8Array(length) : new Uint16Array(length);
  let state = seed | 1;
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    samples[i] = state >>> 9;
  }
  return samples;
}

function photo({ width, height }: Size, channels: 1 | 3, bits: 8 | 16): Raster {
  return { width, height, channels, data: noise(width * height * channels, width * 7919 + height, bits) };
}

function runTiled(raster: Raster, options: TileOptions, network: Network): Raster {
  const plan = planTiles(raster, options);
  const blender = new TileBlender(raster, plan);
  const input = allocate(raster.data, plan.shape.width * plan.shape.height * raster.channels);
  for (const tile of plan.tiles) {
    blender.read(tile, input);
    blender.write(tile, network(input, plan.shape, raster.channels));
  }
  return blender.finish();
}

/** A blur over 2 × radius + 1 px a side, with zeros outside its input, as in a padded convolution. */
const blur =
  (radius: number): Network =>
  (input, shape, channels) => {
    const output = allocate(input, input.length);
    const at = (x: number, y: number, c: number) =>
      x < 0 || y < 0 || x >= shape.width || y >= shape.height
        ? 0
        : input[(y * shape.width + x) * channels + c]!;
    for (let y = 0, i = 0; y < shape.height; y += 1) {
      for (let x = 0; x < shape.width; x += 1) {
        for (let c = 0; c < channels; c += 1, i += 1) {
          let sum = 0;
          for (let dy = -radius; dy <= radius; dy += 1) {
            for (let dx = -radius; dx <= radius; dx += 1) sum += at(x + dx, y + dy, c);
          }
          output[i] = Math.round(sum / (2 * radius + 1) ** 2);
        }
      }
    }
    return output;
  };

const copyOf = (raster: Raster): Raster => ({ ...raster, data: raster.data.slice() });
const size = fc.record({ width: fc.integer({ min: 1, max: 200 }), height: fc.integer({ min: 1, max: 200 }) });
const layout = fc.record({ channels: fc.constantFrom<1 | 3>(1, 3), bits: fc.constantFrom<8 | 16>(8, 16) });
const options = fc.oneof(
  fc.record({
    side: fc.integer({ min: 16, max: 120 }),
    overlap: fc.integer({ min: 0, max: 24 }),
    multipleOf: fc.constantFrom(1, 4, 16),
  }),
  fc
    .tuple(fc.integer({ min: 4, max: 96 }), fc.integer({ min: 4, max: 96 }), fc.integer({ min: 0, max: 24 }))
    .map(([width, height, overlap]): TileOptions => ({ side: 64, overlap, fixed: { width, height } })),
);

describe('TileBlender', () => {
  it('gives the photo back when the network is the identity, at any size, tile, overlap and depth', () => {
    fc.assert(
      fc.property(size, layout, options, (dimensions, { channels, bits }, chosen) => {
        const raster = photo(dimensions, channels, bits);
        const before = raster.data.slice();
        const after = runTiled(raster, chosen, (input) => input);
        expect(after.data).toBe(raster.data);
        expect(Buffer.compare(Buffer.from(after.data.buffer), Buffer.from(before.buffer))).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('gives what the whole photo gives, within 1 of 255, where the overlap holds the reach of the network', () => {
    const reach = fc.integer({ min: 1, max: 3 });
    const cut = fc.record({ side: fc.integer({ min: 16, max: 80 }), extra: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(size, reach, cut, (dimensions, radius, { side, extra }) => {
        const raster = photo(dimensions, 1, 8);
        const whole = blur(radius)(raster.data, raster, 1);
        const tiled = runTiled(copyOf(raster), { side, overlap: radius + extra }, blur(radius));
        const most = Array.from(tiled.data).reduce(
          (max, value, i) => Math.max(max, Math.abs(value - whole[i]!)),
          0,
        );
        expect(most).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it('shows a seam where the overlap is smaller than the reach (so the test above can fail)', () => {
    const raster = photo({ width: 150, height: 90 }, 1, 8);
    const whole = blur(3)(raster.data, raster, 1);
    const tiled = runTiled(copyOf(raster), { side: 40, overlap: 0 }, blur(3));
    expect(tiled.data.some((value, i) => Math.abs(value - whole[i]!) > 20)).toBe(true);
  });

  it('mixes two tiles that disagree along a straight ramp, and only near their seam', () => {
    const raster: Raster = { width: 200, height: 96, channels: 1, data: new Uint8Array(19200) };
    const plan = planTiles(raster, { side: 128, overlap: 16 });
    expect([plan.columns, plan.rows]).toEqual([2, 1]);
    let level = 0;
    const tiled = runTiled(raster, { side: 128, overlap: 16 }, (input) => {
      const output = new Uint8Array(input.length).fill(level);
      level += 160;
      return output;
    });
    const seam = plan.tiles[1]!.inner.x;
    const row = [...tiled.data.subarray(200 * 20, 200 * 21)];
    expect(row.slice(0, seam - 8).every((value) => value === 0)).toBe(true);
    expect(row.slice(seam + 8).every((value) => value === 160)).toBe(true);
    expect(row.slice(seam - 8, seam + 8)).toEqual(Array.from({ length: 16 }, (_, k) => 5 * (2 * k + 1)));
  });

  it('mixes tiles above and below each other likewise', () => {
    const raster: Raster = { width: 96, height: 200, channels: 1, data: new Uint8Array(19200) };
    let level = 0;
    const tiled = runTiled(raster, { side: 128, overlap: 16 }, (input) => {
      const output = new Uint8Array(input.length).fill(level);
      level += 160;
      return output;
    });
    const seam = planTiles(raster, { side: 128, overlap: 16 }).tiles[1]!.inner.y;
    const column = Array.from({ length: 200 }, (_, y) => tiled.data[y * 96 + 11]!);
    expect(column.slice(seam - 8, seam + 8)).toEqual(Array.from({ length: 16 }, (_, k) => 5 * (2 * k + 1)));
    expect(column[seam - 9]).toBe(0);
    expect(column[seam + 8]).toBe(160);
  });

  it('pads by mirroring: a network that needs 8 px sees no border that is not there', () => {
    const raster: Raster = { width: 3, height: 1, channels: 1, data: Uint8Array.of(10, 20, 30) };
    const plan = planTiles(raster, { side: 64, overlap: 0, multipleOf: 8 });
    const input = new Uint8Array(64);
    new TileBlender(raster, plan).read(plan.tiles[0]!, input);
    expect([...input.subarray(0, 8)]).toEqual([10, 20, 30, 20, 10, 20, 30, 20]);
    expect([...input.subarray(56, 64)]).toEqual([10, 20, 30, 20, 10, 20, 30, 20]);
  });

  it('refuses tiles out of order and an early finish', () => {
    const raster = photo({ width: 100, height: 100 }, 1, 8);
    const plan = planTiles(raster, { side: 48, overlap: 4 });
    const blender = new TileBlender(raster, plan);
    expect(() => {
      blender.read(plan.tiles[1]!, new Uint8Array(9999));
    }).toThrow('order');
    expect(() => blender.finish()).toThrow('before the last tile');
  });
});
