import { isAbort, type PhotoEntry } from '@contract';
import { call, fetchPicture } from '../../../bridge';
import { reportFailure } from '../../../actions/failures';
import { modelsRead } from '../../../actions/lists';
import { clearRecent } from '../../../actions/openPhotos';
import { frame } from '../../../state/frame';
import { answers, type Sample } from '../state/answers';
import { engineLook } from '../../../actions/settings';

const shownSamples = 3;
const thumbSize = 448;

/** Loads the offers of the empty window: three samples, dark and then enhanced, and the photos opened last. */
export async function loadStart(signal: AbortSignal): Promise<void> {
  try {
    const [entries, recent, session] = await Promise.all([
      call('photos.samples', {}, { signal }),
      call('photos.recent', {}, { signal }),
      call('photos.session', {}, { signal }),
    ]);
    const shown = [...entries].reverse().slice(0, shownSamples);
    frame.setState({ recent });
    answers.setState({
      session: session.count,
      samples: shown.map((entry) => ({ entry, thumb: null, enhanced: null })),
    });
    await Promise.all(shown.map((entry) => loadThumb(entry, signal)));
    await enhanceSamples(shown, signal);
  } catch (error) {
    if (!signal.aborted) reportFailure(error, '');
  }
}

/** Forgets the photos opened last, also those that were open together. */
export function clearHistory(): void {
  clearRecent();
  answers.setState({ session: 0 });
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
