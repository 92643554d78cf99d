import type { PhotoEntry } from '@contract';
import { z } from 'zod';
import { createStore } from 'zustand/vanilla';
import { failureOf } from '../../../../actions/failures';
import { readModels } from '../../../../actions/lists';
import { takePhotos } from '../../../../actions/photoSet';
import { currentLook } from '../../../../actions/settings';
import { call, fetchPicture, type Picture } from '../../../../bridge';
import { changeLook } from '../../../../state/looks';
import { showPlace } from '../../../../state/places';
import { preferences } from '../../../../state/preferences';
import { pageValues } from '../../../state/pageValues';
import { training } from '../training/state';

/** The name of the model, and the id that it got. */
export const values = pageValues(
  'use',
  z.strictObject({
    name: z.string().max(60).default('My first network'),
    model: z.string().max(64).default(''),
  }),
);

/** The shipped network that the trained one is compared with: the layers of the lecture notes, trained for hours. */
const shipped = 'cnn';

/** Long edge of the pictures. */
const size = 420;

export type Shown = 'photo' | 'own' | 'shipped';

type UseState = {
  /** What the pictures belong to: the photo and the model. */
  readonly key: string;
  readonly pictures: Readonly<Partial<Record<Shown, Picture>>>;
  readonly isExporting: boolean;
  readonly error: string | null;
};

export const useOfModel = createStore<UseState>()(() => ({
  key: '',
  pictures: {},
  isExporting: false,
  error: null,
}));

function fail(error: unknown, name: string): void {
  const wire = failureOf(error, name);
  if (wire !== null) useOfModel.setState({ isExporting: false, error: `${wire.message} ${wire.action}` });
}

/** Puts the trained network among the models. */
export async function exportModel(): Promise<void> {
  const { current } = training.getState();
  if (current === null || useOfModel.getState().isExporting) return;
  useOfModel.setState({ isExporting: true, error: null });
  try {
    const { model } = await call('train.export', { run: current.id, name: values.read().name });
    await readModels();
    values.set({ model });
    useOfModel.setState({ isExporting: false });
  } catch (error) {
    fail(error, '');
  }
}

/** Shows a photo in Enhance, where the network enhances it at full size. A sample is opened for that. */
export function enhanceWith(model: string, entry: PhotoEntry): void {
  takePhotos([entry]);
  changeLook(entry.photo, { ...currentLook(entry.photo), model }, null);
  showPlace('enhance');
}

/** The photo, and what both networks make of it. Each picture appears when it is there. */
export function showResults(entry: PhotoEntry, model: string): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const { photo, name } = entry;
  const key = `${photo} ${model}`;
  if (useOfModel.getState().key !== key) useOfModel.setState({ key, pictures: {}, error: null });
  const put = (shown: Shown, picture: Picture): void => {
    useOfModel.setState((state) =>
      state.key === key ? { pictures: { ...state.pictures, [shown]: picture } } : state,
    );
  };
  const draw = async (shown: Shown, id: string): Promise<void> => {
    const { provider } = preferences.getState();
    const inference = { model: id, controls: {}, provider };
    const { picture } = await call('photos.draft', { photo, size, inference }, { signal });
    put(shown, await fetchPicture(photo, picture, signal));
  };
  const work = async (): Promise<void> => {
    const { picture } = await call('photos.preview', { photo, size }, { signal });
    put('photo', await fetchPicture(photo, picture, signal));
    if (model !== '') await draw('own', model);
    await draw('shipped', shipped);
  };
  work().catch((error: unknown) => {
    if (!signal.aborted) fail(error, name);
  });
  return () => {
    controller.abort();
  };
}
