import { brotliDecompressSync } from 'node:zlib';
import { asciiAt, startsWith } from '../../bytes';
import type { ByteSource } from '../../source';
import { emptyContainer, type Container, type Extra } from './Container';
import { boxesIn, type Box } from './isoBoxes';
import { channelKind, jxlCode, type JxlCode } from './jxlCode';
import { tiffIn } from './heifFile';

/** A JPEG XL file: the head of its picture, and what is beside it. */
export type JxlFile = { code: JxlCode; container: Container };

/** What keeps a file from being read. */
export type JxlProblem = 'cut' | 'senseless';

/** The head of a codestream, with room for names of channels. */
const headLength = 4096;
const maxBlock = 64 * 1024 * 1024;

/** @see ISO/IEC 18181-2, 9: the codestream in one box, or in pieces with a number each */
function codeIn(source: ByteSource, boxes: readonly Box[], most: number): Uint8Array {
  const pieces = boxes.filter(({ type }) => type === 'jxlc' || type === 'jxlp');
  const bytes = pieces.map(({ type, at, end }) => {
    const from = type === 'jxlp' ? at + 4 : at;
    return source.read(from, Math.min(most, end - from));
  });
  return Buffer.concat(bytes).subarray(0, most);
}

/** The codestream alone. What is beside it is read here, and must not keep the decoder from the picture. */
export function codestreamOf(source: ByteSource): Uint8Array {
  if (isBare(source)) return source.read(0, source.size);
  return codeIn(source, boxesIn(source, 0, source.size), source.size);
}

type Block = { type: string; bytes: Uint8Array | null };

/** A box's content, unpacked. Null: it cannot be unpacked. */
function blockOf(source: ByteSource, { type, at, end }: Box): Block {
  const isSmall = end - at <= maxBlock;
  if (type !== 'brob') return { type, bytes: isSmall ? source.read(at, end - at) : null };
  const inner = asciiAt(source.read(at, 4), 0, 4);
  try {
    const packed = isSmall ? source.read(at + 4, end - at - 4) : new Uint8Array();
    return { type: inner, bytes: brotliDecompressSync(packed, { maxOutputLength: maxBlock }) };
  } catch {
    return { type: inner, bytes: null };
  }
}

const blockTypes = ['Exif', 'xml ', 'brob'];

/** @see ISO/IEC 18181-2, 9: JUMBF holds content credentials; a gain map */
const extraBoxes: Readonly<Record<string, Extra>> = { jumb: 'credentials', jhgm: 'gainMap' };

function containerOf(source: ByteSource, boxes: readonly Box[], code: JxlCode): Container {
  const blocks = boxes.filter(({ type }) => blockTypes.includes(type)).map((box) => blockOf(source, box));
  const block = (type: string) => blocks.find((each) => each.type === type);
  const [exifBlock, xmpBlock] = [block('Exif'), block('xml ')];
  const exif = exifBlock && tiffIn(exifBlock.bytes);
  const xmp = xmpBlock?.bytes;
  const types = [...boxes, ...blocks].map(({ type }) => type);
  const channels = code.extra.map(({ kind }) => kind);
  const alpha = channels.indexOf(channelKind.alpha);
  return {
    ...emptyContainer,
    metadata: {
      ...(exif && { exif }),
      ...(xmp && { xmp: Buffer.from(xmp).toString('utf8') }),
    },
    extras: Object.entries(extraBoxes).flatMap(([type, extra]) => (types.includes(type) ? [extra] : [])),
    beside: { count: channels.length, alphaAt: alpha < 0 ? null : alpha },
    isPremultiplied: code.extra[alpha]?.isAssociated === true,
    broken: [...(exif === null ? ['EXIF'] : []), ...(xmp === null ? ['XMP'] : [])],
  };
}

const isBare = (source: ByteSource): boolean => startsWith(source.read(0, 2), '\xff\x0a');

/** Whether the file ends within a box. A bare codestream does not say how long it is; the decoder notices. */
export function isCutJxl(source: ByteSource): boolean {
  return !isBare(source) && boxesIn(source, 0, source.size).some(({ isCut }) => isCut);
}

/** Reads what a JPEG XL says of itself, without decoding a pixel. */
export function readJxl(source: ByteSource): JxlFile | JxlProblem {
  const boxes = isBare(source) ? [] : boxesIn(source, 0, source.size);
  const head = isBare(source) ? source.read(0, headLength) : codeIn(source, boxes, headLength);
  try {
    const code = jxlCode(head);
    if (code !== null) return { code, container: containerOf(source, boxes, code) };
    return head.length === 0 ? 'cut' : 'senseless';
  } catch (error) {
    if (error instanceof RangeError) return head.length < headLength ? 'cut' : 'senseless';
    throw error;
  }
}

/** The depth of the picture; null if the file does not say. */
export function jxlDepth(source: ByteSource): number | null {
  const file = readJxl(source);
  return typeof file === 'string' ? null : file.code.bits;
}
