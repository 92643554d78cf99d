import { PipelineMistake, type ExplainedArray } from '@contract';
import { useStore } from 'zustand';
import { z } from 'zod';
import { inferenceKey } from '../../../../actions/settings';
import { call, fetchPicture, type Picture } from '../../../../bridge';
import { useLessonModel, type LessonModel } from '../../../figure/lessonModel';
import { shown } from '../../../figure/number';
import { answering, type Answer } from '../../../figure/useAnswer';
import { useExplained, type Explained } from '../../../figure/useExplained';
import { learn } from '../../../state/learn';
import { lessonPhoto } from '../../../state/lessonPhoto';
import { pageValues } from '../../../state/pageValues';

/** The model, and the step that is shown large. */
export const values = pageValues(
  'steps',
  z.strictObject({
    model: z.string().max(60).nullable().default(null),
    step: z.int().min(0).max(5).default(0),
  }),
);

/** What is done in each step, as the lecture notes write it. */
export const stepCode: Readonly<Record<ExplainedArray['step'], string>> = {
  loaded: 'image = np.array(photo.resize((256, 256)))',
  divided: 'image = image.astype("float32") / 255.0',
  predicted: 'output = model.predict(image[np.newaxis])[0]',
  multiplied: 'output = output * 255.0',
  clipped: 'output = output.clip(0, 255)',
  stored: 'Image.fromarray(output.astype("uint8"))',
};

/** Long edge of the result that is not squeezed, pixels. */
const draftSize = 1024;

const useDraft = answering<LessonModel, Picture>(
  ({ inference }) => inferenceKey(inference),
  async ({ inference }, { photo }, signal) => {
    const { picture } = await call('photos.draft', { photo, size: draftSize, inference }, { signal });
    return fetchPicture(photo, picture, signal);
  },
);

/** The result in the photo's own proportions, to be compared with 256 × 256. Null: that is not asked for. */
export function useUnsqueezed(): Answer<Picture> | null {
  const { model: wanted } = values.useValues();
  const model = useLessonModel(wanted);
  const isAsked = useStore(learn, ({ broken }) => broken === 'only256');
  const draft = useDraft(isAsked ? model : null);
  return isAsked ? draft : null;
}

/** How much of the photo 256 × 256 keeps, in words. */
function keptWords(size: { width: number; height: number } | undefined): string {
  if (size === undefined) return '';
  const pixels = size.width * size.height;
  return ` 256 × 256 keeps ${(256 * 256).toLocaleString('en')} of this photo’s ${pixels.toLocaleString('en')} pixels, ${shown(Math.min(100, (100 * 256 * 256) / pixels), 1)} %.`;
}

/** The mistake that is switched on. */
function useMistake(): PipelineMistake | null {
  return useStore(learn, ({ broken }) => PipelineMistake.safeParse(broken).data ?? null);
}

export type PipelineShown = {
  readonly model: LessonModel | null;
  readonly right: Answer<Explained>;
  /** With the mistake. Null: none is switched on. */
  readonly wrong: Answer<Explained> | null;
};

export function usePipeline(): PipelineShown {
  const { model: wanted } = values.useValues();
  const model = useLessonModel(wanted);
  const mistake = useMistake();
  const right = useExplained(model);
  const broken = useExplained(mistake === null ? null : model, mistake);
  return { model, right, wrong: mistake === null ? null : broken };
}

/** The picture that stands for a step: its own, or that of the same values in another range. */
export function pictureOfStep({ explanation, pictures }: Explained, step: ExplainedArray['step']) {
  const wanted = step === 'divided' ? 'loaded' : step === 'loaded' ? 'loaded' : 'stored';
  const ref = explanation.arrays.find((array) => array.step === wanted)?.picture;
  return ref === undefined ? undefined : pictures.get(ref.image);
}

/** A value of an array: bytes are whole numbers. */
export function numberOf({ type }: ExplainedArray, value: number): string {
  return shown(value, type === 'float32' ? 2 : 0);
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { step } = values.useValues();
  const { right, wrong } = usePipeline();
  const size = useStore(lessonPhoto, ({ entry }) => entry?.summary);
  const kept = useUnsqueezed() === null ? '' : keptWords(size);
  const shownOne = wrong?.value ?? right.value;
  if (shownOne === null) return 'The photo is on its way through the network.';
  const { arrays, refused } = shownOne.explanation;
  if (refused !== undefined) return `The network refuses the array. ONNX Runtime says: ${refused}.`;
  const array = arrays[Math.min(step, arrays.length - 1)];
  if (array === undefined) return '';
  const range = `${numberOf(array, array.min)} to ${numberOf(array, array.max)}`;
  const outside =
    array.outside === undefined ? '' : ` ${array.outside.toLocaleString('en')} values lie outside 0 to 255.`;
  return `Step ${Math.min(step, arrays.length - 1) + 1}: an array of ${array.shape.join(' × ')}, ${array.type}, with values from ${range}.${outside}${kept}`;
}
