import { inferenceKey } from '../../../actions/settings';
import { useStore } from 'zustand';
import { call, fetchPicture, type Picture } from '../../../bridge';
import { models } from '../../../state/models';
import { photos } from '../../../state/photos';
import { lessonPhoto } from '../state/lessonPhoto';
import { useLessonModel } from './lessonModel';
import { useAnswer, type Answer } from './useAnswer';

/** Waiting, there, or not to be had. */
export type Result = Picture | 'waiting' | 'none';

function resultOf({ value, isWaiting, error }: Answer<Picture | null>): Result {
  if (error !== null) return 'none';
  return isWaiting ? 'waiting' : (value ?? 'none');
}

/** A hook: the network's result for the lessons' photo, its long edge at most `size`. */
export function useLessonDraft(size: number): Result {
  const model = useLessonModel(null);
  // Known late in a fresh window.
  const isKnown = useStore(models, ({ list }) => list.length > 0);
  const key = model === null ? null : `draft ${size} ${inferenceKey(model.inference)}`;
  const answer = useAnswer(key, async ({ photo }, signal): Promise<Picture | null> => {
    if (model === null) return null;
    const draft = await call('photos.draft', { photo, size, inference: model.inference }, { signal });
    return fetchPicture(photo, draft.picture, signal);
  });
  return isKnown ? resultOf(answer) : 'waiting';
}

/** A hook: the ground truth of the lessons' photo: the one that is open with it, or one that lies beside its file. */
export function useLessonTruth(size: number): Result {
  const entry = useStore(lessonPhoto, (state) => state.entry);
  const open = useStore(photos, ({ byId }) => (entry === null ? null : (byId[entry.photo]?.truth ?? null)));
  const answer = useAnswer(
    `truth ${size} ${open?.photo ?? ''}`,
    async ({ photo }, signal): Promise<Picture | null> => {
      const truth = open ?? (await call('photos.findTruth', { photo }, { signal }));
      if (truth === null) return null;
      try {
        const { picture } = await call('photos.preview', { photo: truth.photo, size }, { signal });
        return await fetchPicture(truth.photo, picture, signal);
      } finally {
        // What was opened for this alone is closed again.
        if (open === null) void call('photos.close', { photos: [truth.photo] });
      }
    },
  );
  return resultOf(answer);
}
