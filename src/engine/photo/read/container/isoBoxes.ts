import { ByteReader } from '../../bytes';
import type { ByteSource } from '../../source';

/** A box of an ISO base media file. Its content begins at `at`. `isCut`: it claims more bytes than there are. */
export type Box = { type: string; start: number; at: number; end: number; isCut: boolean };

const maxBoxes = 10_000;

/** The boxes between two offsets of a block. @see ISO/IEC 14496-12 */
export function boxesIn(source: ByteSource, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let start = from; start + 8 <= to && boxes.length < maxBoxes;) {
    const head = new ByteReader(source.read(start, 16), false);
    if (head.length < 8) return boxes;
    const short = head.u32(0);
    const isLong = short === 1 && head.length >= 16;
    const size = isLong ? head.u64(8) : short === 0 ? to - start : short;
    const at = start + (isLong ? 16 : 8);
    if (size < at - start) return boxes;
    boxes.push({
      type: head.ascii(4, 4),
      start,
      at,
      end: Math.min(start + size, to),
      isCut: start + size > to,
    });
    start += size;
  }
  return boxes;
}

export function childBox(source: ByteSource, parent: Box | undefined, type: string): Box | undefined {
  if (parent === undefined) return undefined;
  // `meta` is a full box: four bytes of version and flags precede its children.
  const from = parent.type === 'meta' ? parent.at + 4 : parent.at;
  return boxesIn(source, from, parent.end).find((box) => box.type === type);
}
