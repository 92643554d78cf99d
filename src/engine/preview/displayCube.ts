import { createHash } from 'node:crypto';
import { displaySide, type HostImage } from '@contract';
import { sharp } from '../photo/codec/codec';
import { inTurn } from '../photo/codec/codecTurns';
import { splicePng } from '../photo/write/splice/splicePng';
import { startsWith } from '../photo/bytes';

const side = displaySide;

/** Smaller differences are invisible on a screen. Many profiles describe sRGB. */
const tolerance = 1;

/**
 * A cube that converts a photo's stored values to sRGB for the screen: `displaySide`³ colours, red fastest, blue slowest, as a
 * picture `displaySide`² wide. Null for every profile that describes sRGB. sharp's lcms computes the colours.
 * @param profile absent means sRGB; a grey photo may have a grey one, which applies to each channel
 */
export async function displayCube(profile: Uint8Array | undefined): Promise<HostImage | null> {
  if (profile === undefined) return null;
  const key = createHash('sha256').update(profile).digest('hex');
  const known = cubes.get(key) ?? cubeOf(profile);
  cubes.delete(key);
  cubes.set(key, known);
  const [oldest] = cubes.keys();
  if (cubes.size > kept && oldest !== undefined) cubes.delete(oldest);
  return await known;
}

/** A cube takes 108 KB, and a person's photos share two or three. */
const cubes = new Map<string, Promise<HostImage | null>>();
const kept = 8;

async function cubeOf(profile: Uint8Array): Promise<HostImage | null> {
  const grid = gridOf();
  const data = startsWith(profile, 'GRAY', 16)
    ? byChannel(grid, await greyRamp(profile))
    : await inSrgb({ data: grid, width: side * side, height: side, channels: 3 }, profile);
  const isSrgb = data.every((value, i) => Math.abs(value - (grid[i] ?? 0)) <= tolerance);
  return isSrgb ? null : { width: side * side, height: side, data: Uint8Array.from(data) };
}

/** The cube that changes nothing. */
function gridOf(): Uint8Array {
  const grid = new Uint8Array(side ** 3 * 3);
  const level = (step: number) => Math.round((step * 255) / (side - 1));
  for (let i = 0; i < side ** 3; i += 1) {
    const colour = [i % side, Math.floor(i / side) % side, Math.floor(i / side ** 2)];
    grid.set(colour.map(level), i * 3);
  }
  return grid;
}

async function greyRamp(profile: Uint8Array): Promise<Uint8Array> {
  const data = Uint8Array.from({ length: 256 }, (_, level) => level);
  const colours = await inSrgb({ data, width: 256, height: 1, channels: 1 }, profile);
  return data.map((level) => colours[level * 3] ?? level);
}

function byChannel(grid: Uint8Array, ramp: Uint8Array): Uint8Array {
  return grid.map((level) => ramp[level] ?? level);
}

type Pixels = { data: Uint8Array; width: number; height: number; channels: 1 | 3 };

/** Converts stored values of a profile to sRGB. sharp converts files only, so the values go into a file. */
async function inSrgb({ data, ...raw }: Pixels, profile: Uint8Array): Promise<Uint8Array> {
  const stored = sharp(data, { raw })
    .toColourspace(raw.channels === 1 ? 'b-w' : 'srgb')
    .png({ compressionLevel: 1 });
  const plain = await inTurn(() => stored.toBuffer());
  const file = Buffer.concat(splicePng(plain, { profile }).parts);
  const conversion = sharp(file).toColourspace('srgb').raw({ depth: 'uchar' });
  const converted = await inTurn(() => conversion.toBuffer());
  if (converted.length === data.length && raw.channels === 1) throw new Error('grey stayed grey');
  return Uint8Array.from(converted);
}
