import type { Explanation, PhotoHandle, PipelineMistake } from '@contract';
import { inferenceKey } from '../../actions/settings';
import { call, type Picture } from '../../bridge';
import type { LessonModel } from './lessonModel';
import { answering, fetchPictures, type Answer } from './useAnswer';

export type Explained = {
  readonly photo: PhotoHandle;
  readonly explanation: Explanation;
  readonly pictures: ReadonlyMap<string, Picture>;
};

type Question = { readonly model: LessonModel; readonly mistake: PipelineMistake | null };

const useAnswer = answering<Question, Explained>(
  ({ model, mistake }) => `${inferenceKey(model.inference)} ${mistake ?? ''}`,
  async ({ model: { inference }, mistake }, entry, signal) => {
    const input = { photo: entry.photo, inference, ...(mistake !== null && { mistake }) };
    const explanation = await call('photos.explain', input, { signal });
    const { arrays, thumbnail, maps } = explanation;
    const refs = [...arrays.map(({ picture }) => picture), thumbnail, ...maps.map(({ picture }) => picture)];
    return { photo: entry.photo, explanation, pictures: await fetchPictures(entry, refs, signal) };
  },
);

/** A hook: the network's steps for the lessons' photo, with their pictures. `model` null: nothing is asked yet. */
export function useExplained(
  model: LessonModel | null,
  mistake: PipelineMistake | null = null,
): Answer<Explained> {
  return useAnswer(model === null ? null : { model, mistake });
}
