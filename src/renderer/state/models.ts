import type { CallOutput, ModelCard, WireError } from '@contract';
import { createStore } from 'zustand/vanilla';

export type ModelChoice = CallOutput<'models.list'>[number];

type ModelsState = { readonly list: readonly ModelChoice[]; readonly error: WireError | null };

/** The available models with their cards. */
export const models = createStore<ModelsState>()(() => ({ list: [], error: null }));

export function cardOf(list: readonly ModelChoice[], id: string): ModelCard | undefined {
  return list.find((model) => model.id === id)?.card;
}

/** The model for new photos: the preferred one if usable, else the default, else any that works. '' while none is known. */
export function startingModel(list: readonly ModelChoice[], preferred: string | null): string {
  const usable = list.filter(({ card }) => card !== undefined);
  const pick =
    usable.find(({ id }) => id === preferred) ?? usable.find(({ isDefault }) => isDefault) ?? usable[0];
  return pick?.id ?? '';
}
