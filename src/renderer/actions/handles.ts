import type { PhotoHandle } from '@contract';
import { call } from '../bridge';
import { inBackground } from './failures';

/** Who needs which photo. The main process keeps what belongs to a handle until the last of them lets go. */
const holders = new Map<PhotoHandle, Set<string>>();

/** Keeps a photo open for a holder, such as a place or a photo that is compared with it. */
export function hold(photo: PhotoHandle, holder: string): void {
  holders.set(photo, (holders.get(photo) ?? new Set<string>()).add(holder));
}

/** A holder needs a photo no more. With the last one it is closed, and so is a photo that nobody held. */
export function letGo(photo: PhotoHandle, holder: string): void {
  const left = holders.get(photo) ?? new Set<string>();
  left.delete(holder);
  if (left.size > 0) return;
  holders.delete(photo);
  inBackground(call('photos.close', { photo }), '');
}
