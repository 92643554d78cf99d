import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PhotoEntry } from '@contract';
import { hold, letGo } from '../../actions/handles';
import { call, fetchPicture, type Picture } from '../../bridge';
import { lessonPhoto } from '../state/lessonPhoto';
import { useLessonPicture } from './useLessonPicture';

export type CleanPicture = {
  readonly picture: Picture;
  /** The photo has a ground truth beside it, and this is it. Otherwise it is the photo itself. */
  readonly isTruth: boolean;
};

type Found = { readonly key: string; readonly truth: Picture | null };

const kept = new Map<string, Found>();
const holder = 'lessons';

async function readTruth(entry: PhotoEntry, size: number, signal: AbortSignal): Promise<Picture | null> {
  const truth = await call('photos.findTruth', { photo: entry.photo }, { signal });
  if (truth === null) return null;
  hold(truth.photo, holder);
  try {
    const { picture } = await call('photos.preview', { photo: truth.photo, size }, { signal });
    return await fetchPicture(truth.photo, picture, signal);
  } finally {
    letGo([truth.photo], holder);
  }
}

/**
 * A hook: a well-lit picture of the lessons' scene, its long edge at most `size`: the ground truth that lies beside the photo, or the
 * photo itself where there is none. Null: it is being read.
 */
export function useCleanPicture(size: number): CleanPicture | null {
  const entry = useStore(lessonPhoto, (state) => state.entry);
  const own = useLessonPicture(size);
  const key = entry === null ? '' : `${entry.photo} ${size}`;
  const [, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (entry === null || kept.has(key)) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const keep = (truth: Picture | null): void => {
      if (signal.aborted) return;
      const found = { key, truth };
      kept.clear();
      kept.set(key, found);
      setFound(found);
    };
    // A truth that cannot be read is as good as none: the photo itself is shown.
    readTruth(entry, size, signal).then(keep, () => {
      keep(null);
    });
    return () => {
      controller.abort();
    };
  }, [entry, key, size]);
  const found = kept.get(key);
  if (found === undefined || own === null) return null;
  return cleanOf(found, own);
}

const answers = new WeakMap<Found, CleanPicture>();

/** The same answer for the same pictures, so that what is computed from it is kept. */
function cleanOf(found: Found, own: Picture): CleanPicture {
  const known = answers.get(found);
  if (known !== undefined && (known.isTruth || known.picture === own)) return known;
  const clean = { picture: found.truth ?? own, isTruth: found.truth !== null };
  answers.set(found, clean);
  return clean;
}
