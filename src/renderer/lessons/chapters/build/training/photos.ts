import { mostTrainingPhotos, type PhotoEntry } from '@contract';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { failureOf } from '../../../../actions/failures';
import { call } from '../../../../bridge';
import { canEnhance, photos } from '../../../../state/photos';
import { training, type TrainingPhotos } from './state';

/** A photo this light in the middle can serve as a truth. `--only-dark` takes the same value. */
const wellLit = 0.25;
const mostMeasured = 64;

/** The open photos that are well lit; where there are none, the ground truths of the samples. */
async function findPhotos(): Promise<TrainingPhotos> {
  const { order, byId } = photos.getState();
  const open = order.flatMap((photo) => {
    const view = byId[photo];
    return view !== undefined && canEnhance(view) ? [view.entry] : [];
  });
  const lit = await wellLitOf(open.slice(0, mostMeasured));
  if (lit.length > 0) return { entries: lit.slice(0, mostTrainingPhotos), source: 'own' };
  const samples = await call('photos.samples', {});
  const truths = await Promise.all(samples.map(({ photo }) => call('photos.findTruth', { photo })));
  const found = truths.filter((truth): truth is PhotoEntry => truth !== null);
  return { entries: found.length > 0 ? found : samples, source: 'samples' };
}

async function wellLitOf(entries: readonly PhotoEntry[]): Promise<PhotoEntry[]> {
  if (entries.length === 0) return [];
  const medians = await call('batch.measure', { photos: entries.map(({ photo }) => photo) });
  const lit = new Set(medians.filter(({ median }) => (median ?? 0) >= wellLit).map(({ photo }) => photo));
  return entries.filter(({ photo }) => lit.has(photo));
}

let looking: { readonly key: string; readonly found: Promise<TrainingPhotos> } | null = null;

/** The photos to train on. They are looked for again when others are open. */
export async function trainingPhotos(): Promise<TrainingPhotos> {
  const key = photos.getState().order.join();
  if (looking?.key !== key) looking = { key, found: findPhotos() };
  const mine = looking;
  try {
    const found = await mine.found;
    training.setState({ photos: found });
    return found;
  } catch (error) {
    if (looking === mine) looking = null;
    throw error;
  }
}

/** A hook: the photos to train on. Null: they are being looked for. */
export function useTrainingPhotos(): TrainingPhotos | null {
  const order = useStore(photos, (state) => state.order);
  useEffect(() => {
    trainingPhotos().catch((error: unknown) => {
      training.setState({ error: failureOf(error, '') });
    });
  }, [order]);
  return useStore(training, (state) => state.photos);
}

/** What is trained on, in words. */
export function photosInWords({ entries, source }: TrainingPhotos): string {
  const count = entries.length === 1 ? 'one photo' : `${entries.length} photos`;
  return source === 'own' ? `${count} of yours, well lit` : `${count} of the samples, well lit`;
}
