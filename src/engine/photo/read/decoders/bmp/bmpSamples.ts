import { allocate, type Samples } from '@core';
import type { BmpLayout, Mask, Storing } from './bmpLayout';

/** Pixels of a BMP: one channel if its palette is grey, else three. `problem` says what is wrong with the file, if anything. */
export type BmpSamples = { colours: Samples; alpha?: Samples; problem: string | null };

const tooShort = 'the file ends too early';
const nonsense = 'parts of the picture cannot be decoded';

/** Whether every colour of the palette is a grey. */
export function isGreyPalette(palette: Uint8Array): boolean {
  for (let at = 0; at < palette.length; at += 3)
    if (palette[at] !== palette[at + 1] || palette[at] !== palette[at + 2]) return false;
  return true;
}

/** More than 8 bits a channel need 16-bit samples. */
export function deepest({ storing }: BmpLayout): number {
  if (storing.kind === 'index') return 8;
  return Math.max(8, storing.red.bits, storing.green.bits, storing.blue.bits);
}

const rowBytes = ({ width, bits }: BmpLayout): number => Math.ceil((width * bits) / 32) * 4;

/** Decodes the pixels of a BMP, top row first. Parts that are missing are black. */
export function bmpSamples(file: Uint8Array, layout: BmpLayout): BmpSamples {
  const { storing } = layout;
  if (storing.kind === 'masks') return ofMasks(file, layout, storing);
  const { indices, problem } = storing.packing === 'runs' ? unrolled(file, layout) : unpacked(file, layout);
  return { colours: looked(indices, storing.palette), problem };
}

type Indices = { indices: Uint8Array; problem: string | null };

/** Colours of a palette. An index beyond it is black. */
function looked(indices: Uint8Array, palette: Uint8Array): Uint8Array {
  const channels = isGreyPalette(palette) ? 1 : 3;
  if (channels === 1) {
    for (let at = 0; at < indices.length; at++) indices[at] = palette[(indices[at] ?? 0) * 3] ?? 0;
    return indices;
  }
  const colours = new Uint8Array(indices.length * 3);
  for (let at = 0; at < indices.length; at++) {
    const from = (indices[at] ?? 0) * 3;
    for (let channel = 0; channel < 3; channel++) colours[at * 3 + channel] = palette[from + channel] ?? 0;
  }
  return colours;
}

/** The stored rows from the top on: the offset of each in the file. */
function* rowsOf(layout: BmpLayout): Generator<{ y: number; at: number }> {
  const { height, isTopDown, pixelsAt } = layout;
  const stride = rowBytes(layout);
  for (let y = 0; y < height; y++) yield { y, at: pixelsAt + (isTopDown ? y : height - 1 - y) * stride };
}

function unpacked(file: Uint8Array, layout: BmpLayout): Indices {
  const { width, height, bits } = layout;
  const indices = new Uint8Array(width * height);
  const mask = 2 ** bits - 1;
  let problem: string | null = null;
  for (const { y, at } of rowsOf(layout)) {
    for (let x = 0; x < width; x++) {
      const bit = x * bits;
      const byte = file[at + (bit >> 3)];
      if (byte === undefined) problem = tooShort;
      else indices[y * width + x] = (byte >> (8 - bits - (bit & 7))) & mask;
    }
  }
  return { indices, problem };
}

function ofMasks(
  file: Uint8Array,
  layout: BmpLayout,
  { red, green, blue, alpha: opacity }: Extract<Storing, { kind: 'masks' }>,
): BmpSamples {
  const { width, height, bits } = layout;
  const wide = deepest(layout) > 8;
  const planes = [red, green, blue].map((mask) => channelOf(file, layout, { mask, wide }));
  const colours = allocate(wide ? new Uint16Array(0) : new Uint8Array(0), width * height * 3);
  planes.forEach((plane, channel) => {
    for (let pixel = 0; pixel < plane.length; pixel++) colours[pixel * 3 + channel] = plane[pixel] ?? 0;
  });
  const alpha = opacity && channelOf(file, layout, { mask: opacity, wide });
  // Programs that know no alpha leave it empty. A photo without a visible pixel is not meant.
  const isMeant = alpha?.some((value) => value > 0) === true;
  const ends = Math.max(...Array.from(rowsOf(layout), ({ at }) => at + Math.ceil((width * bits) / 8)));
  return { colours, ...(alpha && isMeant && { alpha }), problem: ends > file.length ? tooShort : null };
}

/** One channel of all pixels. */
function channelOf(
  file: Uint8Array,
  layout: BmpLayout,
  { mask, wide }: { mask: Mask; wide: boolean },
): Samples {
  const { width, height } = layout;
  const bytes = layout.bits / 8;
  const plane = allocate(wide ? new Uint16Array(0) : new Uint8Array(0), width * height);
  const scale = scaler(mask, wide);
  for (const { y, at } of rowsOf(layout))
    for (let x = 0; x < width; x++) plane[y * width + x] = scale(numberAt(file, at + x * bytes, bytes));
  return plane;
}

function numberAt(file: Uint8Array, at: number, bytes: number): number {
  let value = 0;
  for (let byte = 0; byte < bytes; byte++) value |= (file[at + byte] ?? 0) << (byte * 8);
  return value;
}

/** Brings a channel to full scale. A channel without bits is black. */
function scaler({ shift, bits }: Mask, wide: boolean): (value: number) => number {
  const most = 2 ** bits - 1;
  const full = wide ? 65_535 : 255;
  if (most === 0) return () => 0;
  const table = Uint16Array.from({ length: most + 1 }, (_, value) => Math.round((value * full) / most));
  return (value) => table[(value >>> shift) & most] ?? 0;
}

/** Places pixels on a canvas whose first row may be the bottom one. */
class Canvas {
  readonly indices: Uint8Array;
  /** Whether something was placed outside. */
  isOverrun = false;
  x = 0;
  y = 0;

  constructor(private readonly layout: BmpLayout) {
    this.indices = new Uint8Array(layout.width * layout.height);
  }

  get isFull(): boolean {
    return this.y >= this.layout.height;
  }

  put(index: number): void {
    const { width, height, isTopDown } = this.layout;
    if (this.x >= width || this.y >= height) this.isOverrun = true;
    else this.indices[(isTopDown ? this.y : height - 1 - this.y) * width + this.x] = index;
    this.x += 1;
  }

  newLine(): void {
    this.x = 0;
    this.y += 1;
  }

  move(x: number, y: number): void {
    this.x += x;
    this.y += y;
  }
}

const escape = { endOfLine: 0, endOfPicture: 1, delta: 2 } as const;

/** Pixel `number` of a run whose pixels are bytes or half-bytes. */
const pixelOf = (bits: number, byte: number, number: number): number =>
  bits === 8 ? byte : number % 2 === 0 ? byte >> 4 : byte & 15;

/** A literal run: its pixels, which fill whole pairs of bytes. @returns the offset behind it */
function copyLiteral(file: Uint8Array, { at, count, bits }: Literal, canvas: Canvas): number {
  const perByte = 8 / bits;
  for (let number = 0; number < count; number++)
    canvas.put(pixelOf(bits, file[at + Math.floor(number / perByte)] ?? 0, number));
  return at + Math.ceil(count / perByte / 2) * 2;
}

type Literal = { at: number; count: number; bits: number };

/** Undoes run-length coding. Pixels that no run reaches have index 0. @see Microsoft, Bitmap Compression */
function unrolled(file: Uint8Array, layout: BmpLayout): Indices {
  const { bits, pixelsAt } = layout;
  const canvas = new Canvas(layout);
  const { indices } = canvas;
  for (let at = pixelsAt; !canvas.isFull;) {
    const [count, value] = [file[at], file[at + 1]];
    if (count === undefined || value === undefined) return { indices, problem: tooShort };
    at += 2;
    if (count > 0) {
      for (let number = 0; number < count; number++) canvas.put(pixelOf(bits, value, number));
    } else if (value === escape.endOfPicture) {
      break;
    } else if (value === escape.endOfLine) {
      canvas.newLine();
    } else if (value === escape.delta) {
      canvas.move(file[at] ?? 0, file[at + 1] ?? 0);
      at += 2;
    } else {
      at = copyLiteral(file, { at, count: value, bits }, canvas);
    }
  }
  return { indices, problem: canvas.isOverrun ? nonsense : null };
}
