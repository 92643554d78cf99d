/** @file Whole photo files made into broken ones, each in one known way. */

/** The file without its end. */
export const cutShort = (file: Buffer, share: number): Buffer =>
  file.subarray(0, Math.floor(file.length * share));

/** A PNG whose first piece of picture data has a wrong checksum; all its pixels are there. */
export function withWrongChecksum(png: Buffer): Buffer {
  const file = Buffer.from(png);
  const data = file.indexOf('IDAT');
  const crcAt = data + 4 + file.readUInt32BE(data - 4);
  file.writeUInt32BE((file.readUInt32BE(crcAt) ^ 1) >>> 0, crcAt);
  return file;
}

/** A TIFF of `tiffFile` with its directory before the picture, as cameras write it, so that a cut takes the picture alone. */
export function directoryFirst(tiff: Buffer): Buffer {
  const directoryAt = tiff.readUInt32LE(4);
  const directory = Buffer.from(tiff.subarray(directoryAt));
  for (let index = 0; index < directory.readUInt16LE(0); index++) {
    const entry = 2 + index * 12;
    if (directory.readUInt16LE(entry) === 273) directory.writeUInt32LE(8 + directory.length, entry + 8);
    if (directory.readUInt16LE(entry) === 258)
      directory.writeUInt32LE(directory.readUInt32LE(entry + 8) - directoryAt + 8, entry + 8);
  }
  const head = Buffer.from(tiff.subarray(0, 8));
  head.writeUInt32LE(8, 4);
  return Buffer.concat([head, directory, tiff.subarray(8, directoryAt)]);
}
