import { useStore } from 'zustand';
import { z } from 'zod';
import type { CallOutput } from '@contract';
import { inferenceKey } from '../../../../actions/settings';
import { call, type Picture } from '../../../../bridge';
import { useLessonModel, type LessonModel } from '../../../figure/lessonModel';
import { shown } from '../../../figure/number';
import { answering, fetchPictures, type Answer } from '../../../figure/useAnswer';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

/** The model, and the real pixels around each tile. */
export const values = pageValues(
  'tiles',
  z.strictObject({
    model: z.string().max(60).nullable().default(null),
    overlap: z.int().min(0).max(96).default(0),
  }),
);

export type Seam = {
  readonly answer: CallOutput<'photos.seam'>;
  readonly pictures: ReadonlyMap<string, Picture>;
};

type Question = { readonly model: LessonModel; readonly overlap: number; readonly isAlone: boolean };

const useSeamAnswer = answering<Question, Seam>(
  ({ model, overlap, isAlone }) => `${inferenceKey(model.inference)} ${overlap} ${isAlone}`,
  async ({ model: { inference }, overlap, isAlone }, entry, signal) => {
    const answer = await call('photos.seam', { photo: entry.photo, inference, overlap, isAlone }, { signal });
    const { whole, tiled, difference } = answer;
    return { answer, pictures: await fetchPictures(entry, [whole, tiled, difference], signal) };
  },
);

export function useSeam(): { model: LessonModel | null; seam: Answer<Seam> } {
  const { model: wanted, overlap } = values.useValues();
  const isAlone = useStore(learn, ({ broken }) => broken === 'alone');
  const model = useLessonModel(wanted);
  const seam = useSeamAnswer(model === null ? null : { model, overlap, isAlone });
  return { model, seam };
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { overlap } = values.useValues();
  const { model, seam } = useSeam();
  if (seam.value === null || model === null) return 'The photo is on its way through the network, twice.';
  const { greatest, mean, tiles, cardOverlap } = seam.value.answer;
  const seen = greatest <= 1 ? 'Nobody can see that.' : 'Where it lies along the borders, it is a seam.';
  return `${tiles.length} tiles with an overlap of ${overlap} pixels differ from the whole by ${shown(greatest, 0)} of 255 at most, and by ${shown(mean)} on average. ${seen} The card of ${model.card.name} asks for ${cardOverlap}.`;
}
