import type { InferenceSettings, ModelCard } from '@contract';
import { useStore } from 'zustand';
import { currentLook } from '../../actions/settings';
import { looks } from '../../state/looks';
import { cardOf, models } from '../../state/models';
import { preferences } from '../../state/preferences';
import { lessonPhoto } from '../state/lessonPhoto';

export type LessonModel = { readonly card: ModelCard; readonly inference: InferenceSettings };

/**
 * A hook: a model for the lessons' photo with neutral controls, unless others are given. Null: no model is known yet.
 * @param wanted its id; null: the photo's own model
 */
export function useLessonModel(
  wanted: string | null,
  controls: Readonly<Record<string, number>> = {},
): LessonModel | null {
  const list = useStore(models, (state) => state.list);
  const provider = useStore(preferences, (state) => state.provider);
  const photo = useStore(lessonPhoto, ({ entry }) => entry?.photo ?? '');
  const own = useStore(looks, () => (photo === '' ? '' : currentLook(photo).model));
  const card = cardOf(list, wanted ?? own) ?? cardOf(list, own) ?? list.find((one) => one.card)?.card;
  if (card === undefined) return null;
  const known = Object.entries(controls).filter(([name]) => card.controls.some((spec) => spec.name === name));
  return { card, inference: { model: card.id, controls: Object.fromEntries(known), provider } };
}

/** A hook: the models that the lessons can open, for a choice among them. */
export function useModelOptions(): { value: string; label: string }[] {
  const list = useStore(models, (state) => state.list);
  return list.flatMap(({ id, card }) => (card === undefined ? [] : [{ value: id, label: card.name }]));
}
