import { meanLuma } from './meanLuma';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { learn } from '../../../state/learn';
import { lessonPhoto } from '../../../state/lessonPhoto';
import { useTrainingPhotos } from '../training/photos';
import { training } from '../training/state';
import { showResults, useOfModel, values, type Shown } from './state';

/** A hook: the pictures of the page. The break takes a well-lit photo instead of the open one. */
export function useResults() {
  const { model } = values.useValues();
  const isLit = useStore(learn, ({ broken }) => broken === 'lit');
  const own = useStore(lessonPhoto, ({ entry }) => entry);
  const lit = useTrainingPhotos()?.entries[0] ?? null;
  const entry = isLit ? lit : own;
  useEffect(() => (entry === null ? undefined : showResults(entry, model)), [entry, model]);
  return { ...useStore(useOfModel), model, entry, isLit };
}

const names: Readonly<Record<Shown, string>> = {
  photo: 'The photo',
  own: 'your network makes it',
  shipped: 'Small CNN makes it',
};

/** What the figure shows, in words. */
export function useSays(): string {
  const { pictures, model, isLit } = useResults();
  const step = useStore(training, ({ current }) => current?.state.step ?? 0);
  const { photo, own, shipped } = pictures;
  if (photo === undefined) return 'The photo is being read.';
  const light = (shown: Shown, picture = pictures[shown]) =>
    picture === undefined ? '' : ` ${names[shown]} ${percent(meanLuma(picture))}`;
  const start = `${isLit ? 'The well-lit photo' : 'The photo'} has a mean luma of ${percent(meanLuma(photo))}`;
  const parts = [own, shipped].some((one) => one !== undefined)
    ? `;${light('own')}${own && shipped ? ',' : ''}${light('shipped')}`
    : '';
  const state =
    model === ''
      ? ` Your network has learned for ${step} steps and is not among the models yet.`
      : ` It is the model “${model}”.`;
  return `${start}${parts}.${state}`;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
