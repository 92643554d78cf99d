import { ByteReader, asciiAt, startsWith } from '../../bytes';
import { inflateSync } from 'node:zlib';
import type { Density, PhotoMetadata } from '../../Photo';
import { resourceId, resourceOf } from '../../metadata/photoshop';
import type { ByteSource } from '../../source';
import type { Cicp, Container, StatedColour } from './Container';
import { pngText } from './pngText';

export type PngChunk = { type: string; at: number; length: number };

const maxChunks = 1_000_000;
/** Larger metadata chunks are not read. */
const maxMetadata = 64 * 1024 * 1024;
const xmpKeyword = 'XML:com.adobe.xmp';

/** Types and positions of a PNG's chunks, up to its end or the point where it breaks off. */
export function pngChunks(source: ByteSource): PngChunk[] {
  const chunks: PngChunk[] = [];
  for (let at = 8; chunks.length < maxChunks;) {
    const head = source.read(at, 8);
    if (head.length < 8) return chunks;
    const length = new ByteReader(head, false).u32(0);
    const type = asciiAt(head, 4, 4);
    chunks.push({ type, at: at + 8, length });
    if (type === 'IEND') return chunks;
    at += 12 + length;
  }
  return chunks;
}

function dataOf(source: ByteSource, chunk: PngChunk | undefined): Uint8Array | undefined {
  if (chunk === undefined || chunk.length > maxMetadata) return undefined;
  const data = source.read(chunk.at, chunk.length);
  return data.length === chunk.length ? data : undefined;
}

/** pHYs with unit 1 counts pixels per metre. */
function densityOf(data: Uint8Array | undefined): Density | undefined {
  if (data === undefined || data.length < 9 || data[8] !== 1) return undefined;
  const reader = new ByteReader(data, false);
  return { x: reader.u32(0) / 100, y: reader.u32(4) / 100, unit: 'cm' };
}

const inflated = (packed: Uint8Array): Uint8Array => inflateSync(packed, { maxOutputLength: maxMetadata });

/**
 * The text of a chunk with this keyword. tEXt: keyword, 0, text. zTXt: keyword, 0, method, compressed text. iTXt: keyword, 0,
 * compressed?, method, language, 0, translated keyword, 0, text.
 */
function textBytes(chunkType: string, data: Uint8Array, keyword: string): Uint8Array | undefined {
  if (!startsWith(data, `${keyword}\0`)) return undefined;
  const flags = keyword.length + 1;
  if (chunkType === 'tEXt') return data.subarray(flags);
  if (chunkType === 'zTXt') return inflated(data.subarray(flags + 1));
  const language = data.indexOf(0, flags + 2);
  const translated = data.indexOf(0, language + 1);
  if (language < 0 || translated < 0) return undefined;
  const text = data.subarray(translated + 1);
  return data[flags] === 1 ? inflated(text) : text;
}

function xmpOf(data: Uint8Array): string | undefined {
  const text = textBytes('iTXt', data, xmpKeyword);
  return text && Buffer.from(text).toString('utf8');
}

/**
 * Text with the keyword `Raw profile type …`. ImageMagick and GIMP stored EXIF, IPTC and XMP in it before PNG had a chunk for them:
 * a line that names the kind, the length, and the bytes in hexadecimal.
 */
function rawProfile(chunkType: string, data: Uint8Array, kind: string): Uint8Array | undefined {
  const text = textBytes(chunkType, data, `Raw profile type ${kind}`);
  if (text === undefined) return undefined;
  const hexadecimal = /^\s*[^\n]*\n\s*\d+\s+([0-9a-f\s]+)/i.exec(Buffer.from(text).toString('latin1'))?.[1];
  return hexadecimal === undefined ? undefined : Buffer.from(hexadecimal.replace(/\s/g, ''), 'hex');
}

/** A JPEG's APP1 holds EXIF or XMP. */
const xmpPrefix = 'http://ns.adobe.com/xap/1.0/\0';

function cicpOf(data: Uint8Array | undefined): Cicp | undefined {
  const [primaries, transfer, , fullRange] = data ?? [];
  if (primaries === undefined || transfer === undefined) return undefined;
  return { primaries, transfer, isNarrow: fullRange === 0 };
}

/** Chunks that take precedence over gAMA and cHRM. @see PNG specification, third edition, 4.3 */
const colourChunks: readonly string[] = ['cICP', 'iCCP', 'sRGB'];

/** gAMA: the exponent. cHRM: white, red, green and blue as x and y. All are in units of 1/100000. */
function statedOf(gama: Uint8Array | undefined, chrm: Uint8Array | undefined): StatedColour {
  const numberOf = (data: Uint8Array, index: number): number =>
    new ByteReader(data, false).u32(index * 4) / 100_000;
  const isWhole = chrm !== undefined && chrm.length >= 32;
  const point = (index: number) => {
    const data = chrm ?? new Uint8Array();
    return [numberOf(data, index * 2), numberOf(data, index * 2 + 1)] as const;
  };
  return {
    ...(gama !== undefined && gama.length >= 4 && { gamma: numberOf(gama, 0) }),
    ...(isWhole && { primaries: { white: point(0), red: point(1), green: point(2), blue: point(3) } }),
  };
}

type Found = { metadata: PhotoMetadata; broken: string[] };

/** Damaged compressed text costs only its metadata. */
function tryRead<T>(read: () => T, what: string, broken: string[]): T | undefined {
  try {
    return read();
  } catch {
    broken.push(what);
    return undefined;
  }
}

function exifOf(raw: Uint8Array): Uint8Array {
  return startsWith(raw, 'Exif\0\0') ? raw.subarray(6) : raw;
}

/** EXIF, XMP or IPTC that a chunk holds as a raw profile. */
function rawBlocks(type: string, data: Uint8Array, broken: string[]): PhotoMetadata {
  const profile = (kind: string, what = kind.toUpperCase()): Uint8Array | undefined =>
    tryRead(() => rawProfile(type, data, kind), what, broken);
  const segment = profile('APP1', 'EXIF or XMP');
  const isXmp = segment !== undefined && startsWith(segment, xmpPrefix);
  const exif = profile('exif') ?? (isXmp ? undefined : segment);
  const xmp = profile('xmp') ?? (isXmp ? segment.subarray(xmpPrefix.length) : undefined);
  // ImageMagick wraps it as Photoshop does.
  const wrapped = profile('iptc');
  const iptc = wrapped && (resourceOf(wrapped, resourceId.iptc) ?? wrapped);
  return {
    ...(exif && { exif: exifOf(exif) }),
    ...(xmp && { xmp: Buffer.from(xmp).toString('utf8') }),
    ...(iptc && { iptc }),
  };
}

/** The content of one text chunk: a block that is stored as text, or a text. */
function textChunk(type: string, data: Uint8Array, broken: string[]): PhotoMetadata {
  const xmp = type === 'iTXt' ? tryRead(() => xmpOf(data), 'XMP', broken) : undefined;
  const text = tryRead(() => pngText(type, data), 'a text', broken);
  return {
    ...rawBlocks(type, data, broken),
    ...(xmp !== undefined && { xmp }),
    ...(text && { texts: [text] }),
  };
}

function textMetadata(source: ByteSource, chunks: readonly PngChunk[]): Found {
  const found: Found = { metadata: {}, broken: [] };
  for (const { type, data } of textChunks(source, chunks)) {
    const { xmp, ...more } = textChunk(type, data, found.broken);
    const texts = [...(found.metadata.texts ?? []), ...(more.texts ?? [])];
    found.metadata = {
      ...more,
      ...(xmp !== undefined && { xmp }),
      ...found.metadata,
      // A packet in its own chunk takes precedence over one that is stored as text.
      ...(xmp !== undefined && type === 'iTXt' && { xmp }),
      ...(texts.length > 0 && { texts }),
    };
  }
  return found;
}

function textChunks(source: ByteSource, chunks: readonly PngChunk[]): { type: string; data: Uint8Array }[] {
  return chunks
    .filter(({ type }) => ['iTXt', 'tEXt', 'zTXt'].includes(type))
    .flatMap((chunk) => {
      const data = dataOf(source, chunk);
      return data === undefined ? [] : [{ type: chunk.type, data }];
    });
}

/**
 * Chunks that are read, that describe how the picture is stored or shown, or that programs write for themselves.
 * @see PNG specification, third edition, 11.3; extensions to PNG 1.2 (oFFs, gIFg); ImageMagick (vpAg, caNv, orNT); Apple (iDOT)
 */
const silent: readonly string[] = [
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'cICP', 'mDCV', 'mDCv'],
  ...['cLLI', 'cLLi', 'bKGD', 'hIST', 'sPLT', 'pHYs', 'tIME', 'tEXt', 'zTXt', 'iTXt', 'eXIf', 'acTL', 'fcTL'],
  ...['fdAT', 'caBX', 'oFFs', 'gIFg', 'gIFx', 'vpAg', 'caNv', 'orNT', 'iDOT'],
];

/** Chunks of Fireworks, whose PNGs hold the whole drawing. */
const isFireworks = (type: string): boolean => /^(?:mkB[FST]|mkTS|prVW)$/.test(type);

function unknownOf(source: ByteSource, chunks: readonly PngChunk[]): string[] {
  const unknown = chunks
    .filter(({ type, length }) => length > 0 && /^[a-z][A-Za-z]{3}$/.test(type) && !silent.includes(type))
    .filter(({ at, length }) => at + length <= source.size)
    .map(({ type }) => (isFireworks(type) ? 'the layers of Fireworks' : `the PNG chunk “${type}”`));
  return [...new Set(unknown)];
}

/** Reads a PNG's chunks. */
export function readPng(source: ByteSource): Container {
  const chunks = pngChunks(source);
  const chunk = (type: string): Uint8Array | undefined =>
    dataOf(
      source,
      chunks.find((candidate) => candidate.type === type),
    );
  const { metadata, broken } = textMetadata(source, chunks);
  const exif = chunk('eXIf');
  const older = exif === undefined ? undefined : metadata.exif;
  const density = densityOf(chunk('pHYs'));
  const animation = chunk('acTL');
  const cicp = cicpOf(chunk('cICP'));
  const isSaid = chunks.some(({ type }) => colourChunks.includes(type));
  const stated = isSaid ? undefined : statedOf(chunk('gAMA'), chunk('cHRM'));
  return {
    metadata: { ...metadata, ...(exif && { exif: exifOf(exif) }), ...(density && { density }) },
    frames:
      animation === undefined || animation.length < 4
        ? 1
        : Math.max(1, new ByteReader(animation, false).u32(0)),
    // C2PA's chunk.
    extras: chunks.some(({ type }) => type === 'caBX') ? ['credentials'] : [],
    unknown: [...unknownOf(source, chunks), ...(older === undefined ? [] : ['a second block of EXIF data'])],
    broken,
    ...(older && { otherExif: older }),
    ...(cicp && { cicp }),
    ...(stated && { stated }),
  };
}
