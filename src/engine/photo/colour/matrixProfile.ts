import { rgbToD50, type Matrix, type Primaries, type PrimariesName } from '@core';
import { asciiBytes, u16be, u32be } from '../bytes';

/**
 * Parameters of a curve from stored values to light: a power, or a power with a linear section near black. @see ICC.1:2022, 10.18
 */
type Curve = readonly [g: number] | readonly [g: number, a: number, b: number, c: number, d: number];

/** Offset and break of the curve that BT.709, BT.601 and BT.2020 share, to 12-bit precision. @see ITU-R BT.2020-2 */
const offset = 1.09929682680944;
const breakAt = 0.018053968510807;

const curves = {
  srgb: [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045],
  bt709: [1 / 0.45, 1 / offset, (offset - 1) / offset, 1 / 4.5, 4.5 * breakAt],
  gamma22: [2.2],
  gamma28: [2.8],
  /** Adobe RGB (1998): 2 51/256. */
  adobe: [563 / 256],
  linear: [1],
} as const satisfies Record<string, Curve>;

export type CurveName = keyof typeof curves;

const primariesNames: Readonly<Record<PrimariesName, string>> = {
  rec709: 'Rec. 709',
  rec2020: 'Rec. 2020',
  p3: 'Display P3',
  adobeRgb: 'Compatible with Adobe RGB (1998)',
};

const curveNames: Readonly<Record<CurveName, string>> = {
  srgb: ', sRGB curve',
  bt709: '',
  gamma22: ', gamma 2.2',
  gamma28: ', gamma 2.8',
  adobe: '',
  linear: ', linear',
};

/** A curve by name, or the power that converts stored values to light. */
type CurveChoice = CurveName | number;

const curveOf = (curve: CurveChoice): Curve => (typeof curve === 'number' ? [curve] : curves[curve]);

const nameOf = (curve: CurveChoice): string =>
  typeof curve === 'number' ? `, gamma ${String(Number(curve.toFixed(2)))}` : curveNames[curve];

const fixed = (value: number): Uint8Array => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65_536));
  return bytes;
};

const reserved = new Uint8Array(4);

const element = (type: string, ...data: readonly Uint8Array[]): Buffer =>
  Buffer.concat([asciiBytes(type), reserved, ...data]);

function text(words: string): Buffer {
  const utf16 = Buffer.from(words, 'utf16le').swap16();
  return element('mluc', u32be(1), u32be(12), asciiBytes('enUS'), u32be(utf16.length), u32be(28), utf16);
}

/** A curve of one parameter is of type 0, a curve of five is of type 3. */
const curveElement = (curve: Curve): Buffer =>
  element('para', u16be(curve.length === 1 ? 0 : 3), u16be(0), ...curve.map(fixed));

const xyzElement = (values: readonly number[]): Buffer => element('XYZ ', ...values.map(fixed));

/** The white of the connection space, D50. */
const white = [0.9642, 1, 0.8249] as const;

function header(size: number, space: 'RGB ' | 'GRAY'): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x04400000, 8);
  bytes.write(`mntr${space}XYZ `, 12, 'latin1');
  // A fixed date, the year of the format's specification, so that the same profile always has the same bytes.
  [2022, 1, 1].forEach((part, index) => bytes.writeUInt16BE(part, 24 + index * 2));
  bytes.write('acsp', 36, 'latin1');
  bytes.set(Buffer.concat(white.map(fixed)), 68);
  return bytes;
}

const columns = ([a, b, c]: Matrix): readonly (readonly number[])[] =>
  ([0, 1, 2] as const).map((index) => [a[index], b[index], c[index]]);

type Element = [name: string, data: Buffer];

const described = (name: string): Element[] => [
  ['desc', text(name)],
  ['cprt', text('No copyright, use freely')],
  ['wtpt', xyzElement(white)],
];

function colourElements(primaries: PrimariesName | Primaries, curve: CurveChoice): Element[] {
  const [red = [], green = [], blue = []] = columns(rgbToD50(primaries));
  const trc = curveElement(curveOf(curve));
  const name = typeof primaries === 'string' ? primariesNames[primaries] : 'Primaries of the photo';
  return [
    ...described(name + nameOf(curve)),
    ['rXYZ', xyzElement(red)],
    ['gXYZ', xyzElement(green)],
    ['bXYZ', xyzElement(blue)],
    ['rTRC', trc],
    ['gTRC', trc],
    ['bTRC', trc],
  ];
}

/** The header, the table and the elements. Identical elements are written once. */
function assembled(space: 'RGB ' | 'GRAY', list: readonly Element[]): Uint8Array {
  const table: Buffer[] = [];
  const data: Buffer[] = [];
  const placed = new Map<Buffer, number>();
  let end = 128 + 4 + list.length * 12;
  for (const [name, bytes] of list) {
    const at = placed.get(bytes) ?? end;
    if (at === end) {
      const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
      placed.set(bytes, at);
      data.push(padded);
      end += padded.length;
    }
    table.push(Buffer.concat([asciiBytes(name), u32be(at), u32be(bytes.length)]));
  }
  return Buffer.concat([header(end, space), u32be(list.length), ...table, ...data]);
}

/**
 * An ICC profile of three primaries and one curve. It keeps the meaning of stored values that came from code points, EXIF or bare
 * numbers. The same request gives the same bytes.
 * @see ICC.1:2022, 8.4.2 (display profiles of three components and matrix)
 */
export function matrixProfile(primaries: PrimariesName | Primaries, curve: CurveChoice): Uint8Array {
  return assembled('RGB ', colourElements(primaries, curve));
}

/** The same for photos of one channel. @see ICC.1:2022, 8.4.4 (monochrome display profiles) */
export function greyProfile(curve: CurveChoice): Uint8Array {
  return assembled('GRAY', [...described(`Grey${nameOf(curve)}`), ['kTRC', curveElement(curveOf(curve))]]);
}
