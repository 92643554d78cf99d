import type { Explanation, ImageRef, PhotoHandle } from '@contract';
import { call, fetchPicture, type Picture } from '../../../bridge';
import { explanation } from '../state/explanation';
import { photos } from '../../../state/photos';
import { failureOf } from '../../../actions/failures';
import { engineLook, inferenceKey } from '../../../actions/settings';

let running: AbortController | null = null;

function refsOf({ arrays, thumbnail, maps }: Explanation): ImageRef[] {
  const all = [...arrays.map(({ picture }) => picture), thumbnail, ...maps.map(({ picture }) => picture)];
  return all.flatMap((ref) => (ref === undefined ? [] : [ref]));
}

/** Requests the explanation of a photo, unless it is known or already requested. */
export async function explain(photo: PhotoHandle): Promise<void> {
  const { inference } = engineLook(photo);
  const key = `${photo} ${inferenceKey(inference)}`;
  if (explanation.getState().key === key || inference.model === '') return;
  running?.abort();
  const controller = new AbortController();
  running = controller;
  // The photo's old explanation stays until the new one arrives, so nothing jumps while a slider moves.
  const value = explanation.getState().photo === photo ? explanation.getState().value : null;
  explanation.setState({ photo, key, value, error: null });
  try {
    const { signal } = controller;
    const answer = await call('photos.explain', { photo, inference }, { signal });
    const pairs = await Promise.all(
      refsOf(answer).map(async (ref): Promise<[string, Picture]> => [
        ref.image,
        await fetchPicture(photo, ref, signal),
      ]),
    );
    if (running === controller)
      explanation.setState({ value: { explanation: answer, pictures: new Map(pairs) } });
  } catch (error) {
    // Newer settings have a newer explanation, ready or on its way.
    if (running !== controller) return;
    const wire = failureOf(error, photos.getState().byId[photo]?.entry.name ?? '');
    if (wire !== null) explanation.setState({ error: wire });
  }
}

export function explainAgain(photo: PhotoHandle): void {
  explanation.setState({ key: '', error: null });
  void explain(photo);
}

/** The explanation was closed. */
export function stopExplaining(): void {
  if (explanation.getState().value === null) {
    running?.abort();
    explanation.setState({ photo: null, key: '', error: null });
  }
}
