import type { Escape } from '../../state/places';
import { text } from '../../text/en';
import { closePhoto } from '../../actions/photoSet';
import { useShownPhoto } from './useShown';

/** Closes a photo that makes its view fail. */
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
