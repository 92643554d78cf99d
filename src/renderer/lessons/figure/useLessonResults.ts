import type { InferenceSettings, PhotoEntry } from '@contract';
import { inferenceKey } from '../../actions/settings';
import { useStore } from 'zustand';
import { call, fetchPicture, type Picture } from '../../bridge';
import { models } from '../../state/models';
import { photos } from '../../state/photos';
import { lessonPhoto } from '../state/lessonPhoto';
import { useLessonModel } from './lessonModel';
import { answering, type Answer } from './useAnswer';

/** Waiting, there, or not to be had. */
export type Result = Picture | 'waiting' | 'none';

function resultOf({ value, isWaiting, error }: Answer<Picture | null>): Result {
  if (error !== null) return 'none';
  return isWaiting ? 'waiting' : (value ?? 'none');
}

type DraftQuestion = { readonly size: number; readonly inference: InferenceSettings };

const useDraft = answering<DraftQuestion, Picture | null>(
  ({ size, inference }) => `${size} ${inferenceKey(inference)}`,
  async (input, { photo }, signal) => {
    const draft = await call('photos.draft', { photo, ...input }, { signal });
    return fetchPicture(photo, draft.picture, signal);
  },
);

/** A hook: the network's result for the lessons' photo, its long edge at most `size`. */
export function useLessonDraft(size: number): Result {
  const model = useLessonModel(null);
  // Known late in a fresh window.
  const isKnown = useStore(models, ({ list }) => list.length > 0);
  const answer = useDraft(model === null ? null : { size, inference: model.inference });
  return isKnown ? resultOf(answer) : 'waiting';
}

type TruthQuestion = { readonly size: number; readonly open: PhotoEntry | null };

const useTruth = answering<TruthQuestion, Picture | null>(
  ({ size, open }) => `${size} ${open?.photo ?? ''}`,
  async ({ size, open }, { photo }, signal) => {
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

/** A hook: the ground truth of the lessons' photo: the one that is open with it, or one that lies beside its file. */
export function useLessonTruth(size: number): Result {
  const entry = useStore(lessonPhoto, (state) => state.entry);
  const open = useStore(photos, ({ byId }) => (entry === null ? null : (byId[entry.photo]?.truth ?? null)));
  return resultOf(useTruth({ size, open }));
}
