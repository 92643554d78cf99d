import type { InferenceSettings, ModelCard } from '@contract';
import { useStore } from 'zustand';
import { currentLook } from '../../actions/settings';
import { useBeside } from '../page/standing';
import { inferenceOf } from '../../state/look';
import { looks } from '../../state/looks';
import { cardOf, models, type ModelChoice } from '../../state/models';
import { preferences } from '../../state/preferences';
import { lessonPhoto } from '../state/lessonPhoto';

export type LessonModel = { readonly card: ModelCard; readonly inference: InferenceSettings };

/**
 * A hook: a model for the lessons' photo with neutral controls, unless others are given. Beside a photo it is that photo's model with
 * its settings, whatever is wanted. Null: no model is known yet.
 * @param wanted its id; null: the photo's own model
 */
export function useLessonModel(
  wanted: string | null,
  controls: Readonly<Record<string, number>> = {},
): LessonModel | null {
  const beside = useBeside();
  const list = useStore(models, (state) => state.list);
  const provider = useStore(preferences, (state) => state.provider);
  const photo = useStore(lessonPhoto, ({ entry }) => entry?.photo ?? '');
  const own = useStore(looks, () => (photo === '' ? '' : currentLook(photo).model));
  const card = cardOf(list, beside?.look.model ?? wanted ?? own) ?? cardOf(list, own) ?? firstCard(list);
  if (card === undefined) return null;
  const set = beside === null ? {} : inferenceOf(beside.look, card, provider).controls;
  const known = Object.entries(controls).filter(([name]) => card.controls.some((spec) => spec.name === name));
  return {
    card,
    inference: { model: card.id, controls: { ...set, ...Object.fromEntries(known) }, provider },
  };
}

function firstCard(list: readonly ModelChoice[]): ModelCard | undefined {
  return list.find((one) => one.card)?.card;
}

/** A network whose inside is shown, and the values of its controls that are not neutral. */
export type OpenedNetwork = { readonly model: string; readonly controls: Readonly<Record<string, number>> };

/** A hook: the network that a figure opens up. Beside a photo it is that photo's, with its settings. */
export function useOpenedNetwork(wanted: string): OpenedNetwork {
  const beside = useBeside();
  const own = useLessonModel(wanted);
  return beside === null || own === null
    ? { model: wanted, controls: {} }
    : { model: own.card.id, controls: own.inference.controls };
}

/** A hook: the models that the lessons can open, for a choice among them. */
export function useModelOptions(): { value: string; label: string }[] {
  const list = useStore(models, (state) => state.list);
  return list.flatMap(({ id, card }) => (card === undefined ? [] : [{ value: id, label: card.name }]));
}
