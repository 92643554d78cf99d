import type { Explanation, PipelineMistake } from '@contract';
import { inferenceKey } from '../../../actions/settings';
import { call, type Picture } from '../../../bridge';
import type { LessonModel } from './lessonModel';
import { fetchPictures, useAnswer, type Answer } from './useAnswer';

export type Explained = {
  readonly explanation: Explanation;
  readonly pictures: ReadonlyMap<string, Picture>;
};

/** A hook: the network's steps for the lessons' photo, with their pictures. `model` null: nothing is asked yet. */
export function useExplained(
  model: LessonModel | null,
  mistake: PipelineMistake | null = null,
): Answer<Explained> {
  const key = model === null ? null : `${inferenceKey(model.inference)} ${mistake ?? ''}`;
  return useAnswer(key, async (entry, signal) => {
    if (model === null) throw new Error('no model to ask');
    const { inference } = model;
    const input = { photo: entry.photo, inference, ...(mistake !== null && { mistake }) };
    const explanation = await call('photos.explain', input, { signal });
    const { arrays, thumbnail, maps } = explanation;
    const refs = [...arrays.map(({ picture }) => picture), thumbnail, ...maps.map(({ picture }) => picture)];
    return { explanation, pictures: await fetchPictures(entry, refs, signal) };
  });
}
