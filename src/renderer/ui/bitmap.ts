import type { Picture } from '../bridge';

const headerBytes = 54;
/** Pixels a metre at 72 dots an inch. */
const density = 2835;

/** A picture as an uncompressed BMP file. A browser draws an image that lies in the page for much less than a canvas. */
export function bitmapOf({ width, height, data }: Picture): Uint8Array<ArrayBuffer> {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const file = new Uint8Array(headerBytes + rowBytes * height);
  writeHeader(new DataView(file.buffer), { width, height });
  for (let row = 0; row < height; row += 1) {
    let to = headerBytes + row * rowBytes;
    const end = (row + 1) * width * 3;
    for (let from = row * width * 3; from < end; from += 3, to += 3) {
      file[to] = data[from + 2] ?? 0;
      file[to + 1] = data[from + 1] ?? 0;
      file[to + 2] = data[from] ?? 0;
    }
  }
  return file;
}

function writeHeader(view: DataView, { width, height }: { width: number; height: number }): void {
  const size = view.byteLength;
  view.setUint16(0, 0x424d);
  view.setUint32(2, size, true);
  view.setUint32(10, headerBytes, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  // Rows from top to bottom.
  view.setInt32(22, -height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  view.setUint32(34, size - headerBytes, true);
  view.setInt32(38, density, true);
  view.setInt32(42, density, true);
}
