import { useStore } from 'zustand';
import { z } from 'zod';
import { useLessonModel, type LessonModel } from '../../../figure/lessonModel';
import { shown } from '../../../figure/number';
import type { Answer } from '../../../figure/useAnswer';
import { useExplained, type Explained } from '../../../figure/useExplained';
import { useBeside } from '../../../page/standing';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

/** The values of the model's sliders, by their names on its card. */
export const values = pageValues(
  'decisions',
  z.strictObject({ controls: z.record(z.string().max(40), z.number()).default({}) }),
);

/** The model whose card names maps: the photo's own if it has some. Beside a photo its sliders are the photo's. */
export function useDecisions(): { model: LessonModel | null; answer: Answer<Explained> } {
  const { controls: chosen } = values.useValues();
  const controls = useBeside() === null ? chosen : {};
  const isBroken = useStore(learn, ({ broken }) => broken === 'tooBright');
  const own = useLessonModel(null, isBroken ? { ...controls, brightness: 1 } : controls);
  const other = useLessonModel('candela', isBroken ? { ...controls, brightness: 1 } : controls);
  const model = (own?.card.maps ?? []).length > 0 ? own : other;
  return { model, answer: useExplained(model) };
}

/** Share of the result's samples at full scale. */
export function burnt({ explanation, pictures }: Explained): number {
  const ref = explanation.arrays.find(({ step }) => step === 'stored')?.picture;
  const data = ref === undefined ? undefined : pictures.get(ref.image)?.data;
  if (data === undefined || data.length === 0) return 0;
  return data.reduce((count, value) => count + (value === 255 ? 1 : 0), 0) / data.length;
}

/** The maps, as the formula calls them. */
export const mapTitles = ['Light, in stops', 'Repair'] as const;

/** What the figure shows, in words. */
export function useSays(): string {
  const { model, answer } = useDecisions();
  const { value } = answer;
  if (value === null || model === null) return 'The photo is on its way through the network.';
  const maps = value.explanation.maps
    .map(({ name, min, max }, at) => `${mapTitles[at] ?? name}: ${shown(min, 2)} to ${shown(max, 2)}.`)
    .join(' ');
  const share = (100 * burnt(value)).toFixed(1);
  return `What ${model.card.name} decided for this photo. ${maps} ${share} % of the result’s values are at full scale.`;
}
