/** @file Photos for the tests, each made for what is odd about it. */
import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';

/** RGB samples that are different in every corner and compress little. */
export function samples(width: number, height: number): Buffer {
  const data = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let index = 0; index < data.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    data[index] = ((index / 3) % width) / 8 + (state >>> 27);
  }
  return data;
}

const picture = (width: number, height: number) =>
  sharp(samples(width, height), { raw: { width, height, channels: 3 } });

export const jpeg = (width = 40, height = 30): Promise<Buffer> => picture(width, height).jpeg().toBuffer();
export const png = (width = 40, height = 30): Promise<Buffer> =>
  picture(width, height).png({ compressionLevel: 1 }).toBuffer();
export const gif = (): Promise<Buffer> => picture(40, 30).gif().toBuffer();

/** Two frames. */
export async function animatedWebp(): Promise<Buffer> {
  const frames = [await png(40, 30), await picture(40, 30).negate().png().toBuffer()];
  return sharp(frames, { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer();
}

export async function truncatedJpeg(): Promise<Buffer> {
  const whole = await jpeg(200, 200);
  return whole.subarray(0, whole.length / 2);
}

/** A sound PNG of 40 × 30 whose header claims 50 000 × 50 000; its checksum is right. */
export async function hugePng(): Promise<Buffer> {
  const bytes = await png();
  bytes.writeUInt32BE(50_000, 16);
  bytes.writeUInt32BE(50_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

/** A TIFF whose only oddity is the tag DNGVersion: what a camera raw file looks like to a TIFF reader. */
export function dng(): Buffer {
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [254, 4, 1, 0],
    [256, 3, 1, 4],
    [257, 3, 1, 4],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 32_803],
    [273, 4, 1, 8],
    [277, 3, 1, 1],
    [278, 3, 1, 4],
    [279, 4, 1, 16],
    [50_706, 1, 4, 0x00_00_04_01],
  ];
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length, 0);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 2 + index * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  const header = Buffer.from([0x49, 0x49, 42, 0, 24, 0, 0, 0]);
  return Buffer.concat([header, Buffer.alloc(16, 100), directory]);
}

export const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';

/** Size and stored RGB samples of a picture. */
export async function pixelsOf(path: string): Promise<{ width: number; height: number; data: Buffer }> {
  const { data, info } = await sharp(await readFile(path), { ignoreIcc: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Writes files by name into a folder. */
export async function putFiles(
  folder: string,
  files: Readonly<Record<string, Buffer | string>>,
): Promise<void> {
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(`${folder}/${name}`, content)));
}

function crc32(bytes: Buffer): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xed_b8_83_20 : 0);
  }
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}
