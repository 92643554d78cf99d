import { CandelaError, type Report, type ReportPhoto } from '@contract';
import { inParallel } from '../inParallel';

/** A small picture: the bytes of a WebP, and its size in pixels. */
export type Picture = {
  readonly webp: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** The file is damaged; this is what decodes of it. */
  readonly isDamaged: boolean;
};

/**
 * Makes a small picture of a photo, its long edge at most `size`, and measures the photo's median luma.
 * @throws CandelaError if there is nothing to see
 */
export type ThumbnailOf = (
  photo: { path: string; page?: number | undefined },
  options: { size: number; signal: AbortSignal },
) => Promise<Picture & { median: number }>;

/** Pictures of a photo before and after. One that is absent could not be made. */
export type PicturePair = { readonly before?: Picture; readonly after?: Picture };

export type Pictures = {
  /** By the position of the photo in the report. */
  readonly pairs: ReadonlyMap<number, PicturePair>;
  /** Median luma of the originals that were not measured before, by the same positions. */
  readonly medians: ReadonlyMap<number, number>;
  /** Photos that have none, because the page would become too large. */
  readonly leftOut: number;
};

export const noPictures: Pictures = { pairs: new Map(), medians: new Map(), leftOut: 0 };

export type PictureOptions = {
  readonly thumbnail: ThumbnailOf;
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: { done: number; total: number }) => void) | undefined;
};

/** Bytes of all pictures together. In the page they are a third larger. */
const budget = 27_000_000;
/** Bytes of one picture, at most. */
const mostBytes = 16_000;
/** Bytes that a pixel takes in a noisy picture. */
const perPixel = 0.19;
const sizes = { least: 96, most: 384 };
/** The engine decodes two photos at a time; the others are read meanwhile. */
const atOnce = 4;

type Want = { readonly index: number; readonly side: 'before' | 'after'; readonly path: string };

/** Makes the pictures of a report, those first that matter most. @throws the signal's reason */
export async function picturesOf({ photos }: Report, options: PictureOptions): Promise<Pictures> {
  const { thumbnail, signal, onProgress } = options;
  const wants = wantsOf(photos);
  const size = sizeFor(wants.length);
  const pairs = new Map<number, PicturePair>();
  const medians = new Map<number, number>();
  const leftOut = new Set<number>();
  let [bytes, done] = [0, 0];
  await inParallel(wants, atOnce, async ({ index, side, path }) => {
    signal.throwIfAborted();
    const page = side === 'before' ? photos[index]?.page : undefined;
    if (bytes > budget) leftOut.add(index);
    else {
      const made = await unlessRefused(thumbnail({ path, page }, { size, signal }));
      if (made !== null) {
        const { median, ...picture } = made;
        bytes += picture.webp.length;
        pairs.set(index, { ...pairs.get(index), [side]: picture });
        if (side === 'before' && !picture.isDamaged) medians.set(index, median);
      }
    }
    onProgress?.({ done: (done += 1), total: wants.length });
  });
  return { pairs, medians, leftOut: leftOut.size };
}

const importance: readonly ReportPhoto['status'][] = ['failed', 'open', 'cancelled', 'skipped', 'done'];

function wantsOf(photos: readonly ReportPhoto[]): Want[] {
  return importance.flatMap((status) =>
    [...photos.entries()].flatMap(([index, photo]): Want[] => {
      if (photo.status !== status) return [];
      const before: Want = { index, side: 'before', path: photo.input };
      return status === 'done' && photo.output !== null
        ? [before, { index, side: 'after', path: photo.output }]
        : [before];
    }),
  );
}

/** A photo of 3 × 2 with this long edge takes as many bytes as there are for each. */
function sizeFor(count: number): number {
  const bytes = Math.min(mostBytes, budget / Math.max(1, count));
  const longEdge = Math.round(Math.sqrt((bytes / perPixel) * 1.5));
  return Math.min(sizes.most, Math.max(sizes.least, longEdge));
}

/** A photo that is gone or cannot be decoded has no picture. */
async function unlessRefused<Made>(making: Promise<Made>): Promise<Made | null> {
  try {
    return await making;
  } catch (error) {
    if (error instanceof CandelaError) return null;
    throw error;
  }
}
