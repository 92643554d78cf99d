import { networkAlone, type CallOutput, type PhotoEntry } from '@contract';
import { psnr, type Raster } from '@core';
import { useStore } from 'zustand';
import { z } from 'zod';
import { inferenceKey } from '../../../../actions/settings';
import { call, fetchPicture, type Picture } from '../../../../bridge';
import { useLessonModel, type LessonModel } from '../../../figure/lessonModel';
import { shown } from '../../../figure/number';
import { answering, type Answer } from '../../../figure/useAnswer';
import { learn } from '../../../state/learn';
import { pageValues } from '../../../state/pageValues';

const size = 512;

/** The model, and how much brighter or darker the exposure is that the metric is asked about. */
export const values = pageValues(
  'triptych',
  z.strictObject({
    model: z.string().max(60).nullable().default(null),
    /** A factor of light. 1: none. */
    exposure: z.number().min(0.7).max(1.3).default(1),
  }),
);

export type Triptych = {
  readonly lowLight: Picture;
  readonly enhanced: Picture;
  /** Null: no ground truth is known for this photo. */
  readonly truth: Picture | null;
  readonly truthName: string;
  readonly scores: CallOutput<'photos.measure'> | null;
};

async function pictureAt(entry: PhotoEntry, signal: AbortSignal): Promise<Picture> {
  const { picture } = await call('photos.preview', { photo: entry.photo, size }, { signal });
  return fetchPicture(entry.photo, picture, signal);
}

type Truth = Pick<Triptych, 'truth' | 'truthName' | 'scores'>;

/** The truth that lies beside the photo's file, and the scores against it. It is opened for this alone. */
async function readTruth(
  { photo }: PhotoEntry,
  { inference }: LessonModel,
  signal: AbortSignal,
): Promise<Truth> {
  const truth = await call('photos.findTruth', { photo }, { signal });
  if (truth === null) return { truth: null, truthName: '', scores: null };
  try {
    const look = { inference, mix: networkAlone };
    const picture = await pictureAt(truth, signal);
    const scores = await call('photos.measure', { photo, truth: truth.photo, look }, { signal });
    return { truth: picture, truthName: truth.name, scores };
  } finally {
    void call('photos.close', { photos: [truth.photo] });
  }
}

async function readTriptych(entry: PhotoEntry, model: LessonModel, signal: AbortSignal): Promise<Triptych> {
  const { photo } = entry;
  const draft = await call('photos.draft', { photo, size, inference: model.inference }, { signal });
  const enhanced = await fetchPicture(photo, draft.picture, signal);
  const lowLight = await pictureAt(entry, signal);
  return { lowLight, enhanced, ...(await readTruth(entry, model, signal)) };
}

const useTriptychAnswer = answering<LessonModel, Triptych>(
  ({ inference }) => inferenceKey(inference),
  (model, entry, signal) => readTriptych(entry, model, signal),
);

export function useTriptych(): { model: LessonModel | null; answer: Answer<Triptych> } {
  const { model: wanted } = values.useValues();
  const model = useLessonModel(wanted);
  return { model, answer: useTriptychAnswer(model) };
}

const asRaster = ({ width, height, data }: Picture): Raster => ({ width, height, channels: 3, data });

/** The ground truth itself, a little brighter or darker, and what PSNR says of it. Null: there is no truth. */
export function useExposed(truth: Picture | null): { picture: Picture; psnr: number } | null {
  const { exposure } = values.useValues();
  const isBroken = useStore(learn, ({ broken }) => broken === 'exposure');
  if (truth === null) return null;
  const factor = isBroken ? 1.1 : exposure;
  const data = Uint8Array.from(truth.data, (value) => Math.min(255, Math.round(value * factor)));
  const picture = { ...truth, data };
  return { picture, psnr: psnr({ raster: asRaster(picture) }, asRaster(truth)) };
}

/** A score by its row's name. */
export function scoreOf(
  scores: CallOutput<'photos.measure'>['lowLight'] | undefined,
  id: string,
  variant: 'plain' | 'matched' = 'plain',
): string {
  const row = scores?.[variant].find((score) => score.id === id);
  if (row === undefined || row.value === null) return '–';
  return `${shown(row.value, row.unit === null ? 3 : 2)}${row.unit === null ? '' : ` ${row.unit}`}`;
}

/** What the figure shows, in words. */
export function useSays(): string {
  const { answer } = useTriptych();
  const { value } = answer;
  const exposed = useExposed(value?.truth ?? null);
  if (value === null) return 'The three pictures are being made.';
  if (value.scores === null)
    return 'No ground truth is known for this photo. Put a well-lit photo of the same size into a folder called “truth” beside it, or drop one in Enhance.';
  const { lowLight, enhanced } = value.scores;
  const gained = `PSNR rises from ${scoreOf(lowLight, 'psnr')} to ${scoreOf(enhanced, 'psnr')}, SSIM from ${scoreOf(lowLight, 'ssim')} to ${scoreOf(enhanced, 'ssim')}.`;
  const trap =
    exposed === null
      ? ''
      : ` The ground truth itself at this exposure would get ${shown(exposed.psnr, 2)} dB.`;
  return `${gained}${trap}`;
}
