import { BitReader } from './BitReader';

/** What the head of a JPEG XL codestream says. @see ISO/IEC 18181-1, annexes B to E */
export type JxlCode = {
  /** As it is shown: upright. */
  width: number;
  height: number;
  bits: number;
  isFloat: boolean;
  isGrey: boolean;
  isAnimated: boolean;
  extra: readonly ExtraChannel[];
  colour: JxlColour;
};

export type ExtraChannel = { kind: number; isAssociated: boolean };

/** The kinds of extra channels that matter here. @see ISO/IEC 18181-1, table D.3 */
export const channelKind = { alpha: 0, black: 4 } as const;

/** Code points of H.273, or `own`: only the decoder can tell, because there is a profile or numbers of its own. */
export type JxlColour = { primaries: number; transfer: number } | 'own';

type U32 = readonly [BitsFrom, BitsFrom, BitsFrom, BitsFrom];
/** A number of bits, and what is added to them. */
type BitsFrom = readonly [bits: number, from: number];

const lengths: U32 = [
  [9, 1],
  [13, 1],
  [18, 1],
  [30, 1],
];
const enumValues: U32 = [
  [0, 0],
  [0, 1],
  [4, 2],
  [6, 18],
];

function u32(reader: BitReader, choices: U32): number {
  const [bits, from] = choices[reader.bits(2) as 0 | 1 | 2 | 3];
  return from + reader.bits(bits);
}

const enumOf = (reader: BitReader): number => u32(reader, enumValues);

/** Width to height. */
const ratios: Readonly<Record<number, readonly [number, number]>> = {
  1: [1, 1],
  2: [12, 10],
  3: [4, 3],
  4: [3, 2],
  5: [16, 9],
  6: [5, 4],
  7: [2, 1],
};

type Size = { width: number; height: number };

function sized(reader: BitReader, length: () => number): Size {
  const height = length();
  const [across, down] = ratios[reader.bits(3)] ?? [0, 1];
  const width = across === 0 ? length() : Math.floor((height * across) / down);
  return { width, height };
}

function sizeIn(reader: BitReader): Size {
  const isSmall = reader.bool();
  return sized(reader, () => (isSmall ? (reader.bits(5) + 1) * 8 : u32(reader, lengths)));
}

function skipPreview(reader: BitReader): void {
  const isByEights = reader.bool();
  const choices: U32 = isByEights
    ? [
        [0, 16],
        [0, 32],
        [5, 1],
        [9, 33],
      ]
    : [
        [6, 1],
        [8, 65],
        [10, 321],
        [12, 1345],
      ];
  sized(reader, () => u32(reader, choices));
}

function skipAnimation(reader: BitReader): void {
  u32(reader, [
    [0, 100],
    [0, 1000],
    [10, 1],
    [30, 1],
  ]);
  u32(reader, [
    [0, 1],
    [0, 1001],
    [8, 1],
    [10, 1],
  ]);
  u32(reader, [
    [0, 0],
    [3, 0],
    [16, 0],
    [32, 0],
  ]);
  reader.bool();
}

function depthIn(reader: BitReader): { bits: number; isFloat: boolean } {
  const isFloat = reader.bool();
  if (!isFloat)
    return {
      isFloat,
      bits: u32(reader, [
        [0, 8],
        [0, 10],
        [0, 12],
        [6, 1],
      ]),
    };
  const bits = u32(reader, [
    [0, 32],
    [0, 16],
    [0, 24],
    [6, 1],
  ]);
  reader.bits(4);
  return { isFloat, bits };
}

function extraChannelIn(reader: BitReader): ExtraChannel {
  if (reader.bool()) return { kind: channelKind.alpha, isAssociated: false };
  const kind = enumOf(reader);
  depthIn(reader);
  u32(reader, [
    [0, 0],
    [0, 3],
    [0, 4],
    [3, 1],
  ]);
  const nameLength = u32(reader, [
    [0, 0],
    [4, 0],
    [5, 16],
    [10, 48],
  ]);
  for (let index = 0; index < nameLength; index++) reader.bits(8);
  const isAssociated = kind === channelKind.alpha && reader.bool();
  if (kind === 2) for (let index = 0; index < 4; index++) reader.bits(16);
  if (kind === 5)
    u32(reader, [
      [0, 1],
      [2, 0],
      [4, 3],
      [8, 19],
    ]);
  return { kind, isAssociated };
}

/** The format's numbers of primaries that differ from those of H.273. */
const primariesCodes: Readonly<Record<number, number>> = { 11: 12 };
const custom = 2;
const whiteD65 = 1;
const greySpace = 1;

function colourIn(reader: BitReader): { isGrey: boolean; colour: JxlColour } {
  if (reader.bool()) return { isGrey: false, colour: { primaries: 1, transfer: 13 } };
  const hasProfile = reader.bool();
  const space = enumOf(reader);
  const isGrey = space === greySpace;
  if (hasProfile || space > greySpace || enumOf(reader) !== whiteD65) return { isGrey, colour: 'own' };
  const primaries = isGrey ? 1 : enumOf(reader);
  if (primaries === custom || reader.bool()) return { isGrey, colour: 'own' };
  const transfer = enumOf(reader);
  return { isGrey, colour: { primaries: primariesCodes[primaries] ?? primaries, transfer } };
}

const plain = {
  ...{ bits: 8, isFloat: false, isGrey: false, isAnimated: false },
  ...{ extra: [], colour: { primaries: 1, transfer: 13 } },
};

/**
 * Reads the head of a codestream.
 * @returns null if it is none
 * @throws RangeError if it ends too early
 */
export function jxlCode(bytes: Uint8Array): JxlCode | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0x0a) return null;
  const reader = new BitReader(bytes.subarray(2));
  const size = sizeIn(reader);
  if (reader.bool()) return { ...size, ...plain };
  const hasMore = reader.bool();
  const orientation = hasMore ? reader.bits(3) + 1 : 1;
  if (hasMore && reader.bool()) sizeIn(reader);
  if (hasMore && reader.bool()) skipPreview(reader);
  const isAnimated = hasMore && reader.bool();
  if (isAnimated) skipAnimation(reader);
  const depth = depthIn(reader);
  reader.bool();
  const count = u32(reader, [
    [0, 0],
    [0, 1],
    [4, 2],
    [12, 1],
  ]);
  const extra = Array.from({ length: count }, () => extraChannelIn(reader));
  // Whether colours are in the format's own space for lossy coding.
  reader.bool();
  const shown = orientation >= 5 ? { width: size.height, height: size.width } : size;
  return { ...shown, ...depth, isAnimated, extra, ...colourIn(reader) };
}
