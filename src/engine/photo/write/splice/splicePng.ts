import { crc32 as zlibCrc32, deflateSync } from 'node:zlib';
import { asciiBytes, u32be } from '../../bytes';
import { pngChunks } from '../../read/container/png';
import type { Density } from '../../Photo';
import { memorySource } from '../../source';
import type { Blocks, Spliced } from './Blocks';

function chunk(type: string, ...data: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat([asciiBytes(type), ...data]);
  return Buffer.concat([u32be(body.length - 4), body, u32be(zlibCrc32(body))]);
}

/** pHYs counts pixels per metre. */
function density({ x, y, unit }: Density): Uint8Array {
  const perMetre = (value: number): Uint8Array =>
    u32be(Math.round(unit === 'inch' ? value / 0.0254 : value * 100));
  return chunk('pHYs', perMetre(x), perMetre(y), Uint8Array.of(1));
}

function xmp(packet: string): Uint8Array {
  // Not compressed, no language, no translated keyword.
  return chunk('iTXt', asciiBytes('XML:com.adobe.xmp\0\0\0\0\0'), Buffer.from(packet, 'utf8'));
}

function profile(icc: Uint8Array): Uint8Array {
  return chunk('iCCP', asciiBytes('ICC profile\0\0'), deflateSync(icc));
}

/** The chunks that the encoder writes and the picture needs. */
const pictureChunks: readonly string[] = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/** Inserts metadata between the header and the pixels of a PNG. @see PNG specification, third edition, 11.3 */
export function splicePng(encoded: Uint8Array, blocks: Blocks): Spliced {
  const chunks = pngChunks(memorySource(encoded)).filter(({ type }) => pictureChunks.includes(type));
  const bytesOf = ({ at, length }: { at: number; length: number }): Uint8Array =>
    encoded.subarray(at - 8, at + length + 4);
  const [header, ...rest] = chunks.map(bytesOf);
  const metadata = [
    ...(blocks.profile ? [profile(blocks.profile)] : []),
    ...(blocks.density ? [density(blocks.density)] : []),
    ...(blocks.exif ? [chunk('eXIf', blocks.exif)] : []),
    ...(blocks.xmp === undefined ? [] : [xmp(blocks.xmp)]),
  ];
  const parts = [encoded.subarray(0, 8), ...(header ? [header] : []), ...metadata, ...rest];
  return { parts, dropped: [] };
}
