/**
 * @file A result's seal: the SHA-256 of the file in which the digits of the seal itself are zeros, kept in the result's XMP. It tells
 * whether a file is byte for byte what Candela wrote; it stays true when the file is moved or copied, and needs no index.
 */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { systemCode } from '@contract';
import { blankSeal, sealTag } from '../metadata/xmp/sealField';
import type { FileParts } from './splice/Blocks';

const tag = Buffer.from(sealTag, 'latin1');
const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');
/** How the chunk of a PNG begins whose checksum covers the seal. */
const pngChunkStart = Buffer.from('iTXtXML:com.adobe.xmp\0', 'latin1');
const pieceBytes = 1 << 20;

/** Bytes that count as these when the seal is made: its own digits, and the checksum of a PNG's chunk that covers them. */
type Blank = { at: number; bytes: Buffer };

const blankDigits = (at: number): Blank => ({ at, bytes: Buffer.from(blankSeal) });
const blankChecksum = (at: number): Blank => ({ at, bytes: Buffer.alloc(4) });

/** Writes the blanks into a piece of the file that starts at `start`. */
function fillBlanks(piece: Buffer, start: number, blanks: readonly Blank[]): void {
  for (const { at, bytes } of blanks) {
    for (let index = 0; index < bytes.length; index++) {
      const offset = at + index - start;
      if (offset >= 0 && offset < piece.length) piece[offset] = bytes[index] ?? 0;
    }
  }
}

const isPng = (head: Uint8Array): boolean => pngSignature.equals(head.subarray(0, pngSignature.length));

/** A finished file with its seal filled in; without an XMP packet it has no place for one and stays as it is. */
export function sealParts(parts: FileParts): FileParts {
  const place = Buffer.from(sealTag + blankSeal, 'latin1');
  const index = parts.findIndex((part) =>
    Buffer.from(part.buffer, part.byteOffset, part.length).includes(place),
  );
  const found = parts[index];
  if (found === undefined) return parts;
  const part = Buffer.from(found);
  const at = part.indexOf(place) + tag.length;
  const checksumAt = parts[0] !== undefined && isPng(parts[0]) ? part.length - 4 : undefined;
  if (checksumAt !== undefined) fillBlanks(part, 0, [blankChecksum(checksumAt)]);
  const hash = createHash('sha256');
  parts.forEach((each, number) => hash.update(number === index ? part : each));
  part.write(hash.digest('hex'), at, 'latin1');
  if (checksumAt !== undefined) part.writeUInt32BE(crc32(part.subarray(4, checksumAt)), checksumAt);
  return parts.map((each, number) => (number === index ? part : each));
}

type Options = { signal: AbortSignal };

async function* pieces(
  file: FileHandle,
  { signal }: Options,
): AsyncGenerator<{ piece: Buffer; start: number }> {
  for (let start = 0; ;) {
    signal.throwIfAborted();
    const piece = await readAt(file, start, pieceBytes);
    if (piece.length === 0) return;
    yield { piece, start };
    start += piece.length;
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Where some bytes stand first; undefined where they do not. */
async function find(file: FileHandle, wanted: Buffer, options: Options): Promise<number | undefined> {
  let before: Buffer = Buffer.alloc(0);
  for await (const { piece, start } of pieces(file, options)) {
    const joined = Buffer.concat([before, piece]);
    const at = joined.indexOf(wanted);
    if (at >= 0) return start - before.length + at;
    before = joined.subarray(Math.max(0, joined.length - wanted.length + 1));
  }
  return undefined;
}

/** The checksum of a PNG's chunk of XMP; undefined when it is wrong, or there is none. */
async function pngChecksum(file: FileHandle, options: Options): Promise<Blank | undefined> {
  const start = await find(file, pngChunkStart, options);
  if (start === undefined) return undefined;
  const length = (await readAt(file, start - 4, 4)).readUInt32BE();
  const { size } = await file.stat();
  if (start + 8 + length > size) return undefined;
  const chunk = await readAt(file, start, 4 + length);
  const written = (await readAt(file, start + 4 + length, 4)).readUInt32BE();
  return crc32(chunk) === written ? blankChecksum(start + 4 + length) : undefined;
}

async function matchesSeal(file: FileHandle, options: Options): Promise<boolean> {
  const tagAt = await find(file, tag, options);
  if (tagAt === undefined) return false;
  const at = tagAt + tag.length;
  const blanks = [blankDigits(at)];
  if (isPng(await readAt(file, 0, pngSignature.length))) {
    const checksum = await pngChecksum(file, options);
    if (checksum === undefined) return false;
    blanks.push(checksum);
  }
  const hash = createHash('sha256');
  for await (const { piece, start } of pieces(file, options)) {
    fillBlanks(piece, start, blanks);
    hash.update(piece);
  }
  return hash.digest('hex') === (await readAt(file, at, blankSeal.length)).toString('latin1');
}

/** Whether a file is byte for byte a result that Candela wrote. What cannot be read is not known to be one. */
export async function isUntouchedResult(path: string, options: Options): Promise<boolean> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    return (await file.stat()).isFile() && (await matchesSeal(file, options));
  } catch (error) {
    if (systemCode(error) === undefined || options.signal.aborted) throw error;
    return false;
  } finally {
    await file?.close();
  }
}
