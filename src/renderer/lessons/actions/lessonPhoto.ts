import type { PhotoEntry } from '@contract';
import { failureOf } from '../../actions/failures';
import { call } from '../../bridge';
import { activePhoto, canEnhance, photos } from '../../state/photos';
import { lessonPhoto } from '../state/lessonPhoto';

let samples: Promise<PhotoEntry[]> | null = null;

/** Follows the open photo while the lessons are shown. A sample stands in where there is none. */
export function readLessonPhoto(): () => void {
  void choose();
  return photos.subscribe(() => {
    void choose();
  });
}

/** The photo that is open and can be enhanced. */
function ownPhoto(): PhotoEntry | null {
  const open = activePhoto();
  return open !== null && canEnhance(open) ? open.entry : null;
}

async function choose(): Promise<void> {
  const own = ownPhoto();
  if (own !== null) {
    if (lessonPhoto.getState().entry !== own)
      lessonPhoto.setState({ entry: own, isSample: false, error: null });
    return;
  }
  if (lessonPhoto.getState().isSample) return;
  try {
    samples ??= call('photos.samples', {});
    const [first] = await samples;
    if (ownPhoto() === null && first !== undefined)
      lessonPhoto.setState({ entry: first, isSample: true, error: null });
  } catch (error) {
    samples = null;
    lessonPhoto.setState({ error: failureOf(error, '') });
  }
}
