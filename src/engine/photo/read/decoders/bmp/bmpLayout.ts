import { ByteReader } from '../../../bytes';
import type { Density } from '../../../Photo';
import type { ByteSource } from '../../../source';
import type { StatedColour } from '../../container/Container';

/** Where a channel stands in the number that holds a pixel. */
export type Mask = { shift: number; bits: number };

/** How a pixel is stored: an index into a palette of RGB bytes, or a number with masks. */
export type Storing =
  | { kind: 'index'; palette: Uint8Array; packing: 'plain' | 'runs' }
  | { kind: 'masks'; red: Mask; green: Mask; blue: Mask; alpha: Mask | null };

/** What a BMP's headers say. @see Microsoft, Bitmap Header Types; OS/2 Presentation Manager, BITMAPINFOHEADER2 */
export type BmpLayout = {
  width: number;
  height: number;
  /** The first stored row is the top one. */
  isTopDown: boolean;
  /** Bits a pixel: 1, 2, 4, 8, 16, 24 or 32. */
  bits: number;
  storing: Storing;
  /** Offset of the pixels in the file. */
  pixelsAt: number;
  density?: Density;
  profile?: Uint8Array;
  stated?: StatedColour;
};

/** Sound files of a kind that this decoder does not read, or files whose header makes no sense. */
export type BmpProblem = { kind: 'rare'; name: string } | { kind: 'damaged' };

const fileHeader = 14;
const os2v1 = 12;
const info = 40;
/** BITMAPV2INFOHEADER, the first with colour masks inside it. */
const withMasks = 52;
/** BITMAPV3INFOHEADER, the first with a mask of alpha. */
const withAlpha = 56;
/** BITMAPV4HEADER, the first with a colour space. */
const withColour = 108;
/** BITMAPV5HEADER, the first with a profile. */
const withProfile = 124;
/** OS/2 2.x may leave out fields at the end of its header, down to 16 bytes. */
const os2v2 = 64;

const compression = { none: 0, runs8: 1, runs4: 2, masks: 3, jpeg: 4, png: 5, alphaMasks: 6 } as const;

/** The largest profile that is read. */
const profileLimit = 16 * 1024 * 1024;

const damaged: BmpProblem = { kind: 'damaged' };

export function isBmpProblem(found: BmpLayout | BmpProblem): found is BmpProblem {
  return 'kind' in found;
}

/** Reads the headers and the palette of a BMP. */
export function bmpLayout(source: ByteSource): BmpLayout | BmpProblem {
  const head = source.read(0, fileHeader + withProfile);
  if (head.length < fileHeader + os2v1) return damaged;
  const reader = new ByteReader(head, true);
  const size = reader.u32(fileHeader);
  if (head.length < fileHeader + Math.min(size, withProfile)) return damaged;
  // Fields that a short header leaves out are zero.
  const whole = new Uint8Array(fileHeader + Math.max(size, withProfile));
  whole.set(head.subarray(0, fileHeader + Math.min(size, withProfile)));
  return size === os2v1
    ? ofOs2(source, reader)
    : ofInfo(source, { fields: new ByteReader(whole, true), size });
}

function ofOs2(source: ByteSource, fields: ByteReader): BmpLayout | BmpProblem {
  const bits = fields.u16(fileHeader + 10);
  if (![1, 2, 4, 8, 24].includes(bits)) return damaged;
  const frame = {
    width: fields.u16(fileHeader + 4),
    height: fields.u16(fileHeader + 6),
    isTopDown: false,
    bits,
  };
  const paletteAt = fileHeader + os2v1;
  const pixelsAt = fields.u32(10);
  const colours = bits <= 8 ? Math.min(2 ** bits, Math.floor((pixelsAt - paletteAt) / 3)) : 0;
  const storing: Storing =
    bits === 24
      ? plainMasks(24)
      : { kind: 'index', palette: paletteOf(source, { at: paletteAt, colours, entry: 3 }), packing: 'plain' };
  return whole({ ...frame, storing, pixelsAt });
}

type Fields = { fields: ByteReader; size: number };

function ofInfo(source: ByteSource, { fields, size }: Fields): BmpLayout | BmpProblem {
  if (size < 16 || (size > os2v2 && size < withColour) || size > 255) return damaged;
  const bits = fields.u16(fileHeader + 14);
  const kind = fields.u32(fileHeader + 16);
  const problem = kindProblem(kind, bits, size);
  if (problem !== null) return problem;
  const height = signed(fields.u32(fileHeader + 8));
  const storing = bits <= 8 ? indexed(source, { fields, size }) : masked(source, { fields, size });
  if (storing === null) return damaged;
  const density = densityOf(fields);
  return whole({
    width: signed(fields.u32(fileHeader + 4)),
    height: Math.abs(height),
    isTopDown: height < 0,
    bits,
    storing,
    pixelsAt: fields.u32(10),
    ...(density && { density }),
    ...colourOf(source, { fields, size }),
  });
}

const signed = (value: number): number => value | 0;

function whole(layout: BmpLayout): BmpLayout | BmpProblem {
  const { width, height, pixelsAt } = layout;
  return width > 0 && height > 0 && pixelsAt >= fileHeader + os2v1 ? layout : damaged;
}

const depths: Readonly<Record<number, readonly number[]>> = {
  [compression.none]: [1, 2, 4, 8, 16, 24, 32],
  [compression.runs8]: [8],
  [compression.runs4]: [4],
  [compression.masks]: [16, 32],
  [compression.alphaMasks]: [16, 32],
};

/** Codings of sound files that are not read. */
const rareCodings: Readonly<Record<number, string>> = {
  [compression.jpeg]: 'a BMP that holds a JPEG',
  [compression.png]: 'a BMP that holds a PNG',
  11: 'a BMP in CMYK',
  12: 'a BMP in CMYK',
  13: 'a BMP in CMYK',
};

/** OS/2 gives the same numbers to other codings. */
const rareInOs2: Readonly<Record<number, string>> = {
  3: 'a BMP in the fax coding of OS/2',
  4: 'a 24-bit BMP in the run coding of OS/2',
};

function kindProblem(kind: number, bits: number, size: number): BmpProblem | null {
  const name = (size === os2v2 ? rareInOs2 : rareCodings)[kind];
  if (name !== undefined) return { kind: 'rare', name };
  if (kind === compression.none && bits === 64) return { kind: 'rare', name: 'a BMP of 64 bits per pixel' };
  return depths[kind]?.includes(bits) === true ? null : damaged;
}

/** Entries that the file does not have are black. */
function paletteOf(
  source: ByteSource,
  { at, colours, entry }: { at: number; colours: number; entry: 3 | 4 },
): Uint8Array {
  const stored = source.read(at, colours * entry);
  const palette = new Uint8Array(colours * 3);
  for (let colour = 0; colour < colours; colour++)
    for (let channel = 0; channel < 3; channel++)
      palette[colour * 3 + channel] = stored[colour * entry + 2 - channel] ?? 0;
  return palette;
}

function indexed(source: ByteSource, { fields, size }: Fields): Storing {
  const bits = fields.u16(fileHeader + 14);
  const at = fileHeader + size;
  const stated = fields.u32(fileHeader + 32);
  const colours = Math.min(2 ** bits, stated === 0 ? 2 ** bits : stated, room(fields.u32(10), at));
  const packing = fields.u32(fileHeader + 16) === compression.none ? 'plain' : 'runs';
  return { kind: 'index', palette: paletteOf(source, { at, colours, entry: 4 }), packing };
}

/** The entries between header and pixels; a palette never reaches into the pixels. */
const room = (pixelsAt: number, at: number): number => Math.max(0, Math.floor((pixelsAt - at) / 4));

/** Without masks of their own, 16 bits are 5-5-5, and the fourth byte of 32 bits says nothing. */
function plainMasks(bits: number): Storing {
  const width = bits === 16 ? 5 : 8;
  const mask = (index: number): Mask => ({ shift: index * width, bits: width });
  return { kind: 'masks', red: mask(2), green: mask(1), blue: mask(0), alpha: null };
}

/** A mask as its place; null unless its bits stand together. */
function maskOf(stored: number): Mask | null {
  if (stored === 0) return { shift: 0, bits: 0 };
  const shift = 31 - Math.clz32(stored & -stored);
  const bits = 32 - Math.clz32(stored) - shift;
  return bits <= 16 && stored >>> shift === 2 ** bits - 1 ? { shift, bits } : null;
}

/** BITMAPINFOHEADER has its masks behind it; later headers have them inside, at the same place. */
function masked(source: ByteSource, { fields, size }: Fields): Storing | null {
  const kind = fields.u32(fileHeader + 16);
  const bits = fields.u16(fileHeader + 14);
  if (kind === compression.none) return plainMasks(bits);
  const stored = new ByteReader(padded(source.read(fileHeader + info, 16), 16), true);
  const [red, green, blue] = [0, 4, 8].map((at) => maskOf(stored.u32(at)));
  const hasAlpha = kind === compression.alphaMasks || (size >= withAlpha && size !== os2v2);
  const alpha = hasAlpha ? maskOf(stored.u32(12)) : { shift: 0, bits: 0 };
  if (!red || !green || !blue || !alpha) return null;
  if (size < withMasks && size !== info) return null;
  return { kind: 'masks', red, green, blue, alpha: alpha.bits === 0 ? null : alpha };
}

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const result = new Uint8Array(length);
  result.set(bytes.subarray(0, length));
  return result;
}

/** Pixels a metre. Values that no device has are left out. */
function densityOf(fields: ByteReader): Density | undefined {
  const [x, y] = [fields.u32(fileHeader + 24), fields.u32(fileHeader + 28)];
  const isReal = (value: number): boolean => value >= 100 && value <= 1_000_000;
  return isReal(x) && isReal(y) ? { x: x / 100, y: y / 100, unit: 'cm' } : undefined;
}

/** Values of bV5CSType. @see [MS-WMF] 2.1.1.14 */
const colourSpace = { calibrated: 0, embedded: 0x4d424544 } as const;

function colourOf(
  source: ByteSource,
  { fields, size }: Fields,
): { profile?: Uint8Array; stated?: StatedColour } {
  if (size < withColour || size === os2v2) return {};
  const space = fields.u32(fileHeader + 56);
  if (space === colourSpace.calibrated) return calibrated(fields);
  if (size < withProfile || space !== colourSpace.embedded) return {};
  const length = fields.u32(fileHeader + 116);
  if (length === 0 || length > profileLimit) return {};
  const profile = Uint8Array.from(source.read(fileHeader + fields.u32(fileHeader + 112), length));
  return profile.length === length ? { profile } : {};
}

/** Primaries as XYZ in 2.30 fixed point, and gammas in 16.16. Many programs leave them empty. */
function calibrated(fields: ByteReader): { stated?: StatedColour } {
  const point = (index: number): readonly [number, number] => {
    const [x, y, z] = [0, 4, 8].map((at) => fields.u32(fileHeader + 60 + index * 12 + at)) as [
      number,
      number,
      number,
    ];
    return [x / (x + y + z), y / (x + y + z)];
  };
  const gamma = fields.u32(fileHeader + 100) / 65_536;
  const [red, green, blue] = [point(0), point(1), point(2)];
  if (![...red, ...green, ...blue].every((value) => value > 0) || gamma < 0.2) return {};
  return { stated: { gamma: 1 / gamma, primaries: { red, green, blue } } };
}
