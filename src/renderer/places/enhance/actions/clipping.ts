import type { PhotoHandle } from '@contract';
import { call } from '../../../bridge';
import { activePhoto, setPhoto, type PhotoView } from '../../../state/photos';
import { developedKey } from '../../../state/raw';
import { view } from '../state/view';
import { isIdle } from './pipeline';
import { engineLook, inferenceKey } from '../../../actions/settings';

/** The photo is decoded at full size, so the count waits until settings and photo rest. */
const restMs = 400;

/** Larger photos would take memory from everything else, for a figure. */
const mostMegapixels = 100;

type Count = { readonly photo: PhotoHandle; readonly key: string; readonly controller: AbortController };

let counting: Count | null = null;
/** What could not be counted is not asked for again until the look changes. */
let failed = '';

/** Names the result that figures belong to. */
export function clippingKey(photo: PhotoHandle): string {
  const { inference, mix } = engineLook(photo);
  return JSON.stringify([inferenceKey(inference), mix]) + developedKey(photo);
}

/** The photo that is to be counted, once nothing else is computed for it. */
function wanted(): { photo: PhotoHandle; key: string } | null {
  const shown = activePhoto();
  if (shown === null || !isCountable(shown) || view.getState().gesture !== null) return null;
  const { photo } = shown.entry;
  const key = clippingKey(photo);
  // A measurement makes the full-size result, so it comes first.
  const isWaiting = !isIdle() || (shown.truth !== null && shown.scores === null && shown.scoring === null);
  return isWaiting || shown.clipping?.key === key || failed === `${photo} ${key}` ? null : { photo, key };
}

function isCountable({ status, entry: { summary, error } }: PhotoView): boolean {
  if (status !== 'done' || summary === undefined || error !== undefined) return false;
  return (summary.width * summary.height) / 1e6 <= mostMegapixels;
}

/** Counts the clipped pixels of the shown photo when it rests. Call it after every change. */
export function pumpClipping(): void {
  const next = wanted();
  if (counting !== null && counting.photo === next?.photo && counting.key === next.key) return;
  counting?.controller.abort();
  counting = null;
  if (next === null) return;
  counting = { ...next, controller: new AbortController() };
  void count(counting);
}

async function count(own: Count): Promise<void> {
  const { photo, key, controller } = own;
  const { signal } = controller;
  await new Promise((resolve) => setTimeout(resolve, restMs));
  if (signal.aborted) return;
  try {
    const found = await call('photos.clipping', { photo, look: engineLook(photo) }, { signal });
    if (counting === own) setPhoto(photo, { clipping: { key, ...found } });
  } catch {
    // The figure stays away. Whatever hinders it is told where the photo itself is looked at or saved.
    if (counting === own) failed = `${photo} ${key}`;
  }
  forget(own);
}

/** A count that a newer one replaced has nothing to forget. */
function forget(own: Count): void {
  if (counting === own) counting = null;
}
