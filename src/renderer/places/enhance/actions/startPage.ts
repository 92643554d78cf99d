import { isAbort, type PhotoEntry } from '@contract';
import { call, fetchPicture } from '../../../bridge';
import { reportFailure } from '../../../actions/failures';
import { frame } from '../../../state/frame';
import { models } from '../../../state/models';
import { answers, type Sample } from '../state/answers';
import { engineLook } from './settings';

const shownSamples = 3;
const thumbSize = 448;

/** Loads the offers of the empty window: three samples, dark and then enhanced, and the photos opened last. */
export async function loadStart(signal: AbortSignal): Promise<void> {
  try {
    const [entries, recent] = await Promise.all([
      call('photos.samples', {}, { signal }),
      call('photos.recent', {}, { signal }),
    ]);
    const shown = [...entries].reverse().slice(0, shownSamples);
    frame.setState({ recent });
    answers.setState({ samples: shown.map((entry) => ({ entry, thumb: null, enhanced: null })) });
    await Promise.all(shown.map((entry) => loadThumb(entry, signal)));
    await enhanceSamples(shown, signal);
  } catch (error) {
    if (!signal.aborted) reportFailure(error, '');
  }
}

function setSample({ photo }: PhotoEntry, patch: Partial<Sample>): void {
  answers.setState(({ samples }) => ({
    samples: samples.map((sample) => (sample.entry.photo === photo ? { ...sample, ...patch } : sample)),
  }));
}

async function loadThumb(entry: PhotoEntry, signal: AbortSignal): Promise<void> {
  const { picture } = await call('photos.preview', { photo: entry.photo, size: thumbSize }, { signal });
  setSample(entry, { thumb: await fetchPicture(entry.photo, picture, signal) });
}

/** One after the other. A sample that cannot be enhanced stays dark: the first own photo will say why. */
async function enhanceSamples(entries: readonly PhotoEntry[], signal: AbortSignal): Promise<void> {
  await modelsRead(signal);
  for (const entry of entries) {
    const { photo } = entry;
    const { inference } = engineLook(photo);
    if (inference.model === '') return;
    try {
      const { picture } = await call('photos.draft', { photo, size: thumbSize, inference }, { signal });
      setSample(entry, { enhanced: await fetchPicture(photo, picture, signal) });
    } catch (error) {
      if (isAbort(error) || signal.aborted) throw error;
      return;
    }
  }
}

/** Until the cards of the models are there, or cannot be had. */
function modelsRead(signal: AbortSignal): Promise<void> {
  const isRead = (): boolean => models.getState().list.length > 0 || models.getState().error !== null;
  return new Promise((resolve, reject) => {
    if (isRead()) {
      resolve();
      return;
    }
    const stop = models.subscribe(() => {
      if (!isRead()) return;
      stop();
      resolve();
    });
    signal.addEventListener('abort', () => {
      stop();
      reject(new DOMException('The start page is gone.', 'AbortError'));
    });
  });
}
