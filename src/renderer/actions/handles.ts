import type { PhotoHandle } from '@contract';
import { call } from '../bridge';
import { inBackground } from './failures';

/** The holders of each photo. A handle stays open in the main process until its last holder releases it. */
const holders = new Map<PhotoHandle, Set<string>>();

/** Keeps a photo open for a holder, such as a place or a photo that is compared with it. */
export function hold(photo: PhotoHandle, holder: string): void {
  holders.set(photo, (holders.get(photo) ?? new Set<string>()).add(holder));
}

/** Releases photos for a holder. A photo is closed with its last holder, or if nobody held it. */
export function letGo(photos: readonly PhotoHandle[], holder: string): void {
  const closed = photos.filter((photo) => {
    const left = holders.get(photo) ?? new Set<string>();
    left.delete(holder);
    return left.size === 0;
  });
  for (const photo of closed) holders.delete(photo);
  if (closed.length > 0) inBackground(call('photos.close', { photos: closed }), '');
}
