/** Memory that can be given back before it is collected, also by a thread that it moved to. Node's types do not name it. */
type Resizable = ArrayBuffer & { resize(bytes: number): void };
type MakeResizable = new (bytes: number, options: { maxByteLength: number }) => Resizable;

/** Zeros in memory of their own, for `release`. */
export function releasableBytes(size: number): Uint8Array {
  const Make = ArrayBuffer as unknown as MakeResizable;
  return new Uint8Array(new Make(size, { maxByteLength: size }));
}

/** Gives the memory back at once. Other memory waits until it is collected. */
export function release({ buffer }: Uint8Array): void {
  if ('resizable' in buffer && buffer.resizable === true) (buffer as unknown as Resizable).resize(0);
}
