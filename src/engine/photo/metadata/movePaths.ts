import { ByteReader } from '../bytes';
import { resourcesIn } from './photoshop';
import { isPath } from './photoshopExtras';
import { placedPoint, type Placement } from './placement';

const recordLength = 26;
/** Records of knots: linked and unlinked ones of closed and open paths. Others state lengths and rules. */
const knots: readonly number[] = [1, 2, 4, 5];
/** Coordinates are signed, with 24 bits behind the point. */
const unit = 1 << 24;

function moveKnot(record: DataView, placement: Placement): void {
  // Two control points and an anchor between them, down before across.
  for (let at = 2; at < recordLength; at += 8) {
    const share = { y: record.getInt32(at) / unit, x: record.getInt32(at + 4) / unit };
    const { x, y } = placedPoint(share, placement);
    record.setInt32(at, Math.round(y * unit));
    record.setInt32(at + 4, Math.round(x * unit));
  }
}

/**
 * Photoshop's paths for pixels that were moved. Their points are shares of the picture's sides, so that only turning moves them.
 * @see Photoshop File Formats Specification: path resource format
 */
export function movePaths(paths: Uint8Array, placement: Placement): Uint8Array {
  const moved = Uint8Array.from(paths);
  for (const { data } of resourcesIn(moved).filter(isPath)) {
    const reader = new ByteReader(data, false);
    for (let at = 0; at + recordLength <= data.length; at += recordLength) {
      const record = new DataView(data.buffer, data.byteOffset + at, recordLength);
      if (knots.includes(reader.u16(at))) moveKnot(record, placement);
    }
  }
  return moved;
}
