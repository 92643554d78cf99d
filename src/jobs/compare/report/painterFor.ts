import type { EngineCallInput, EngineCallOutput, PairCrop, ProviderChoice } from '@contract';
import type { ThumbnailOf } from '../../report/pictures';
import { treatmentOf } from '../treatmentOf';
import type { EvaluationPainter } from './evaluationPictures';

/** What makes small pictures. */
export type Painting = {
  readonly thumbnail: ThumbnailOf;
  readonly evaluated: (
    input: EngineCallInput<'photo.evaluated'>,
    options: { signal: AbortSignal },
  ) => Promise<EngineCallOutput<'photo.evaluated'>>;
};

/** Makes the pictures of a report by asking the engine. */
export function painterFor(
  { thumbnail, evaluated }: Painting,
  { provider, crop }: { provider: ProviderChoice; crop: PairCrop },
): EvaluationPainter {
  return {
    photo: async (path, options) => {
      const { webp, width, height } = await thumbnail({ path }, options);
      return { webp, width, height };
    },
    candidate: async ({ truth, low, results }, candidate, { size, signal }) => {
      const path = results[candidate.id]?.path ?? low ?? truth;
      const asked = {
        photo: { path },
        truth: { path: truth },
        treatment: treatmentOf(candidate, provider),
        crop,
        size,
      };
      const picture = await evaluated({ ...asked, show: 'picture' }, { signal });
      const errors = await evaluated({ ...asked, show: 'flip' }, { signal });
      return { picture, errors };
    },
  };
}
