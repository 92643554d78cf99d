import type { Escape } from '../../state/places';
import { text } from '../../text/en';
import { closePhoto } from './actions/takePhotos';
import { useShownPhoto } from './useShown';

/** A photo that breaks its view can be closed. */
export function useEscape(): Escape | null {
  const photo = useShownPhoto()?.entry.photo;
  if (photo === undefined) return null;
  return {
    label: text.failed.close,
    onEscape: () => {
      closePhoto(photo);
    },
  };
}
