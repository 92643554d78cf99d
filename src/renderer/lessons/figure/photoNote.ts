import type { PhotoSummary } from '@contract';
import { fill } from '../../text/en';
import { learnText } from '../text';

const words = learnText.photo;

/** Figures have at least so many pixels on the long edge. A photo with no more is shown as it is. */
const shownWhole = 160;
/** Smaller photos have next to nothing to show. */
const tiny = 8;

/** What the figures do to a photo, so that nobody takes their copy for the photo. Empty: nothing. */
export function photoNote({ width, height, bits, isGrey }: PhotoSummary): string {
  const size = { width: width.toLocaleString('en'), height: height.toLocaleString('en') };
  const isReduced = Math.max(width, height) > shownWhole;
  const parts = [
    isReduced ? fill(words.reduced, size) : fill(words.whole, size),
    ...(bits > 8 ? [fill(words.bits, { bits })] : []),
    ...(isGrey ? [words.grey] : []),
    ...(Math.max(width, height) < tiny ? [words.tiny] : []),
  ];
  return isReduced || parts.length > 1 ? `${parts.join(', ')}.` : '';
}
