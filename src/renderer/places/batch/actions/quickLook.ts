import type { PhotoHandle } from '@contract';
import { engineLook, inferenceKey } from '../../../actions/settings';
import { call, fetchPicture } from '../../../bridge';
import { canEnhance, openPhoto, photos } from '../../../state/photos';
import { quickLook } from '../state/quickLook';

/** Long edge of the pictures: sharp enough for the large look. */
const size = 1280;
/** A photo that is only passed by is not computed. */
const restMs = 150;

let running: AbortController | null = null;

/** Makes the pictures of the shown photo, unless they are there. Call it after every change while the place is shown. */
export function pumpQuickLook(): void {
  const { active } = photos.getState();
  const view = active === null ? null : openPhoto(active);
  if (active === null || view === null || !canEnhance(view)) {
    stopQuickLook();
    if (quickLook.getState().photo !== active)
      quickLook.setState({ photo: active, before: null, after: null, key: '' });
    return;
  }
  const { inference } = engineLook(active);
  const key = inferenceKey(inference);
  const known = quickLook.getState();
  if (known.photo === active && known.key === key) return;
  running?.abort();
  running = new AbortController();
  const isSame = known.photo === active;
  quickLook.setState({
    photo: active,
    key,
    before: isSame ? known.before : null,
    after: isSame ? known.after : null,
  });
  void make(active, running.signal);
}

export function stopQuickLook(): void {
  running?.abort();
  running = null;
}

async function make(photo: PhotoHandle, signal: AbortSignal): Promise<void> {
  try {
    await new Promise((resolve) => setTimeout(resolve, restMs));
    signal.throwIfAborted();
    if (quickLook.getState().before === null) {
      const { picture } = await call('photos.preview', { photo, size }, { signal });
      quickLook.setState({ before: await fetchPicture(photo, picture, signal) });
    }
    const { inference } = engineLook(photo);
    if (inference.model === '') return;
    const { picture } = await call('photos.draft', { photo, size, inference }, { signal });
    quickLook.setState({ after: await fetchPicture(photo, picture, signal) });
  } catch {
    // The tile tells what is wrong with the photo. Asked again, the look may succeed.
    if (!signal.aborted) quickLook.setState({ key: '' });
  }
}
