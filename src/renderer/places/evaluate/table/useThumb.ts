import type { PhotoHandle } from '@contract';
import { useEffect, useState } from 'react';
import type { Picture } from '../../../bridge';
import { smallPhoto } from '../panes/wishes';

/** Long edge, pixels; shown at half of it. */
const size = 72;
/** About 10 KB each. */
const mostKept = 1000;
/** A line that is only passed by asks for nothing. */
const restMs = 120;
/** Beside a measurement, few photos are decoded for this. */
const mostAtOnce = 2;

const kept = new Map<PhotoHandle, Picture>();
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(make: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (running >= mostAtOnce)
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  running += 1;
  try {
    signal.throwIfAborted();
    return await make();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function keep(photo: PhotoHandle, picture: Picture): void {
  kept.set(photo, picture);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}

/** A hook for a photo's small picture. Null until it is made, and where it cannot be. */
export function useThumb(photo: PhotoHandle): Picture | null {
  const [made, setMade] = useState<{ photo: PhotoHandle; picture: Picture } | null>(null);
  useEffect(() => {
    if (kept.has(photo)) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => {
      inTurn(() => smallPhoto(photo, { size, signal }), signal).then(
        (picture) => {
          keep(photo, picture);
          if (!signal.aborted) setMade({ photo, picture });
        },
        // A photo without a picture says why in its line, once it is measured.
        () => undefined,
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [photo]);
  return kept.get(photo) ?? (made?.photo === photo ? made.picture : null);
}
