import { readSync } from 'node:fs';

/** Random access to a file, in memory or on disk. */
export type ByteSource = {
  readonly size: number;
  /** Whether reading is free of cost. */
  readonly inMemory: boolean;
  /** The bytes at `offset`. Fewer, or none, at the end of the file. */
  read(offset: number, length: number): Uint8Array;
};

/** Returns views of `bytes`, not copies. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    inMemory: true,
    read: (offset, length) => bytes.subarray(Math.min(offset, bytes.length), Math.max(0, offset + length)),
  };
}

/** Reads from an open file. Synchronous, because only headers of a few kilobytes are read this way. */
export function fileSource(descriptor: number, size: number): ByteSource {
  return {
    size,
    inMemory: false,
    read: (offset, length) => {
      if (offset >= size || length <= 0) return new Uint8Array(0);
      const bytes = Buffer.allocUnsafe(Math.min(length, size - offset));
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, offset));
    },
  };
}
