import { isAlike, type Adjustments, type LookControl } from './look';
import { fill, text } from '../text/en';
import type { PhotoStatus, PhotoView } from './photos';

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
export function tileName({ entry: { name }, error }: PhotoView, mark: TileMark): string {
  if (error === null) return fill(text.strip.named, { name, state: text.strip.states[mark] });
  // Most sentences name the photo themselves.
  return error.message.includes(name)
    ? error.message
    : fill(text.strip.named, { name, state: error.message });
}
