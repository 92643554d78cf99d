/** Reads numbers in one byte order from a block. Reading outside it throws a RangeError. */
export class ByteReader {
  private readonly view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    readonly littleEndian: boolean,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.byteLength;
  }

  u8(offset: number): number {
    return this.view.getUint8(offset);
  }

  u16(offset: number): number {
    return this.view.getUint16(offset, this.littleEndian);
  }

  u32(offset: number): number {
    return this.view.getUint32(offset, this.littleEndian);
  }

  /** 64 bits as a number. It is inexact beyond 2^53, which no file reaches. */
  u64(offset: number): number {
    return Number(this.view.getBigUint64(offset, this.littleEndian));
  }

  f32(offset: number): number {
    return this.view.getFloat32(offset, this.littleEndian);
  }

  f64(offset: number): number {
    return this.view.getFloat64(offset, this.littleEndian);
  }

  ascii(offset: number, length: number): string {
    return asciiAt(this.bytes, offset, length);
  }
}

/** The bytes as Latin-1 text. It is shorter if the block ends early. */
export function asciiAt(bytes: Uint8Array, offset: number, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    'latin1',
    offset,
    offset + length,
  );
}

export function startsWith(bytes: Uint8Array, text: string, offset = 0): boolean {
  return asciiAt(bytes, offset, text.length) === text;
}

export function asciiBytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

export function u16be(value: number): Uint8Array {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function u32be(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function u32le(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
