import { z } from 'zod';
import type { CallRow } from './CallRow';
import { PairCrop, ErrorKind, MapLegend, MetricId, PairResult, Treatment } from './evaluate';
import { CallProgress, Priority } from './job';

const size = z.int().min(64).max(8192);

/** A picture, how it comes to be, and its ground truth. */
export function pairOf<Photo extends z.ZodType>(photo: Photo) {
  return z.strictObject({ photo, treatment: Treatment, truth: photo, crop: PairCrop });
}

/** Pictures against their ground truths, at full size. */
export function evaluateRows<Photo extends z.ZodType, Picture extends z.ZodType>({
  photo,
  picture,
}: {
  photo: Photo;
  picture: Picture;
}) {
  return {
    /** Scores of one picture. `metrics` absent: all. */
    'photos.compare': {
      by: 'engine',
      input: pairOf(photo).extend({ metrics: z.array(MetricId).exactOptional(), priority: Priority }),
      output: PairResult,
      progress: CallProgress,
    },
    /** Where a picture differs from its truth, in colours from black (equal) to light yellow; its long edge is at most `size`. */
    'photos.errorMap': {
      by: 'engine',
      input: pairOf(photo).extend({ kind: ErrorKind, size }),
      output: z.strictObject({ picture, legend: MapLegend }),
      progress: CallProgress,
    },
    /** The picture that is judged, or its truth, as they are compared: upright, in sRGB, of one size; its long edge at most `size`. */
    'photos.judged': {
      by: 'engine',
      input: pairOf(photo).extend({ show: z.enum(['picture', 'truth']), size }),
      output: z.strictObject({ picture }),
      progress: CallProgress,
    },
  } as const satisfies Record<string, CallRow>;
}
