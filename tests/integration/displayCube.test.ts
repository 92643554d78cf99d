import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { displaySide } from '@contract';
import { displayCube } from '../../src/engine/preview/displayCube';
import { displayP3 } from '../../src/engine/photo/colour/displayP3';

/** Read at a colour of the grid. */
const at = (cube: Uint8Array, [r, g, b]: readonly [number, number, number]) => {
  const i = (r + displaySide * g + displaySide ** 2 * b) * 3;
  return [...cube.subarray(i, i + 3)];
};

async function profileOf(name: string, space: 'srgb' | 'b-w'): Promise<Uint8Array> {
  const flat = sharp({ create: { width: 1, height: 1, channels: 3, background: '#808080' } });
  const file = await flat.toColourspace(space).withIccProfile(name).png().toBuffer();
  const { icc } = await sharp(file).metadata();
  if (icc === undefined) throw new Error(`no profile ${name}`);
  return icc;
}

describe('displayCube', () => {
  it('is not needed for sRGB, with or without its profile', async () => {
    expect(await displayCube(undefined)).toBeNull();
    expect(await displayCube(await profileOf('srgb', 'srgb'))).toBeNull();
  });

  it('turns Display P3 into sRGB, red fastest', async () => {
    const cube = await displayCube(await displayP3());
    expect([cube?.width, cube?.height, cube?.data.length]).toEqual([33 * 33, 33, 33 ** 3 * 3]);
    const { data } = cube!;
    expect(at(data, [0, 0, 0])).toEqual([0, 0, 0]);
    expect(at(data, [32, 32, 32])).toEqual([255, 255, 255]);
    // P3's red is beyond sRGB's; (229, 51, 37)/255 is (250, 5, 11), and the grid lies near it.
    expect(at(data, [32, 0, 0])[0]).toBe(255);
    const [r, g, b] = at(data, [29, 6, 5]);
    expect([r! > 245, g! < 40, b! < 30]).toEqual([true, true, true]);
    const green = at(data, [0, 16, 0]);
    expect([green[0]! < 10, green[1]! > 128]).toEqual([true, true]);
    // Grey is grey in both.
    for (let step = 0; step <= 32; step += 4) {
      const grey = at(data, [step, step, step]);
      expect(Math.max(...grey.map((value) => Math.abs(value - Math.round((step * 255) / 32))))).toBeLessThan(
        3,
      );
    }
  });
});
