import type { Candidate, PairCrop, Treatment } from '@contract';
import type { EvaluationPainter } from '@jobs';
import type { BatchEngine } from './engineProcess';

/** Makes the pictures of a report by asking the engine. */
export function painterFor(
  engine: BatchEngine,
  treatmentOf: (candidate: Candidate) => Treatment,
  crop: PairCrop,
): EvaluationPainter {
  return {
    photo: async (path, options) => {
      const { webp, width, height } = await engine.thumbnail({ path }, options);
      return { webp, width, height };
    },
    candidate: async ({ truth, low, results }, candidate, { size, signal }) => {
      const path = results[candidate.id]?.path ?? low ?? truth;
      const asked = {
        photo: { path },
        truth: { path: truth },
        treatment: treatmentOf(candidate),
        crop,
        size,
      };
      const picture = await engine.comparing.picture({ ...asked, show: 'picture' }, { signal });
      const errors = await engine.comparing.picture({ ...asked, show: 'flip' }, { signal });
      return { picture, errors };
    },
  };
}
