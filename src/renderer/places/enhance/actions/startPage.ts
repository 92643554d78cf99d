import type { PhotoEntry } from '@contract';
import { call, fetchPicture } from '../../../bridge';
import { frame } from '../../../state/frame';
import { answers } from '../state/answers';
import { reportFailure } from '../../../actions/failures';

const shownSamples = 3;
const thumbSize = 448;

/** Loads the offers of the empty window: three samples and the photos opened last. */
export async function loadStart(): Promise<void> {
  try {
    const [entries, recent] = await Promise.all([call('photos.samples', {}), call('photos.recent', {})]);
    const samples = [...entries]
      .reverse()
      .slice(0, shownSamples)
      .map((entry) => ({ entry, thumb: null }));
    frame.setState({ recent });
    answers.setState({ samples });
    await Promise.all(samples.map(({ entry }) => loadThumb(entry)));
  } catch (error) {
    reportFailure(error, '');
  }
}

async function loadThumb(entry: PhotoEntry): Promise<void> {
  const { signal } = new AbortController();
  const { picture } = await call('photos.preview', { photo: entry.photo, size: thumbSize });
  const thumb = await fetchPicture(entry.photo, picture, signal);
  answers.setState(({ samples }) => ({
    samples: samples.map((sample) => (sample.entry.photo === entry.photo ? { entry, thumb } : sample)),
  }));
}
