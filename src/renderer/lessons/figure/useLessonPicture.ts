import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { failureOf } from '../../actions/failures';
import { call, fetchPicture, type Picture } from '../../bridge';
import { lessonPhoto } from '../state/lessonPhoto';

type Loaded = { readonly key: string; readonly picture: Picture };

const kept = new Map<string, Picture>();
const mostKept = 6;

function keep(key: string, picture: Picture): void {
  kept.set(key, picture);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}

/**
 * A hook: the lessons' photo, its long edge at most `size`, in stored 8-bit values. A larger photo is reduced, a smaller one stays.
 * Null: it is being read, or cannot be; the place tells which.
 */
export function useLessonPicture(size: number): Picture | null {
  const entry = useStore(lessonPhoto, (state) => state.entry);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const key = entry === null ? '' : `${entry.photo} ${size}`;
  useEffect(() => {
    const held = kept.get(key);
    if (entry === null || held !== undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const read = async (): Promise<void> => {
      const { picture: image } = await call('photos.preview', { photo: entry.photo, size }, { signal });
      const picture = await fetchPicture(entry.photo, image, signal);
      keep(key, picture);
      setLoaded({ key, picture });
    };
    read().catch((error: unknown) => {
      if (!signal.aborted) lessonPhoto.setState({ error: failureOf(error, entry.name) });
    });
    return () => {
      controller.abort();
    };
  }, [entry, key, size]);
  return kept.get(key) ?? (loaded?.key === key ? loaded.picture : null);
}
