import type { PhotoHandle, RawSettings } from '@contract';
import { call } from '../../../bridge';
import { inBackground } from '../../../actions/failures';
import { openPhoto, setPhoto } from '../../../state/photos';
import { rawOf, setRaw } from '../../../state/raw';
import { pixelsOf, setPixels } from '../state/pixels';
import { forgetFailures, pump } from './pipeline';

/** A raw takes a second to develop, so it is developed when the controls rest. */
const restMs = 300;

const timers = new Map<PhotoHandle, ReturnType<typeof setTimeout>>();

/** Changes how a raw is developed. Its pictures follow when the controls rest. */
export function changeRaw(photo: PhotoHandle, patch: Partial<RawSettings>): void {
  setRaw(photo, { ...rawOf(photo), ...patch });
  clearTimeout(timers.get(photo));
  timers.set(
    photo,
    setTimeout(() => {
      timers.delete(photo);
      inBackground(develop(photo), openPhoto(photo)?.entry.name ?? '');
    }, restMs),
  );
}

async function develop(photo: PhotoHandle): Promise<void> {
  await call('photos.develop', { photo, raw: rawOf(photo) });
  const { lowLight } = pixelsOf(photo);
  // The picture stays until the next one is there.
  if (lowLight !== null) setPixels(photo, { lowLight: { ...lowLight, size: 0 } });
  const raw = JSON.stringify(rawOf(photo));
  setPixels(photo, { raw });
  forgetFailures(photo);
  setPhoto(photo, { error: null });
  pump();
}
