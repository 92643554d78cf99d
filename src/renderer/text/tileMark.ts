import { isAlike, type Adjustments, type LookControl } from '../state/look';
import { counted, fill, text } from './en';
import type { PhotoStatus, PhotoView } from '../state/photos';

/** What a tile of the film strip says: the photo's status, or how its look compares with the files that were saved. */
export type TileMark = PhotoStatus | 'saved' | 'changed';

const yields: ReadonlySet<PhotoStatus> = new Set(['waiting', 'draft', 'done']);

/** A look that one of the photo's saved files has is saved. A photo that was saved with other looks alone has changed since. */
export function tileMark(
  { status, saves }: PhotoView,
  look: Adjustments | undefined,
  controls: readonly LookControl[],
): TileMark {
  if (!yields.has(status) || saves.length === 0 || look === undefined) return status;
  return saves.some((saved) => isAlike(saved.look, look, controls)) ? 'saved' : 'changed';
}

/** The accessible name of a tile. A photo that cannot be read says why. */
export function tileName(photo: PhotoView, mark: TileMark): string {
  const { rating, isRejected } = photo.marks;
  const marks = [
    ...(rating > 0 ? [counted(text.strip.stars, rating)] : []),
    ...(isRejected ? [text.strip.rejected] : []),
  ];
  return marks.reduce((name, one) => fill(text.strip.marked, { name, mark: one }), statedName(photo, mark));
}

function statedName({ entry: { name }, error }: PhotoView, mark: TileMark): string {
  if (error === null) return fill(text.strip.named, { name, state: text.strip.states[mark] });
  // Most sentences name the photo themselves.
  return error.message.includes(name)
    ? error.message
    : fill(text.strip.named, { name, state: error.message });
}
