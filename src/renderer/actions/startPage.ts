import type { PhotoEntry } from '@contract';
import { call, fetchPicture } from '../bridge';
import { startPage } from '../state/startPage';
import { inBackground, reportFailure } from './failures';

const shownSamples = 3;
const thumbSize = 448;

/** Reads what the empty window offers: three samples and the photos opened last. */
export async function loadStart(): Promise<void> {
  try {
    const [entries, recent] = await Promise.all([call('photos.samples', {}), call('photos.recent', {})]);
    const samples = [...entries]
      .reverse()
      .slice(0, shownSamples)
      .map((entry) => ({ entry, thumb: null }));
    startPage.setState({ recent, samples });
    await Promise.all(samples.map(({ entry }) => loadThumb(entry)));
  } catch (error) {
    reportFailure(error, '');
  }
}

async function loadThumb(entry: PhotoEntry): Promise<void> {
  const { signal } = new AbortController();
  const { picture } = await call('photos.preview', { photo: entry.photo, size: thumbSize });
  const thumb = await fetchPicture(entry.photo, picture, signal);
  startPage.setState(({ samples }) => ({
    samples: samples.map((sample) => (sample.entry.photo === entry.photo ? { entry, thumb } : sample)),
  }));
}

/** Asks for the photos opened last, for a menu that offers them. */
export async function readRecent(): Promise<void> {
  try {
    startPage.setState({ recent: await call('photos.recent', {}) });
  } catch (error) {
    reportFailure(error, '');
  }
}

export function clearRecent(): void {
  startPage.setState({ recent: [] });
  inBackground(call('photos.clearRecent', {}), '');
}
